/** The entities of a market: suppliers and who runs them, members, applications of members. */
import { kindIndex } from '../model/kinds.ts';
import type { EntityTable, TextColumn, Weight } from '../model/system.ts';
import type { ChoicePlan } from './choice-plan.ts';
import { type MarketDescription, PROVISIONS } from './description.ts';
import { applicationId, type Choices } from './draw-choices.ts';
import type { MarketSupplier } from './market-suppliers.ts';

/** Where everything stands among the entities. */
export interface Indices {
  /** Of supplier s of the plan; -1 where nobody uses it. */
  readonly supplier: Int32Array;
  readonly firstMember: number;
  readonly firstApplication: number;
  /** By id of the supplier. */
  readonly byId: ReadonlyMap<string, number>;
}

interface Named {
  readonly entities: EntityTable;
  readonly weights: readonly Weight[];
  readonly indices: Indices;
}

/** Rows between two reports of progress: a few milliseconds of work. */
const SLICE = 32_768;

/** The header of the column that says how a member has the service of a layer. */
export function provisionColumn(layerId: string): string {
  return `${layerId}_provision`;
}

/**
 * Operators come first, then suppliers, members by rank, and applications. Yields the fraction done every few
 * milliseconds; O(entities x layers).
 */
export function* entitiesOf(
  market: MarketDescription,
  plan: ChoicePlan,
  choices: Choices,
): Generator<number, Named> {
  const isUsed = yield* usedSuppliers(market, plan, choices);
  const present = plan.suppliers.filter((_, s) => isUsed[s] === 1);
  const operators = [...new Set(present.map(({ operator }) => operator).filter((id) => id !== ''))];
  const operatorIndex = new Map(operators.map((id, i) => [id, i]));
  const firstMember = operators.length + present.length;
  const { memberCount } = choices;
  const applicationCount = choices.applicationStart[memberCount]!;
  const firstApplication = firstMember + memberCount;
  const count = firstApplication + applicationCount;

  const supplier = new Int32Array(plan.suppliers.length).fill(-1);
  const byId = new Map<string, number>();
  let next = operators.length;
  plan.suppliers.forEach(({ id }, s) => {
    if (isUsed[s] === 0) return;
    supplier[s] = next;
    byId.set(id, next++);
  });

  const ids: string[] = new Array<string>(count);
  operators.forEach((id, v) => {
    ids[v] = id;
  });
  present.forEach(({ id }, i) => {
    ids[operators.length + i] = id;
  });
  for (let i = 0; i < memberCount; i++) {
    if (i % SLICE === 0) yield (0.2 * i) / memberCount;
    ids[firstMember + i] = choices.memberIds[i]!;
    const first = choices.applicationStart[i]!;
    for (let a = first; a < choices.applicationStart[i + 1]!; a++)
      ids[firstApplication + a] = applicationId(choices.memberIds[i]!, a - first + 1);
  }
  const names = ids.slice();
  present.forEach(({ name }, i) => {
    names[operators.length + i] = name;
  });

  const kind = new Uint8Array(count);
  kind.fill(kindIndex('organisation'), 0, operators.length);
  kind.fill(kindIndex(market.members.kind), firstMember, firstApplication);
  kind.fill(kindIndex('application'), firstApplication);
  const operator = new Int32Array(count).fill(-1);
  present.forEach((each, i) => {
    kind[operators.length + i] = each.kind;
    operator[operators.length + i] = operatorIndex.get(each.operator) ?? -1;
  });
  for (let i = 0; i < memberCount; i++)
    operator.fill(
      firstMember + i,
      firstApplication + choices.applicationStart[i]!,
      firstApplication + choices.applicationStart[i + 1]!,
    );

  const weight = new Float64Array(count);
  weight.fill(1, firstMember, firstApplication);
  const generated = `generated: ${market.id}`;
  const supplierAt = (v: number): MarketSupplier | undefined =>
    v < firstMember ? present[v - operators.length] : undefined;
  const isMember = (v: number): boolean => v >= firstMember && v < firstApplication;
  const figures = (of: (supplier: MarketSupplier) => number | undefined): Float64Array => {
    const values = new Float64Array(count).fill(Number.NaN);
    present.forEach((each, i) => {
      values[operators.length + i] = of(each) ?? Number.NaN;
    });
    return values;
  };
  const columnCount = market.layers.length + 3;
  let finished = 0;
  function* column(texts: readonly string[], of: (v: number) => string): Generator<number, TextColumn> {
    const work = textColumn(count, texts, of);
    let step = work.next();
    for (; !step.done; step = work.next()) yield 0.2 + (0.8 * (finished + step.value)) / columnCount;
    finished++;
    return step.value;
  }
  const country = yield* column([], (v) => {
    if (isMember(v)) return plan.strata[choices.stratum[v - firstMember]!]!.country;
    return supplierAt(v)?.country ?? '';
  });
  const sector = yield* column([], (v) =>
    isMember(v) ? (plan.sectorNames[choices.sector[v - firstMember]!] ?? '') : '',
  );
  const source = yield* column([], (v) => {
    if (v >= firstMember) return generated;
    const each = supplierAt(v);
    return each === undefined ? '' : sourceText(market, each);
  });
  const extra = new Map<string, TextColumn>();
  for (const [l, layer] of market.layers.entries()) {
    const first = layer.of === 'member' ? firstMember : firstApplication;
    const chosen = choices.layers[l]!.column;
    const member = memberOfApplications(choices, layer.of);
    extra.set(
      provisionColumn(layer.id),
      yield* column(PROVISIONS, (v) => {
        const unit = v - first;
        if (unit < 0 || unit >= chosen.length) return '';
        const strata = plan.strata[choices.stratum[member === undefined ? unit : member[unit]!]!]!;
        return strata.layers[l]!.columns[chosen[unit]!]!.column.provision;
      }),
    );
  }
  const year = yearOf(market);
  return {
    entities: {
      count,
      id: ids,
      name: names,
      kind,
      operator,
      country,
      sector,
      outagesPerYear: figures(({ outages }) => outages?.perYear),
      outageHoursP50: figures(({ outages }) => outages?.hoursP50),
      outageHoursP95: figures(({ outages }) => outages?.hoursP95),
      recoveryHours: figures(({ outages }) => outages?.recoveryHours),
      capacity: new Float64Array(count).fill(Number.NaN),
      source,
      asOf: {
        labels: ['', ...(year === '' ? [] : [year])],
        codes: new Int32Array(count).fill(year === '' ? 0 : 1),
      },
      extra,
    },
    weights: [
      {
        column: 'weight',
        label: market.members.label,
        unit: market.members.unit,
        description: `Every ${market.members.unit.replace(/s$/, '')} counts once.`,
        values: weight,
      },
    ],
    indices: { supplier, firstMember, firstApplication, byId },
  };
}

