/** `linchpin concentration`: who everyone depends on for a role, directly and without knowing it. */
import type { SystemView } from '../engine/api/protocol.ts';
import { type RoleLine, supplierLine } from './concentration-lines.ts';
import { printRole, printRoles, ROLE_COLUMNS, supplierColumns } from './concentration-tables.ts';
import { printCsv, printJson } from './output.ts';
import { type PopulationOptions, populationOf, topOf } from './population.ts';
import { type CliSession, openDataset, warnOfErrors } from './session.ts';

export interface ConcentrationOptions extends PopulationOptions {
  /** One role in full; every role in a line unless given. */
  readonly role?: string;
  readonly directOnly?: boolean;
  readonly byOperator?: boolean;
  /** Id of the scale for the HHI. */
  readonly scale: string;
}

/** Prints the concentration of a role, or of every role; exit code 1 on faulty data. */
export async function concentration(folder: string, options: ConcentrationOptions): Promise<number> {
  const session = await openDataset(folder);
  const { view } = session;
  if (options.role === undefined) {
    const lines: RoleLine[] = [];
    for (const role of rolesOf(view)) lines.push(await lineOf(session, role, options));
    lines.sort((a, b) => b.result.population.roleWeight - a.result.population.roleWeight);
    if (options.json) printJson({ roles: lines.map((line) => jsonOf(view, line, options)) });
    else if (options.csv) printCsv(ROLE_COLUMNS, lines);
    else printRoles(view, lines);
  } else {
    const line = await lineOf(session, options.role, options);
    if (options.json) printJson(jsonOf(view, line, options));
    else if (options.csv) printCsv(supplierColumns(line), topOf(line.suppliers, options));
    else printRole(view, line, topOf(line.suppliers, options));
  }
  return warnOfErrors(view) ? 1 : 0;
}

/** The roles that dependencies have, in alphabetical order. */
function rolesOf(view: SystemView): readonly string[] {
  return Array.from(new Set(view.role), (code) => view.roles[code]!).sort();
}

async function lineOf(
  { view, run }: CliSession,
  role: string,
  options: ConcentrationOptions,
): Promise<RoleLine> {
  const result = await run<'concentration'>({
    kind: 'concentration',
    role,
    suppliers: options.byOperator ? 'by-operator' : 'each',
    dependence: options.directOnly ? 'direct' : 'hidden',
    ...populationOf(view, options),
  });
  return {
    result,
    scale: result.scales.find(({ id }) => id === options.scale)!,
    suppliers: Array.from(result.supplier, (_, s) => supplierLine(view, result, s)),
  };
}

function jsonOf(
  view: SystemView,
  { result, scale, suppliers }: RoleLine,
  options: ConcentrationOptions,
): object {
  const { weight, ...population } = result.population;
  return {
    role: result.role,
    population,
    weight,
    scale: { id: scale.id, name: scale.name, band: result.indices === null ? null : scale.band },
    indices: result.indices,
    suppliers: topOf(suppliers, options).map(({ hidden, ...direct }) => ({ ...direct, ...hidden })),
    supplierCount: suppliers.length,
    ...(result.remark === '' ? {} : { remark: result.remark }),
    assumptions: result.assumptions,
    hash: view.hash,
    engine: result.engine,
  };
}
