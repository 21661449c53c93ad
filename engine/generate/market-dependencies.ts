/** The dependencies of a market: between suppliers, of members on applications, of both on suppliers. */
import type { DependencyTable, RequirementTable, TextColumn } from '../model/system.ts';
import type { ChoicePlan } from './choice-plan.ts';
import type { MarketDescription } from './description.ts';
import type { Choices } from './draw-choices.ts';
import { type Indices, memberOfApplications, yearOf } from './market-entities.ts';

/** Units between two reports of progress: a few milliseconds of work. */
const SLICE = 16_384;

/** What the requirements of one sort have in common. */
interface Terms {
  readonly role: number;
  readonly isGroup: boolean;
  readonly loss: number;
  readonly graceHours: number;
  readonly failoverHours: number;
  readonly failoverProbability: number;
  /** Index into the sources of the tables. */
  readonly source: number;
}

interface Row {
  readonly dependent: number;
  readonly suppliers: readonly number[];
  readonly terms: Terms;
}

interface Tables {
  /** Opens a requirement, which is no longer changed. */
  require(dependent: number, terms: Terms): void;
  /** Adds a supplier to the requirement that was opened last. */
  supply(supplier: number, terms: Terms): void;
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
  const counted = yield* countOf(market, plan, choices);
  const tables = tablesOf(market, roles, {
    dependencyCount: counted.dependencies + between.reduce((sum, { suppliers }) => sum + suppliers.length, 0),
    requirementCount: counted.requirements + between.length,
  });
  for (const { dependent, suppliers, terms } of between) {
    tables.require(dependent, terms);
    for (const w of suppliers) tables.supply(w, terms);
  }
  yield 0;

  const { firstMember, firstApplication } = indices;
  const { applications } = market;
  if (applications !== undefined) {
    const role = roles.indexOf(applications.role);
    const terms = applications.loss.map((loss) => ({ ...PLAIN, role, loss }));
    for (let i = 0; i < choices.memberCount; i++) {
      if (i % SLICE === 0) yield (0.2 * i) / choices.memberCount;
      const first = choices.applicationStart[i]!;
      for (let a = first; a < choices.applicationStart[i + 1]!; a++) {
        const those = terms[Math.min(a - first, terms.length - 1)]!;
        tables.require(firstMember + i, those);
        tables.supply(firstApplication + a, those);
      }
    }
  }
  for (const [l, layer] of market.layers.entries()) {
    const { column, supplier } = choices.layers[l]!;
    const member = memberOfApplications(choices, layer.of);
    const firstUnit = layer.of === 'member' ? firstMember : firstApplication;
    const { loss, failoverHours, failoverProbability } = layer;
    const sole: Terms = {
      ...PLAIN,
      role: roles.indexOf(layer.role),
      loss,
      graceHours: layer.graceHours ?? Number.NaN,
    };
    const covered: Terms = { ...sole, loss: 0 };
    const several: Terms = { ...sole, isGroup: true, failoverHours, failoverProbability };
    const partRole = layer.parts === undefined ? -1 : roles.indexOf(layer.parts.role);
    const ofPart: Terms = { ...sole, role: partRole };
    const ofCoveredPart: Terms = { ...covered, role: partRole };
    for (let unit = 0; unit < column.length; unit++) {
      if (unit % SLICE === 0) yield 0.2 + (0.8 * (l + unit / column.length)) / market.layers.length;
      const at = supplier[unit]!;
      if (at < 0) continue;
      const strata = plan.strata[choices.stratum[member === undefined ? unit : member[unit]!]!]!;
      const planned = strata.layers[l]!.columns[column[unit]!]!;
      const { provision } = planned.column;
      const dependent = firstUnit + unit;
      if (provision === 'several') {
        tables.require(dependent, several);
        const last = at + choices.lists[at]!;
        for (let k = at + 1; k <= last; k++) tables.supply(indices.supplier[choices.lists[k]!]!, several);
        continue;
      }
      const isCovered = provision === 'covered';
      const terms = isCovered ? covered : sole;
      const provider = planned.parts === undefined ? at : planned.column.from!.suppliers[0]!;
      tables.require(dependent, terms);
      tables.supply(indices.supplier[provider]!, terms);
      if (planned.parts === undefined) continue;
      const partTerms = isCovered ? ofCoveredPart : ofPart;
      tables.require(dependent, partTerms);
      tables.supply(indices.supplier[at]!, partTerms);
    }
  }
  return tables.finish();
}

