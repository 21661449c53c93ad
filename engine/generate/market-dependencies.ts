/** The dependencies of a market: between suppliers, of members on applications, of both on suppliers. */
import type { DependencyTable, RequirementTable, TextColumn } from '../model/system.ts';
import type { ChoicePlan } from './choice-plan.ts';
import type { MarketDescription } from './description.ts';
import type { Choices } from './draw-choices.ts';
import { type Indices, memberOfApplications, yearOf } from './market-entities.ts';

/** Units between two reports of progress: a few milliseconds of work. */
const SLICE = 16_384;

/** One requirement and its suppliers, as it is written into the tables. */
interface Row {
  readonly dependent: number;
  readonly suppliers: readonly number[];
  readonly role: number;
  readonly isGroup: boolean;
  readonly loss: number;
  readonly graceHours: number;
  readonly failoverHours: number;
  readonly failoverProbability: number;
  /** Index into the sources of the tables. */
  readonly source: number;
}

interface Tables {
  add(row: Row): void;
  finish(): { readonly dependencies: DependencyTable; readonly requirements: RequirementTable };
}

/**
 * Writes all dependencies into tables of exactly the right length. Between suppliers first, then by layer in the
 * order of the members. Yields the fraction done; O(dependencies).
 */
export function* dependenciesOf(
  market: MarketDescription,
  plan: ChoicePlan,
  { choices, indices }: { readonly choices: Choices; readonly indices: Indices },
): Generator<number, { readonly dependencies: DependencyTable; readonly requirements: RequirementTable }> {
  const roles = rolesOf(market);
  const between = betweenRows(market, { indices, roles });
  const counted = countOf(market, plan, choices);
  const tables = tablesOf(market, roles, {
    dependencyCount: counted.dependencies + between.reduce((sum, { suppliers }) => sum + suppliers.length, 0),
    requirementCount: counted.requirements + between.length,
  });
  for (const row of between) tables.add(row);
  yield 0;

  const plain = {
    isGroup: false,
    graceHours: Number.NaN,
    failoverHours: 0,
    failoverProbability: 1,
    source: 0,
  };
  const { firstMember, firstApplication } = indices;
  const { applications } = market;
  if (applications !== undefined) {
    const role = roles.indexOf(applications.role);
    for (let i = 0; i < choices.memberCount; i++) {
      if (i % SLICE === 0) yield (0.2 * i) / choices.memberCount;
      const first = choices.applicationStart[i]!;
      for (let a = first; a < choices.applicationStart[i + 1]!; a++)
        tables.add({
          ...plain,
          dependent: firstMember + i,
          suppliers: [firstApplication + a],
          role,
          loss: applications.loss[Math.min(a - first, applications.loss.length - 1)]!,
        });
    }
  }
  for (const [l, layer] of market.layers.entries()) {
    const { column, supplier } = choices.layers[l]!;
    const member = memberOfApplications(choices, layer.of);
    const firstUnit = layer.of === 'member' ? firstMember : firstApplication;
    const role = roles.indexOf(layer.role);
    const partRole = layer.parts === undefined ? -1 : roles.indexOf(layer.parts.role);
    const ofLayer = {
      ...plain,
      role,
      graceHours: layer.graceHours ?? Number.NaN,
      failoverHours: 0,
      failoverProbability: 1,
    };
    for (let unit = 0; unit < column.length; unit++) {
      if (unit % SLICE === 0) yield 0.2 + (0.8 * (l + unit / column.length)) / market.layers.length;
      const at = supplier[unit]!;
      if (at < 0) continue;
      const strata = plan.strata[choices.stratum[member === undefined ? unit : member[unit]!]!]!;
      const planned = strata.layers[l]!.columns[column[unit]!]!;
      const dependent = firstUnit + unit;
      if (planned.column.provision === 'several') {
        const suppliers = Array.from(
          choices.lists.subarray(at + 1, at + 1 + choices.lists[at]!),
          (s) => indices.supplier[s]!,
        );
        const { loss, failoverHours, failoverProbability } = layer;
        tables.add({
          ...ofLayer,
          dependent,
          suppliers,
          isGroup: true,
          loss,
          failoverHours,
          failoverProbability,
        });
        continue;
      }
      const loss = planned.column.provision === 'covered' ? 0 : layer.loss;
      const provider = planned.parts === undefined ? at : planned.column.from!.suppliers[0]!;
      tables.add({ ...ofLayer, dependent, suppliers: [indices.supplier[provider]!], loss });
      if (planned.parts !== undefined)
        tables.add({ ...ofLayer, dependent, suppliers: [indices.supplier[at]!], role: partRole, loss });
    }
  }
  return tables.finish();
}

/** Every role of a market; index 0 is no role. */
function rolesOf(market: MarketDescription): readonly string[] {
  const { layers, applications, between } = market;
  return [
    ...new Set([
      '',
      ...layers.map(({ role }) => role),
      ...layers.flatMap(({ parts }) => (parts === undefined ? [] : [parts.role])),
      ...(applications === undefined ? [] : [applications.role]),
      ...between.flatMap(({ role }) => (role === undefined ? [] : [role])),
    ]),
  ];
}

