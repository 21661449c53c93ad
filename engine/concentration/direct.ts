/**
 * Direct dependence: who uses a supplier for a role, and what users lose through their own requirements
 * when it is down and everything else is up (concentration and impact of Kashaf, Sekar, Agarwal, IMC 2020,
 * with weights and with alternatives).
 */
import { FAILOVER, RUN } from '../model/system.ts';
import { levelLeft } from '../structure/cascade.ts';
import type { Explainable } from '../structure/explain.ts';
import type { Users } from './users.ts';

/** A system ready for graph work; whoever fails something brings a cascade of their own. */
export type Wiring = Omit<Explainable, 'cascade'>;

/** A workspace that looks at one supplier after another; every run overwrites the results of the last. */
export interface DirectDependence {
  /** Weight of the users that depend on the supplier for the role at all. */
  readonly concentration: number;
  /** Weight that they lose. */
  readonly impact: number;
  /** 1 for the entities that fail, by entity. */
  readonly isFailed: Uint8Array;
  /** 1 for the users that depend on the supplier for the role, by entity. */
  readonly isUser: Uint8Array;
  /** Fraction 0..1 of each such user that is lost, 0 for everybody else. */
  readonly lost: Float64Array;
  /** Dependencies that the last run looked at. */
  readonly looked: number;
  /** Fails the entities given, which are no users of themselves; O(dependencies on them and their groups). */
  run(failed: Int32Array): void;
}

/** Allocates a workspace for one role: 10 bytes per entity; cleaning up costs only what was touched. */
export function createDirectDependence(wiring: Wiring, users: Users, role: number): DirectDependence {
  const { network, incidence } = wiring;
  const { dependencies, requirements } = wiring.system;
  const isFailed = new Uint8Array(network.entityCount);
  const isUser = new Uint8Array(network.entityCount);
  const lost = new Float64Array(network.entityCount);
  let failedNow = new Int32Array();
  let found: number[] = [];
  let concentration = 0;
  let impact = 0;
  let looked = 0;

  const isMet = (r: number): boolean => {
    let up = 0;
    for (let m = network.memberStart[r]!; m < network.memberStart[r + 1]!; m++)
      up += 1 - isFailed[network.member[m]!]!;
    looked += network.memberStart[r + 1]! - network.memberStart[r]!;
    return up >= network.need[r]!;
  };

  const look = (e: number): void => {
    const v = dependencies.dependent[e]!;
    if (dependencies.role.codes[e] !== role || dependencies.phase[e] === FAILOVER) return;
    if (users.weight[v] === 0 || isFailed[v] === 1) return;
    if (isUser[v] === 0) {
      isUser[v] = 1;
      found.push(v);
    }
    const r = dependencies.requirement[e]!;
    // as the cascade rounds it, so that what is lost directly is never more than what is lost in all
    if (requirements.phase[r] === RUN && !isMet(r))
      lost[v] = Math.max(lost[v]!, 1 - levelLeft(network.loss[r]!, 0));
  };

  return {
    isFailed,
    isUser,
    lost,
    get concentration() {
      return concentration;
    },
    get impact() {
      return impact;
    },
    get looked() {
      return looked;
    },
    run(failed) {
      for (const v of failedNow) isFailed[v] = 0;
      for (const v of found) {
        isUser[v] = 0;
        lost[v] = 0;
      }
      failedNow = failed.slice();
      found = [];
      concentration = 0;
      impact = 0;
      looked = 0;
      for (const v of failedNow) isFailed[v] = 1;
      for (const w of failedNow) {
        looked += incidence.upStart[w + 1]! - incidence.upStart[w]!;
        for (let i = incidence.upStart[w]!; i < incidence.upStart[w + 1]!; i++) look(incidence.up[i]!);
      }
      for (const v of found) {
        concentration += users.weight[v]!;
        impact += users.weight[v]! * lost[v]!;
      }
    },
  };
}