/** The year that a description speaks of; empty where it names none. */
export function yearOf({ asOf }: MarketDescription): string {
  return /^\d{4}$/.test(asOf) ? asOf : '';
}

/** Of each application the member that it belongs to; undefined for members themselves. */
export function memberOfApplications(
  { memberCount, applicationStart }: Choices,
  of: 'member' | 'application',
): Int32Array | undefined {
  if (of === 'member') return undefined;
  const member = new Int32Array(applicationStart[memberCount]!);
  for (let i = 0; i < memberCount; i++) member.fill(i, applicationStart[i]!, applicationStart[i + 1]!);
  return member;
}

/** What is said of the source: of the market share, and of the rate of outages where there is one. */
function sourceText({ sources }: MarketDescription, { source, outages }: MarketSupplier): string {
  const titled = (key: string): string => sources[key]?.title ?? key;
  return outages === undefined ? titled(source) : `${titled(source)}; outages: ${titled(outages.source)}`;
}

/** Everybody who is named, and of the others those who are used. */
function* usedSuppliers(
  market: MarketDescription,
  plan: ChoicePlan,
  choices: Choices,
): Generator<number, Uint8Array> {
  const isUsed = Uint8Array.from(plan.suppliers, ({ isTail }) => (isTail ? 0 : 1));
  for (const [l, layer] of market.layers.entries()) {
    const { column, supplier } = choices.layers[l]!;
    const member = memberOfApplications(choices, layer.of);
    for (let unit = 0; unit < column.length; unit++) {
      if (unit % SLICE === 0) yield 0;
      if (supplier[unit]! < 0) continue;
      const strata = plan.strata[choices.stratum[member === undefined ? unit : member[unit]!]!]!;
      if (strata.layers[l]!.columns[column[unit]!]!.column.provision !== 'several')
        isUsed[supplier[unit]!] = 1;
      else {
        const at = supplier[unit]!;
        for (let k = 1; k <= choices.lists[at]!; k++) isUsed[choices.lists[at + k]!] = 1;
      }
    }
  }
  return isUsed;
}

/** A column of texts of which few are different; label 0 is the empty text. */
function* textColumn(
  count: number,
  expectedTexts: readonly string[],
  of: (row: number) => string,
): Generator<number, TextColumn> {
  const labels = ['', ...expectedTexts];
  const codeOf = new Map(labels.map((label, code) => [label, code]));
  const codes = new Int32Array(count);
  let last = '';
  let lastCode = 0;
  for (let row = 0; row < count; row++) {
    if (row % SLICE === 0) yield row / count;
    const text = of(row);
    if (text !== last) {
      let code = codeOf.get(text);
      if (code === undefined) {
        code = labels.push(text) - 1;
        codeOf.set(text, code);
      }
      last = text;
      lastCode = code;
    }
    codes[row] = lastCode;
  }
  return { labels, codes };
}
