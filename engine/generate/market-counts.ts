/** Who has chosen what in a generated market, read off its tables and not off the draws that made it. */
import { buildIncidence } from '../model/incidence.ts';
import { buildNetwork } from '../model/network.ts';
import { type System, textAt } from '../model/system.ts';
import { createCascade } from '../structure/cascade.ts';
import { type LayerDescription, type MarketDescription, PROVISIONS, type Provision } from './description.ts';
import { memberId } from './draw-choices.ts';
import { provisionColumn } from './market-entities.ts';

/** 1 for the entities that belong to it. */
export type Group = Uint8Array;

/** Which units count: the first so many ranks, or one stratum. */
export interface Scope {
  readonly ranks?: number | undefined;
  /** The first that counts. */
  readonly fromRank?: number | undefined;
  readonly stratum?: string | undefined;
}

export interface MarketCounts {
  readonly memberCount: number;
  members(scope: Scope): Group;
  /** Members or applications, whichever the layer is of. */
  units(layer: string, scope: Scope): Group;
  provided(layer: string, ways: readonly Provision[], scope: Scope): Group;
  /** Members of which something is known in at least one layer. */
  measured(scope: Scope): Group;
  /** Units that use one of the suppliers (concentration), or lose more than nothing without it (impact). */
  depending(
    question: {
      readonly of: 'concentration' | 'impact';
      readonly layer: string;
      readonly suppliers: readonly string[];
      readonly dependence: 'direct' | 'hidden';
      /** Longest path, for hidden concentration. */
      readonly steps?: number | undefined;
    },
    scope: Scope,
  ): Group;
  both(some: Group, others: Group): Group;
  /** Those who are in a number of groups that `meets`. */
  withLayers(groups: readonly Group[], meets: (count: number) => boolean): Group;
  /** Uses of a supplier, each shared with the alternatives beside it, and all units with any. */
  usesOf(layer: string, supplier: string, scope: Scope): { readonly uses: number; readonly users: number };
  /** Users of each supplier of a layer. */
  sharesOf(layer: string, scope: Scope): readonly number[];
  between(question: {
    readonly from: string;
    readonly to: string;
    readonly count: 'using' | 'single';
  }): number;
}

