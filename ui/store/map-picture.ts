/** What the map draws: the entities of a system, or marks that stand for groups of them. Pure. */
import type { MapLayout, SystemView } from './types.ts';
import { countText } from './words.ts';

/** All that the map knows of what it draws. A whole system is one; so are the groups of a large one. */
export type MapView = Pick<
  SystemView,
  | 'entityCount'
  | 'dependencyCount'
  | 'dependent'
  | 'supplier'
  | 'layer'
  | 'layers'
  | 'name'
  | 'operator'
  | 'weights'
> & {
  /** By dependency, how many it stands for; one each unless given. */
  readonly uses?: Int32Array;
};

export type Groups = NonNullable<MapLayout['groups']>;

/** The groups of a system as something that the map can draw. O(entities). */
export function viewOfGroups(view: SystemView, groups: Groups): MapView {
  const { markOf, entityOf, kind, dependent, supplier, uses } = groups;
  const layerOfKind = new Uint8Array(view.kinds.length);
  for (let v = 0; v < view.entityCount; v++) layerOfKind[view.kind[v]!] = view.layer[v]!;
  return {
    entityCount: entityOf.length,
    dependencyCount: dependent.length,
    dependent,
    supplier,
    uses,
    layer: kind.map((k) => layerOfKind[k]!),
    layers: view.layers,
    name: Array.from(entityOf, (v, mark) => (v >= 0 ? view.name[v]! : groupTitle(view, groups, mark))),
    operator: new Int32Array(entityOf.length).fill(-1),
    weights: view.weights.map((weight) => {
      const values = new Float64Array(entityOf.length);
      for (let v = 0; v < view.entityCount; v++) values[markOf[v]!]! += weight.values[v]!;
      return { ...weight, values };
    }),
  };
}

/** Kinds in the plural, where it is more than an "s". */
const MANY: ReadonlyMap<string, string> = new Map([
  ['cdn', 'CDNs'],
  ['identity', 'identity providers'],
  ['payment', 'payment providers'],
  ['software', 'software components'],
  ['dns', 'DNS providers'],
  ['ntp', 'time servers'],
  ['ca', 'certificate authorities'],
  ['registry', 'registries'],
  ['facility', 'facilities'],
  ['energy', 'energy suppliers'],
]);

/** What a group is called: "62,210 organisations on Cloudflare", "980 other DNS providers". */
export function groupTitle(view: SystemView, { members, kind, on }: Groups, mark: number): string {
  const one = view.kinds[kind[mark]!] ?? '';
  const many = MANY.get(one) ?? `${one.replaceAll('-', ' ')}s`;
  const count = countText(members[mark]!);
  return on[mark]! >= 0 ? `${count} ${many} on ${view.name[on[mark]!]}` : `${count} other ${many}`;
}

/** What a group is known by: its kind, and the id of what it stands on. The engine knows it by the same. */
export function groupKey(view: SystemView, { kind, on }: Groups, mark: number): string {
  return `${view.kinds[kind[mark]!]} ${view.id[on[mark]!] ?? ''}`;
}

/** The mark of the group with this key, or -1 when there is none. */
export function markOfGroup(view: SystemView, groups: Groups, key: string): number {
  return groups.entityOf.findIndex((v, mark) => v < 0 && groupKey(view, groups, mark) === key);
}

/** A column of codes by mark: what all members have, `mixed` where they differ. O(entities). */
export function mergedColumn(codes: Uint8Array, { markOf, entityOf }: Groups, mixed: number): Uint8Array {
  const NONE = 255;
  const merged = new Uint8Array(entityOf.length).fill(NONE);
  for (let v = 0; v < markOf.length; v++) {
    const mark = markOf[v]!;
    if (merged[mark] === NONE) merged[mark] = codes[v]!;
    else if (merged[mark] !== codes[v]) merged[mark] = mixed;
  }
  // a group whose members stand alone is empty
  return merged.map((code) => (code === NONE ? 0 : code));
}

/** The largest value of the members, by mark. O(entities). */
export function largestByMark(values: Float64Array, { markOf, entityOf }: Groups): Float64Array {
  const largest = new Float64Array(entityOf.length);
  for (let v = 0; v < markOf.length; v++) {
    const mark = markOf[v]!;
    if (values[v]! > largest[mark]!) largest[mark] = values[v]!;
  }
  return largest;
}

export interface GroupFinding {
  readonly count: number;
  /** Weight of the members, and how much of it is down. */
  readonly weight: number;
  readonly weightDown: number;
  /** Members below full service. */
  readonly fallen: number;
  /** The heaviest members, the heaviest first. */
  readonly heaviest: readonly number[];
}

const HEAVIEST = 20;

/** What is to be said of a group. `level` is the service of every entity; null while nothing fails. O(entities). */
export function groupFinding(
  { markOf }: Groups,
  mark: number,
  { values, level }: { readonly values: Float64Array; readonly level: Float64Array | null },
): GroupFinding {
  const members: number[] = [];
  let weight = 0;
  let weightDown = 0;
  let fallen = 0;
  for (let v = 0; v < markOf.length; v++) {
    if (markOf[v] !== mark) continue;
    members.push(v);
    weight += values[v]!;
    const lost = 1 - (level?.[v] ?? 1);
    weightDown += values[v]! * lost;
    if (lost > 1e-9) fallen++;
  }
  members.sort((a, b) => values[b]! - values[a]! || a - b);
  return { count: members.length, weight, weightDown, fallen, heaviest: members.slice(0, HEAVIEST) };
}
