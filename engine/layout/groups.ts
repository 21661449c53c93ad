/**
 * A large system as a picture that people can read: the suppliers that most depend on stand alone, everybody else
 * in groups, by kind and, on the demand side, by the supplier they stand on. A group opens on demand: its heaviest
 * members then stand alone as well.
 *
 * The result is a function of the dependencies, kinds and first weight. Ties go to the lower index.
 */
import { KINDS, LAYERS, layerOfKind } from '../model/kinds.ts';
import type { System } from '../model/system.ts';

/** Marks of the picture, each an entity or a group. */
export interface Groups {
  /** Mark of each entity. */
  readonly markOf: Int32Array;
  /** By mark: the entity that it stands for, or -1 for a group. */
  readonly entityOf: Int32Array;
  /** By mark: how many entities it stands for. */
  readonly members: Int32Array;
  /** By mark: index into `KINDS`. */
  readonly kind: Uint8Array;
  /** By mark: the entity that all of a group stand on, or -1 for the others of a kind and for single entities. */
  readonly on: Int32Array;
  /** Pairs of different marks with at least one dependency between them, and how many there are. */
  readonly dependent: Int32Array;
  readonly supplier: Int32Array;
  readonly uses: Int32Array;
}

/** The most entities that are drawn one by one. */
export const MOST_SINGLE = 5_000;
/** Suppliers of each kind that always stand alone. */
const SINGLES_OF_KIND = 10;
/** Groups of each kind that are told apart by what they stand on; the rest are the others. */
const GROUPS_OF_KIND = 12;
/** Dependents from which one of the demand side stands alone too: an application of one owner does not. */
const SHARED_BY = 2;
/** Members of an open group that stand alone. */
const OPENED = 200;
/** More at once would make the picture as crowded as one without groups. */
const MOST_OPEN = 8;
/** Dependencies between two reports of progress. */
const SLICE = 200_000;

const PROVIDERS = LAYERS.indexOf('providers');

/** What a group is known by: its kind, and the id of what it stands on. */
export function groupKey(kind: number, on: string): string {
  return `${KINDS[kind]} ${on}`;
}

/**
 * Groups a system. `open` are keys of groups whose heaviest members stand alone, of which the last eight count. Yields
 * the fraction done. O(entities log entities + dependencies + marks^2).
 */
export function* groupsOf(system: System, open: readonly string[]): Generator<number, Groups> {
  const { count, kind, id } = system.entities;
  const { dependent, supplier, count: dependencyCount } = system.dependencies;
  const dependents = new Int32Array(count);
  for (const w of supplier) dependents[w]!++;
  yield 0.1;
  const isSingle = busiestOfKinds(kind, dependents);
  yield 0.2;

  // what each of the demand side stands on: of the single suppliers the busiest, providers before foundations
  const base = new Int32Array(count).fill(-1);
  const standing = (w: number): number =>
    (layerOfKind(kind[w]!) === PROVIDERS ? count + 1 : 0) + dependents[w]!;
  for (let e = 0; e < dependencyCount; e++) {
    const v = dependent[e]!;
    const w = supplier[e]!;
    if (isSingle[w] === 1 && isDemand(kind[v]!) && (base[v] === -1 || standing(w) > standing(base[v]!)))
      base[v] = w;
    if (e % SLICE === 0) yield 0.2 + (0.3 * e) / dependencyCount;
  }
  const marks = nameGroups(kind, base, isSingle);
  yield 0.6;
  openGroups(marks, { open: new Set(open.slice(-MOST_OPEN)), id, dependents, system });
  yield 0.7;
  return yield* linked(system, marks);
}

function isDemand(kind: number): boolean {
  return layerOfKind(kind) < PROVIDERS;
}

/** 1 for the suppliers of each kind that most depend on. */
function busiestOfKinds(kind: Uint8Array, dependents: Int32Array): Uint8Array {
  const isSingle = new Uint8Array(kind.length);
  const ofKind: number[][] = KINDS.map(() => []);
  for (let v = 0; v < kind.length; v++)
    if (dependents[v]! >= (isDemand(kind[v]!) ? SHARED_BY : 1)) ofKind[kind[v]!]!.push(v);
  for (const suppliers of ofKind) {
    suppliers.sort((a, b) => dependents[b]! - dependents[a]! || a - b);
    for (const v of suppliers.slice(0, SINGLES_OF_KIND)) isSingle[v] = 1;
  }
  return isSingle;
}