/** Prepares counting: O(entities + dependencies). */
export function createMarketCounts(market: MarketDescription, system: System): MarketCounts {
  const { entities, dependencies, requirements } = system;
  const network = buildNetwork(system, 'run');
  const incidence = buildIncidence(entities.count, dependencies);
  const cascade = createCascade(network);
  const indexOf = new Map<string, number>();
  for (let v = 0; v < entities.count; v++) {
    indexOf.set(entities.id[v]!, v);
    // suppliers come first
    if (entities.id[v] === memberId(market, 1)) break;
  }
  const firstMember = indexOf.get(memberId(market, 1))!;
  const weight = system.weights[0]!.values;
  let memberCount = 0;
  for (let v = firstMember; v < entities.count; v++) memberCount += weight[v]! > 0 ? 1 : 0;
  const firstApplication = firstMember + memberCount;
  const layerOf = (id: string): LayerDescription => market.layers.find((layer) => layer.id === id)!;
  const countryOf = (stratum: string): string =>
    market.strata.find(({ id }) => id === stratum)?.country ?? '';

  const isIn = (member: number, { ranks, fromRank = 1, stratum }: Scope): boolean =>
    member - firstMember + 1 >= fromRank &&
    (ranks === undefined || member - firstMember < ranks) &&
    (stratum === undefined || textAt(entities.country, member) === countryOf(stratum));
  const group = (from: number, to: number, holds: (v: number) => boolean): Group => {
    const found = new Uint8Array(entities.count);
    for (let v = from; v < to; v++) found[v] = holds(v) ? 1 : 0;
    return found;
  };
  const members = (scope: Scope): Group => group(firstMember, firstApplication, (v) => isIn(v, scope));
  const units = (layer: string, scope: Scope): Group =>
    layerOf(layer).of === 'member'
      ? members(scope)
      : group(firstApplication, entities.count, (v) => isIn(entities.operator[v]!, scope));
  const provided = (layer: string, ways: readonly Provision[], scope: Scope): Group => {
    const column = entities.extra.get(provisionColumn(layer))!;
    const meant = Uint8Array.from(column.labels, (label) =>
      (ways as readonly string[]).includes(label) ? 1 : 0,
    );
    const inScope = units(layer, scope);
    return inScope.map((is, v) => is & meant[column.codes[v]!]!);
  };
  const roleOf = (layer: string): number => dependencies.role.labels.indexOf(layerOf(layer).role);

  /** Who uses a supplier for a role, or loses something without it while everything else is up. */
  const markDirect = (
    w: number,
    {
      of,
      role,
      hit,
    }: { readonly of: 'concentration' | 'impact'; readonly role: number; readonly hit: Group },
  ): void => {
    for (let i = incidence.upStart[w]!; i < incidence.upStart[w + 1]!; i++) {
      const e = incidence.up[i]!;
      if (dependencies.role.codes[e] !== role) continue;
      const r = dependencies.requirement[e]!;
      const others = network.memberStart[r + 1]! - network.memberStart[r]! - 1;
      if (of === 'concentration' || (others < requirements.need[r]! && requirements.loss[r]! > 0))
        hit[dependencies.dependent[e]!] = 1;
    }
  };

  /** Everybody who reaches a supplier by a path of at most so many steps. */
  const markReached = (supplier: number, steps: number, hit: Group): void => {
    const seen = new Uint8Array(entities.count);
    let reached = [supplier];
    seen[supplier] = 1;
    for (let step = 0; step < steps && reached.length > 0; step++) {
      const next: number[] = [];
      for (const w of reached)
        for (let i = incidence.upStart[w]!; i < incidence.upStart[w + 1]!; i++) {
          const v = dependencies.dependent[incidence.up[i]!]!;
          if (seen[v] === 1) continue;
          seen[v] = 1;
          hit[v] = 1;
          next.push(v);
        }
      reached = next;
    }
  };

  const depending: MarketCounts['depending'] = ({ of, layer, suppliers, dependence, steps }, scope) => {
    const failed = suppliers.map((id) => indexOf.get(`${layer}:${id}`)!);
    const found = units(layer, scope);
    const hit = new Uint8Array(entities.count);
    // one after another: alternatives of each other that fail together are nobody's impact alone
    for (const w of failed) {
      if (dependence === 'direct') markDirect(w, { of, role: roleOf(layer), hit });
      else if (of === 'concentration') markReached(w, steps ?? entities.count, hit);
      else {
        cascade.run([w]);
        for (let k = 0; k < cascade.count; k++) hit[cascade.order[k]!] = 1;
      }
    }
    return found.map((is, v) => is & hit[v]!);
  };

  return {
    memberCount,
    members,
    units,
    provided,
    measured(scope) {
      const known = PROVISIONS.filter((way) => way !== 'unmeasured' && way !== 'none');
      const found = new Uint8Array(entities.count);
      for (const { id, of } of market.layers)
        if (of === 'member')
          provided(id, known, scope).forEach((is, v) => {
            found[v]! |= is;
          });
      return found;
    },
    depending,
    both: (some, others) => some.map((is, v) => is & others[v]!),
    withLayers(groups, meets) {
      const count = new Uint8Array(entities.count);
      for (const each of groups) for (let v = 0; v < count.length; v++) count[v]! += each[v]!;
      return count.map((n) => (meets(n) ? 1 : 0));
    },
    usesOf(layer, supplier, scope) {
      const inScope = units(layer, scope);
      const role = roleOf(layer);
      const wanted = indexOf.get(`${layer}:${supplier}`)!;
      let uses = 0;
      let users = 0;
      for (let e = 0; e < dependencies.count; e++) {
        if (dependencies.role.codes[e] !== role || inScope[dependencies.dependent[e]!] === 0) continue;
        const r = dependencies.requirement[e]!;
        const part = 1 / (network.memberStart[r + 1]! - network.memberStart[r]!);
        users += part;
        if (dependencies.supplier[e] === wanted) uses += part;
      }
      return { uses, users };
    },
    sharesOf(layer, scope) {
      const inScope = units(layer, scope);
      const role = roleOf(layer);
      const users = new Map<number, number>();
      for (let e = 0; e < dependencies.count; e++) {
        if (dependencies.role.codes[e] !== role || inScope[dependencies.dependent[e]!] === 0) continue;
        users.set(dependencies.supplier[e]!, (users.get(dependencies.supplier[e]!) ?? 0) + 1);
      }
      return [...users.values()];
    },
    between({ from, to, count }) {
      const role = roleOf(to);
      const found = new Set<number>();
      for (let e = 0; e < dependencies.count; e++) {
        const v = dependencies.dependent[e]!;
        if (v >= firstMember || dependencies.role.codes[e] !== role) continue;
        if (!entities.id[v]!.startsWith(`${from}:`)) continue;
        const r = dependencies.requirement[e]!;
        const isSingle =
          network.memberStart[r + 1]! - network.memberStart[r]! === 1 && requirements.loss[r]! > 0;
        if (count === 'using' || isSingle) found.add(v);
      }
      return found.size;
    },
  };
}
