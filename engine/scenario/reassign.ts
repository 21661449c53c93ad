/** The verb `reassign`: dependents of a role move from some suppliers to others. */
import { withSuppliers } from '../model/with-suppliers.ts';
import { adopters, inDrawOrder } from './adopters.ts';
import { type Candidate, candidatesOf, createAllotment, membersOf, whoStandsOn } from './allotment.ts';
import { type Outcome, outcome, type Remark, type Site, warning } from './effect.ts';
import { marketSizes, suppliedBy } from './market-sizes.ts';
import type { Of, To } from './schema.ts';
import { dependenciesWhere, type Field } from './select.ts';

/** A share above a cap by less than this is rounding. */
const ROUNDING = 1e-9;

/** A dependent that leaves a supplier, or all of one operator, with the rows that move. */
interface Mover {
  readonly dependent: number;
  readonly rows: readonly number[];
  readonly size: number;
}

interface Material {
  readonly matchedRows: readonly number[];
  readonly candidates: readonly Candidate[];
}

interface Plan {
  /** In the order in which they choose. */
  readonly movers: readonly Mover[];
  /** The size of an ordinary dependency of the market, whoever moves. */
  readonly typical: number;
  /** Who may take somebody over. */
  readonly candidates: readonly Candidate[];
  /** How much more a candidate may take; undefined when there is no limit. */
  readonly room?: (candidate: Candidate) => number;
  /** Told of every move. */
  readonly onMove?: (mover: Mover, to: number) => void;
  readonly remarks: readonly Remark[];
}

/**
 * Moves dependents, whole and in the order of their draws, each to the candidate that has least for its
 * share. A dependency keeps its place, its requirement, its grace and its confidence; nobody moves to what
 * stands on it, or to a supplier that its requirement has already. O(dependencies + movers log candidates).
 */
export function reassign(intervention: Of<'reassign'>, site: Site): Outcome {
  const { field, source } = site;
  const { system } = field;
  const { where, to } = intervention;
  const matchedRows = dependenciesWhere(field, where);
  const matched = new Set(matchedRows.map((e) => system.dependencies.dependent[e]!)).size;
  const found = candidatesOf(field, to, where.role);
  const plan = (intervention.cap ? planCap : planFraction)(intervention, site, {
    matchedRows,
    candidates: found.candidates,
  });
  const { moves, stuck } = carryOut(site, plan, to.operators);
  const remarks = [...found.remarks, ...plan.remarks];
  if (stuck > 0)
    remarks.push(
      warning(`${stuck} dependencies stay where they are: there is no supplier for them to go to.`),
    );
  const moved = withSuppliers(system, moves, source);
  const reached = new Set([...moves.keys()].map((e) => system.dependencies.dependent[e]!)).size;
  return outcome(moved, { matched, reached, dependenciesChanged: moves.size, remarks });
}

function carryOut(
  { field }: Site,
  { movers, candidates, typical, room, onMove }: Plan,
  operators: To['operators'],
): { readonly moves: ReadonlyMap<number, number>; readonly stuck: number } {
  const { dependent, supplier, requirement } = field.system.dependencies;
  const allotment = createAllotment(candidates, typical);
  const members = membersOf(
    field.system,
    new Set(movers.flatMap(({ rows }) => rows.map((e) => requirement[e]!))),
  );
  const standingOn = whoStandsOn(field.system);
  const moves = new Map<number, number>();
  let stuck = 0;
  for (const mover of movers) {
    let last: number | undefined;
    for (const e of mover.rows) {
      const group = members.get(requirement[e]!)!;
      const from = supplier[e]!;
      const isAllowed = ({ entity: w }: Candidate): boolean =>
        !standingOn(dependent[e]!).has(w) &&
        !group.has(w) &&
        (operators === 'any' || (operators === 'same') === (field.topmost[w] === field.topmost[from]));
      const size = mover.size / mover.rows.length;
      const isRepeatable = last !== undefined && isAllowed({ entity: last, share: 1 });
      const hasRoom = (candidate: Candidate): boolean => room === undefined || room(candidate) > 0;
      const target =
        (isRepeatable ? last : allotment.take(size, (each) => isAllowed(each) && hasRoom(each))) ??
        (room && roomiest(candidates, isAllowed, room));
      if (target === undefined) {
        stuck++;
        continue;
      }
      last = target;
      group.delete(from);
      group.add(target);
      moves.set(e, target);
      onMove?.({ ...mover, size }, target);
    }
  }
  return { moves, stuck };
}

