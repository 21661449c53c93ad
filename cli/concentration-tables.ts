/** How `linchpin concentration` looks to people and in CSV. */
import type { SystemView } from '../engine/api/protocol.ts';
import type { RoleLine, SupplierLine } from './concentration-lines.ts';
import { type Column, exact, figure, percent, printable, printTable } from './output.ts';
import { populationLine, restLine, withUnit } from './population.ts';

/** Every number of a supplier; those of hidden dependence only where it was asked for. */
export function supplierColumns({ result }: RoleLine): readonly Column<SupplierLine>[] {
  const direct: readonly Column<SupplierLine>[] = [
    { header: 'id', cell: ({ id }) => id },
    { header: 'name', cell: ({ name }) => name },
    { header: 'share', cell: ({ share }) => share },
    { header: 'concentration', cell: (line) => line.concentration },
    { header: 'impact', cell: ({ impact }) => impact },
    { header: 'rankDirect', cell: ({ rankDirect }) => rankDirect },
  ];
  if (result.hiddenImpact.length === 0) return direct;
  return [
    ...direct,
    { header: 'hiddenConcentration', cell: ({ hidden }) => hidden!.hiddenConcentration },
    { header: 'hiddenImpact', cell: ({ hidden }) => hidden!.hiddenImpact },
    { header: 'amplification', cell: ({ hidden }) => hidden!.amplification ?? '' },
    { header: 'rankHidden', cell: ({ hidden }) => hidden!.rankHidden },
    { header: 'via', cell: ({ hidden }) => hidden!.via.map(({ id }) => id).join(' ') },
  ];
}

/** Every number of a role; empty cells where nobody with a weight uses it. */
export const ROLE_COLUMNS: readonly Column<RoleLine>[] = [
  { header: 'role', cell: ({ result }) => result.role },
  { header: 'userCount', cell: ({ result }) => result.population.userCount },
  { header: 'totalWeight', cell: ({ result }) => result.population.totalWeight },
  { header: 'roleUserCount', cell: ({ result }) => result.population.roleUserCount },
  { header: 'roleWeight', cell: ({ result }) => result.population.roleWeight },
  { header: 'suppliers', cell: ({ suppliers }) => suppliers.length },
  { header: 'band', cell: ({ scale }) => scale.band },
  ...(
    [
      'hhi',
      'effectiveNumber',
      'cr1',
      'cr3',
      'cr5',
      'shannon',
      'expShannon',
      'gini',
      'centralization',
    ] as const
  ).map((header) => ({ header, cell: ({ result }: RoleLine) => result.indices?.[header] ?? '' })),
  ...(['25', '50', '75', '90', '99'] as const).map((part) => ({
    header: `cover${part}`,
    cell: ({ result }: RoleLine) => result.indices?.cover[part] ?? '',
  })),
  { header: 'largest', cell: ({ suppliers }) => suppliers[0]?.id ?? '' },
  { header: 'largestImpact', cell: ({ suppliers }) => suppliers[0]?.impact ?? '' },
  { header: 'largestHiddenImpact', cell: ({ suppliers }) => suppliers[0]?.hidden?.hiddenImpact ?? '' },
];

/** Prints one role: whom it counts, the suppliers, and the indices with their band. */
export function printRole(view: SystemView, line: RoleLine, shown: readonly SupplierLine[]): void {
  const { role, population, assumptions } = line.result;
  const write = (text: string): unknown => process.stdout.write(`${printable(text)}\n`);
  write(populationLine(view, population, population));
  write(
    `Of these use ${role} directly: ${exact(population.roleUserCount)}, together ${withUnit(population.roleWeight, population.unit)}`,
  );
  write(`share: of the weight that uses ${role}, split over the suppliers of each user`);
  write('uses it: users of the supplier; impact: what they lose when it fails and all else is up;');
  write(
    'with hidden: what falls with it by any path; all of the weight of all users. times: with hidden / impact',
  );
  process.stdout.write('\n');
  if (shown.length > 0) printTable(barColumns(shown), shown);
  process.stdout.write(`${restLine(shown.length, line.suppliers.length)}\n`);
  for (const text of indexLines(line)) write(text);
  write(`Assumed: ${assumptions.join(' ')}`);
}