function countOf(
  market: MarketDescription,
  plan: ChoicePlan,
  choices: Choices,
): { readonly dependencies: number; readonly requirements: number } {
  let dependencies = choices.applicationStart[choices.memberCount]!;
  let requirements = dependencies;
  market.layers.forEach((layer, l) => {
    const { column, supplier } = choices.layers[l]!;
    const member = memberOfApplications(choices, layer.of);
    for (let unit = 0; unit < column.length; unit++) {
      if (supplier[unit]! < 0) continue;
      const strata = plan.strata[choices.stratum[member === undefined ? unit : member[unit]!]!]!;
      const planned = strata.layers[l]!.columns[column[unit]!]!;
      const isSeveral = planned.column.provision === 'several';
      dependencies += isSeveral ? choices.lists[supplier[unit]!]! : planned.parts === undefined ? 1 : 2;
      requirements += !isSeveral && planned.parts !== undefined ? 2 : 1;
    }
  });
  return { dependencies, requirements };
}

/** What suppliers need of each other: critical ones alone, the others of one role as alternatives. */
function betweenRows(
  market: MarketDescription,
  { indices, roles }: { readonly indices: Indices; readonly roles: readonly string[] },
): readonly Row[] {
  const sources = sourcesOf(market);
  const layerOf = new Map(market.layers.map((layer) => [layer.id, layer]));
  const rows: Row[] = [];
  const alternatives = new Map<string, { readonly row: Row; readonly suppliers: number[] }>();
  for (const { from, to, critical, graceHours, source, ...given } of market.between) {
    const dependent = indices.byId.get(from)!;
    const supplier = indices.byId.get(to)!;
    const role = roles.indexOf(given.role ?? layerOf.get(to.split(':')[0]!)!.role);
    const row: Row = {
      dependent,
      suppliers: [supplier],
      role,
      isGroup: false,
      loss: 1,
      graceHours: graceHours ?? Number.NaN,
      failoverHours: 0,
      failoverProbability: 1,
      source: sources.indexOf(source),
    };
    if (critical) {
      rows.push(row);
      continue;
    }
    const key = `${dependent} ${role}`;
    const before = alternatives.get(key);
    if (before === undefined) alternatives.set(key, { row, suppliers: [supplier] });
    else before.suppliers.push(supplier);
  }
  for (const { row, suppliers } of alternatives.values())
    rows.push(suppliers.length === 1 ? { ...row, loss: 0 } : { ...row, suppliers, isGroup: true });
  return rows;
}

/** Sources of dependencies: the market itself, then those of dependencies between suppliers. */
function sourcesOf(market: MarketDescription): readonly string[] {
  return ['', ...new Set(market.between.map(({ source }) => source))];
}

function tablesOf(
  market: MarketDescription,
  roles: readonly string[],
  {
    dependencyCount,
    requirementCount,
  }: { readonly dependencyCount: number; readonly requirementCount: number },
): Tables {
  const dependent = new Int32Array(dependencyCount);
  const supplier = new Int32Array(dependencyCount);
  const role = new Int32Array(dependencyCount);
  const requirement = new Int32Array(dependencyCount);
  const graceHours = new Float64Array(dependencyCount);
  const source = new Int32Array(dependencyCount);
  const evidence = new Int32Array(dependencyCount);
  const owner = new Int32Array(requirementCount);
  const group = new Int32Array(requirementCount);
  const loss = new Float64Array(requirementCount);
  const failoverHours = new Float64Array(requirementCount);
  const failoverProbability = new Float64Array(requirementCount);
  const sources = sourcesOf(market);
  let e = 0;
  let r = 0;
  return {
    add(row) {
      owner[r] = row.dependent;
      // a group is named by its role
      group[r] = row.isGroup ? row.role : 0;
      loss[r] = row.loss;
      failoverHours[r] = row.failoverHours;
      failoverProbability[r] = row.failoverProbability;
      for (const w of row.suppliers) {
        dependent[e] = row.dependent;
        supplier[e] = w;
        role[e] = row.role;
        requirement[e] = r;
        graceHours[e] = row.graceHours;
        source[e] = row.source === 0 ? 1 : row.source + 1;
        evidence[e] = row.source === 0 || sources[row.source]!.startsWith('assumed') ? 1 : 2;
        e++;
      }
      r++;
    },
    finish() {
      const labels = [
        '',
        `generated: ${market.id}`,
        ...sources.slice(1).map((key) => market.sources[key]?.title ?? key),
      ];
      const none = (): TextColumn => ({ labels: [''], codes: new Int32Array(dependencyCount) });
      const year = yearOf(market);
      return {
        dependencies: {
          count: dependencyCount,
          dependent,
          supplier,
          role: { labels: roles, codes: role },
          requirement,
          phase: new Uint8Array(dependencyCount),
          graceHours,
          share: new Float64Array(dependencyCount).fill(Number.NaN),
          confidence: new Float64Array(dependencyCount).fill(Number.NaN),
          source: { labels, codes: source },
          asOf: year === '' ? none() : { labels: ['', year], codes: new Int32Array(dependencyCount).fill(1) },
          evidence: { labels: ['', 'assumed', 'report'], codes: evidence },
          basis: none(),
          extra: new Map(),
        },
        requirements: {
          count: requirementCount,
          dependent: owner,
          group: { labels: roles, codes: group },
          need: new Int32Array(requirementCount).fill(1),
          loss,
          phase: new Uint8Array(requirementCount),
          failoverHours,
          failoverProbability,
        },
      };
    },
  };
}