/** The one with the most room among those that are allowed. */
function roomiest(
  candidates: readonly Candidate[],
  isAllowed: (candidate: Candidate) => boolean,
  room: (candidate: Candidate) => number,
): number | undefined {
  const allowed = candidates.filter(isAllowed);
  if (allowed.length === 0) return undefined;
  return allowed.reduce((most, candidate) => (room(candidate) > room(most) ? candidate : most)).entity;
}

/** The same fraction of the dependents of each supplier. */
function planFraction(
  { fraction, to }: Of<'reassign'>,
  { field, lottery }: Site,
  { matchedRows: rows, candidates }: Material,
): Plan {
  const { supplier } = field.system.dependencies;
  const { sizeOf, typical } = marketSizes(field, rows);
  const chosen = [...grouped(rows, (e) => supplier[e]!).values()].flatMap((own) => {
    const movers = moversOf(field, own, sizeOf);
    const among = movers.map(({ dependent }) => dependent);
    const isChosen = new Set(adopters(field, lottery, { among, fraction }));
    return movers.filter(({ dependent }) => isChosen.has(dependent));
  });
  // whoever loses dependents takes none over unless it is named
  const left = new Set(rows.map((e) => supplier[e]!));
  const isNamed = to.suppliers !== undefined || to.shares !== undefined;
  return {
    movers: ordered(field, lottery, chosen),
    typical,
    candidates: isNamed ? candidates : candidates.filter(({ entity }) => !left.has(entity)),
    remarks: [],
  };
}

/** As many as it takes until no supplier, or operator, has more than the cap. */
function planCap(
  { cap, where }: Of<'reassign'>,
  { field, lottery }: Site,
  { matchedRows, candidates }: Material,
): Plan {
  const { supplier } = field.system.dependencies;
  const groupOf = (w: number): number => (cap!.of === 'each' ? w : field.topmost[w]!);
  const rows = dependenciesWhere(field, { role: where.role, dependent: where.dependent });
  const sizes = marketSizes(field, rows);
  const { sizeOf, total, typical } = sizes;
  const supplied = suppliedBy(field, sizes, groupOf);
  for (const { entity } of candidates) if (!supplied.has(groupOf(entity))) supplied.set(groupOf(entity), 0);
  const remarks: Remark[] = [];
  const least = 1 / Math.max(1, supplied.size);
  if (cap!.share < least)
    remarks.push(
      warning(
        `With ${supplied.size} suppliers to go to, the largest has at least ${inPercent(least)}: the cap is taken as that.`,
      ),
    );
  const most = Math.max(cap!.share, least) * total;
  const chosen: Mover[] = [];
  for (const [group, own] of grouped(matchedRows, (e) => groupOf(supplier[e]!))) {
    let excess = supplied.get(group)! - most;
    if (excess <= ROUNDING * total) continue;
    for (const mover of ordered(field, lottery, moversOf(field, own, sizeOf))) {
      if (excess <= ROUNDING * total) break;
      if (mover.size === 0) continue;
      chosen.push(mover);
      excess -= mover.size;
    }
  }
  const sources = new Set(chosen.flatMap(({ rows: own }) => own.map((e) => groupOf(supplier[e]!))));
  return {
    movers: ordered(field, lottery, chosen),
    typical,
    candidates: candidates.filter(({ entity }) => !sources.has(groupOf(entity))),
    room: ({ entity }) => most - supplied.get(groupOf(entity))!,
    onMove: ({ size }, to) => supplied.set(groupOf(to), supplied.get(groupOf(to))! + size),
    remarks,
  };
}

function moversOf(field: Field, rows: readonly number[], sizeOf: (e: number) => number): readonly Mover[] {
  const { dependent } = field.system.dependencies;
  return Array.from(
    grouped(rows, (e) => dependent[e]!),
    ([v, own]) => ({
      dependent: v,
      rows: own,
      size: own.reduce((sum, e) => sum + sizeOf(e), 0),
    }),
  );
}

/** Movers in the order of the draws of their dependents; those of one dependent as they stand. */
function ordered(field: Field, lottery: Site['lottery'], movers: readonly Mover[]): readonly Mover[] {
  const own = grouped(movers, ({ dependent }) => dependent);
  return inDrawOrder(field, lottery, [...own.keys()]).flatMap((v) => own.get(v)!);
}

function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => number,
): ReadonlyMap<number, readonly Item[]> {
  const groups = new Map<number, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function inPercent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