/** A requirement of one supplier, without anything special. */
const PLAIN: Terms = {
  role: 0,
  isGroup: false,
  loss: 1,
  graceHours: Number.NaN,
  failoverHours: 0,
  failoverProbability: 1,
  source: 0,
};

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

function* countOf(
  market: MarketDescription,
  plan: ChoicePlan,
  choices: Choices,
): Generator<number, { readonly dependencies: number; readonly requirements: number }> {
  let dependencies = choices.applicationStart[choices.memberCount]!;
  let requirements = dependencies;
  for (const [l, layer] of market.layers.entries()) {
    const { column, supplier } = choices.layers[l]!;
    const member = memberOfApplications(choices, layer.of);
    for (let unit = 0; unit < column.length; unit++) {
      if (unit % SLICE === 0) yield 0;
      if (supplier[unit]! < 0) continue;
      const strata = plan.strata[choices.stratum[member === undefined ? unit : member[unit]!]!]!;
      const planned = strata.layers[l]!.columns[column[unit]!]!;
      const isSeveral = planned.column.provision === 'several';
      dependencies += isSeveral ? choices.lists[supplier[unit]!]! : planned.parts === undefined ? 1 : 2;
      requirements += !isSeveral && planned.parts !== undefined ? 2 : 1;
    }
  }
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
  const alternatives = new Map<string, Row & { readonly suppliers: number[] }>();
  for (const { from, to, critical, graceHours, source, ...given } of market.between) {
    const dependent = indices.byId.get(from)!;
    const supplier = indices.byId.get(to)!;
    const role = roles.indexOf(given.role ?? layerOf.get(to.split(':')[0]!)!.role);
    const terms: Terms = {
      ...PLAIN,
      role,
      graceHours: graceHours ?? Number.NaN,
      source: sources.indexOf(source),
    };
    if (critical) {
      rows.push({ dependent, suppliers: [supplier], terms });
      continue;
    }
    const key = `${dependent} ${role}`;
    const before = alternatives.get(key);
    if (before === undefined) alternatives.set(key, { dependent, suppliers: [supplier], terms });
    else before.suppliers.push(supplier);
  }
  for (const { dependent, suppliers, terms } of alternatives.values()) {
    // a single one stands beside its own, which go on
    const those = suppliers.length === 1 ? { ...terms, loss: 0 } : { ...terms, isGroup: true };
    rows.push({ dependent, suppliers, terms: those });
  }
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
  // codes of the evidence: 1 for assumed, 2 for report
  const isReported = Uint8Array.from(sources, (key) => (key === '' || key.startsWith('assumed') ? 1 : 2));
  let e = 0;
  let r = 0;
  return {
    require(v, terms) {
      owner[r] = v;
      // a group is named by its role
      group[r] = terms.isGroup ? terms.role : 0;
      loss[r] = terms.loss;
      failoverHours[r] = terms.failoverHours;
      failoverProbability[r] = terms.failoverProbability;
      r++;
    },
    supply(w, terms) {
      dependent[e] = owner[r - 1]!;
      supplier[e] = w;
      role[e] = terms.role;
      requirement[e] = r - 1;
      graceHours[e] = terms.graceHours;
      source[e] = terms.source + 1;
      evidence[e] = isReported[terms.source]!;
      e++;
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