/** Marks by entity; single entities first come to their own when the groups are known. */
interface NamedGroups {
  /** By entity: its group, or -1 where it stands alone. */
  readonly group: Int32Array;
  readonly groups: { readonly kind: number; readonly on: number }[];
}

function nameGroups(kind: Uint8Array, base: Int32Array, isSingle: Uint8Array): NamedGroups {
  const codeOf = (v: number): number => kind[v]! * (kind.length + 1) + base[v]! + 1;
  const sizes = new Map<number, number>();
  for (let v = 0; v < kind.length; v++)
    if (isSingle[v] === 0) sizes.set(codeOf(v), (sizes.get(codeOf(v)) ?? 0) + 1);
  const groups: { kind: number; on: number }[] = [];
  const groupOfCode = new Map<number, number>();
  const left = KINDS.map(() => GROUPS_OF_KIND);
  const others = new Int32Array(KINDS.length).fill(-1);
  for (const [code] of [...sizes].sort(([a, m], [b, n]) => n - m || a - b)) {
    const k = Math.floor(code / (kind.length + 1));
    const on = (code % (kind.length + 1)) - 1;
    if (on >= 0 && left[k]! > 0) {
      left[k]!--;
      groupOfCode.set(code, groups.push({ kind: k, on }) - 1);
      continue;
    }
    if (others[k] === -1) others[k] = groups.push({ kind: k, on: -1 }) - 1;
    groupOfCode.set(code, others[k]!);
  }
  const group = new Int32Array(kind.length).fill(-1);
  for (let v = 0; v < kind.length; v++) if (isSingle[v] === 0) group[v] = groupOfCode.get(codeOf(v))!;
  return { group, groups };
}

interface Opening {
  readonly open: ReadonlySet<string>;
  readonly id: readonly string[];
  readonly dependents: Int32Array;
  readonly system: System;
}

/** Lets the heaviest members of open groups stand alone. */
function openGroups({ group, groups }: NamedGroups, { open, id, dependents, system }: Opening): void {
  const weight = system.weights[0]!.values;
  for (const [g, { kind, on }] of groups.entries()) {
    if (!open.has(groupKey(kind, id[on] ?? ''))) continue;
    const members: number[] = [];
    for (let v = 0; v < group.length; v++) if (group[v] === g) members.push(v);
    members.sort((a, b) => weight[b]! - weight[a]! || dependents[b]! - dependents[a]! || a - b);
    for (const v of members.slice(0, OPENED)) group[v] = -1;
  }
}

/** Numbers the marks, entities first, and finds the pairs between them. */
function* linked(system: System, { group, groups }: NamedGroups): Generator<number, Groups> {
  const { count, kind } = system.entities;
  const { dependent, supplier, count: dependencyCount } = system.dependencies;
  const entities = Int32Array.from({ length: count }, (_, v) => v).filter((v) => group[v] === -1);
  const markOf = new Int32Array(count);
  const members = new Int32Array(entities.length + groups.length);
  for (const [mark, v] of entities.entries()) markOf[v] = mark;
  for (let v = 0; v < count; v++) {
    if (group[v] !== -1) markOf[v] = entities.length + group[v]!;
    members[markOf[v]!]!++;
  }
  const marks = members.length;
  const uses = new Int32Array(marks * marks);
  for (let e = 0; e < dependencyCount; e++) {
    uses[markOf[dependent[e]!]! * marks + markOf[supplier[e]!]!]!++;
    if (e % SLICE === 0) yield 0.7 + (0.2 * e) / dependencyCount;
  }
  const pairs: number[] = [];
  for (let pair = 0; pair < uses.length; pair++)
    if (uses[pair]! > 0 && Math.floor(pair / marks) !== pair % marks) pairs.push(pair);
  return {
    markOf,
    entityOf: Int32Array.from(members, (_, mark) => entities[mark] ?? -1),
    members,
    kind: Uint8Array.from(members, (_, mark) =>
      mark < entities.length ? kind[entities[mark]!]! : groups[mark - entities.length]!.kind,
    ),
    on: Int32Array.from(members, (_, mark) =>
      mark < entities.length ? -1 : groups[mark - entities.length]!.on,
    ),
    dependent: Int32Array.from(pairs, (pair) => Math.floor(pair / marks)),
    supplier: Int32Array.from(pairs, (pair) => pair % marks),
    uses: Int32Array.from(pairs, (pair) => uses[pair]!),
  };
}