/** Prints one line per role: how concentrated it is, and who takes down most. */
export function printRoles(view: SystemView, lines: readonly RoleLine[]): void {
  const [first] = lines;
  if (first === undefined) {
    process.stdout.write('There is no dependency, so there is no role.\n');
    return;
  }
  const { population, assumptions } = first.result;
  const shared = assumptions.filter((each) => lines.every(({ result }) => result.assumptions.includes(each)));
  process.stdout.write(`${printable(populationLine(view, population, population))}\n\n`);
  printTable(overviewColumns(first.result.hiddenImpact.length > 0), lines);
  process.stdout.write(`\nHHI bands: ${first.scale.name}. --role shows one role in full.\n`);
  process.stdout.write(`Assumed: ${shared.join(' ')}\n`);
}

/** Characters of the longest bar. */
const BAR = 20;

/** What a person reads of a supplier: the impact also as a bar, its hidden part in a lighter tone. */
function barColumns(shown: readonly SupplierLine[]): readonly Column<SupplierLine>[] {
  const whole = ({ impact, hidden }: SupplierLine): number => hidden?.hiddenImpact ?? impact;
  const longest = shown.reduce((most, line) => Math.max(most, whole(line)), 0);
  const length = (value: number): number => (longest > 0 ? Math.round((BAR * value) / longest) : 0);
  const always: readonly Column<SupplierLine>[] = [
    { header: 'direct rank', cell: ({ rankDirect }) => rankDirect },
    { header: 'name', cell: ({ name }) => name },
    { header: 'share', cell: ({ share }) => share, shown: ({ share }) => percent(share) },
    { header: 'uses it', cell: (line) => line.concentration, shown: (line) => percent(line.concentration) },
    { header: 'impact', cell: ({ impact }) => impact, shown: ({ impact }) => percent(impact) },
  ];
  const bar: Column<SupplierLine> = {
    header: `0 to ${percent(longest)}`,
    cell: (line) => '█'.repeat(length(line.impact)).padEnd(length(whole(line)), '░'),
  };
  if (shown[0]?.hidden === undefined) return [...always, bar];
  return [
    { header: 'rank', cell: ({ hidden }) => hidden!.rankHidden },
    ...always,
    { header: 'with hidden', cell: whole, shown: (line) => percent(whole(line)) },
    {
      header: 'times',
      cell: ({ hidden }) => hidden!.amplification ?? 0,
      shown: ({ hidden }) => hidden!.amplification?.toFixed(1) ?? '',
    },
    bar,
    {
      header: 'hidden via',
      cell: ({ hidden }) => hidden!.via.map(({ name, share }) => `${name} ${percent(share)}`).join(', '),
    },
  ];
}

function indexLines({ result, scale }: RoleLine): readonly string[] {
  const { indices, remark } = result;
  if (indices === null) return [remark];
  const cover = Object.entries(indices.cover).map(([part, suppliers]) => `${part} % by ${exact(suppliers)}`);
  return [
    `HHI ${figure(indices.hhi)} of 10,000: ${scale.band} (${scale.name})`,
    `As many as ${figure(indices.effectiveNumber)} equal suppliers (1/HHI), or ${figure(indices.expShannon)} (exp of the Shannon entropy, ${indices.shannon.toFixed(2)} bits)`,
    `The largest 1, 3 and 5 suppliers have ${[indices.cr1, indices.cr3, indices.cr5].map(percent).join(', ')} of the shares; these are covered ${cover.join(', ')}`,
    `Gini ${indices.gini.toFixed(3)}, centralization ${indices.centralization.toFixed(3)}`,
  ];
}

function overviewColumns(isHidden: boolean): readonly Column<RoleLine>[] {
  const used = ({ result: { population } }: RoleLine): number =>
    population.totalWeight > 0 ? population.roleWeight / population.totalWeight : 0;
  const impact = ({ suppliers }: RoleLine): number => suppliers[0]?.impact ?? 0;
  const hidden = ({ suppliers }: RoleLine): number => suppliers[0]?.hidden?.hiddenImpact ?? 0;
  return [
    { header: 'role', cell: ({ result }) => result.role },
    { header: 'used by', cell: used, shown: (line) => percent(used(line)) },
    { header: 'suppliers', cell: ({ suppliers }) => suppliers.length },
    {
      header: 'HHI',
      cell: ({ result }) => result.indices?.hhi ?? 0,
      shown: ({ result }) => (result.indices === null ? '' : figure(result.indices.hhi)),
    },
    { header: 'band', cell: ({ scale }) => scale.band },
    { header: 'takes down most', cell: ({ suppliers }) => suppliers[0]?.name ?? '' },
    { header: 'impact', cell: impact, shown: (line) => percent(impact(line)) },
    ...(isHidden
      ? [{ header: 'with hidden', cell: hidden, shown: (line: RoleLine) => percent(hidden(line)) }]
      : []),
  ];
}
