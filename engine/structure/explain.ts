/** Why an entity is down, in words: the chain from a root failure up to it. */
import type { Incidence } from '../model/incidence.ts';
import type { Network } from '../model/network.ts';
import { FAILOVER, type System, textAt } from '../model/system.ts';
import type { Cascade } from './cascade.ts';

/** A cascade that has run, with the system that it ran on. */
export interface Explainable {
  readonly system: System;
  readonly network: Network;
  readonly incidence: Incidence;
  readonly cascade: Cascade;
}

/** The requirement that decided the level of a fallen entity. */
export interface Reason {
  readonly requirement: number;
  readonly role: string;
  /** Label of the group, empty for a dependency of its own. */
  readonly group: string;
  readonly need: number;
  readonly memberCount: number;
  /** The members whose loss decided it. */
  readonly suppliers: readonly number[];
}

/** One link of the chain from a root failure to a fallen entity. */
export interface ChainStep {
  readonly entity: number;
  /** Level of service 0..1 after the cascade. */
  readonly level: number;
  /** The lost suppliers that the link rests on; empty for a root. */
  readonly suppliers: readonly number[];
  /** One plain sentence. */
  readonly sentence: string;
}

/**
 * The steps from a failed entity to `entity`, root first; empty when the entity has full service.
 * Each link is the supplier whose loss decided the level, so the chain is real and has no cycle.
 */
export function explain(done: Explainable, entity: number): readonly ChainStep[] {
  const { cascade } = done;
  const steps: ChainStep[] = [];
  for (let v = entity; v >= 0 && cascade.level[v]! < 1; v = cascade.via[v]!) {
    const reason = reasonFor(done, v);
    steps.push({
      entity: v,
      level: cascade.level[v]!,
      suppliers: reason?.suppliers ?? [],
      sentence: sentence(done, v, reason),
    });
  }
  return steps.reverse();
}

/**
 * What decided the level of a fallen entity: its requirement, and the members of it at or below the
 * level of the last one visited. Undefined for an entity that was made to fail. O(its dependencies).
 */
export function reasonFor(
  { system, network, incidence, cascade }: Explainable,
  v: number,
): Reason | undefined {
  const r = cascade.because[v]!;
  if (r < 0) return undefined;
  const decisive = cascade.level[cascade.via[v]!]!;
  const members = network.member.subarray(network.memberStart[r], network.memberStart[r + 1]);
  const own = incidence.down.subarray(incidence.downStart[v], incidence.downStart[v + 1]);
  const first = own.find(
    (e) => system.dependencies.requirement[e] === r && system.dependencies.phase[e] !== FAILOVER,
  )!;
  return {
    requirement: r,
    role: textAt(system.dependencies.role, first),
    group: textAt(system.requirements.group, r),
    need: network.need[r]!,
    memberCount: members.length,
    suppliers: Array.from(members).filter((w) => cascade.level[w]! < 1 && cascade.level[w]! <= decisive),
  };
}

function sentence({ system, cascade }: Explainable, v: number, reason: Reason | undefined): string {
  const { name } = system.entities;
  if (reason === undefined) return `${name[v]} is made to fail.`;
  const state = (w: number): string =>
    cascade.level[w] === 0 ? 'down' : `at ${percent(cascade.level[w]!)} of its service`;
  const verdict =
    cascade.level[v] === 0
      ? `${name[v]} is down`
      : `${name[v]} keeps ${percent(cascade.level[v]!)} of its service`;
  const [supplier] = reason.suppliers;
  if (reason.memberCount === 1 && supplier !== undefined)
    return `${verdict} because it needs ${name[supplier]} for ${reason.role}, and ${name[supplier]} is ${state(supplier)}.`;
  const lost = reason.suppliers.map((w) => `${name[w]} (${state(w)})`).join(', ');
  return `${verdict} because it needs ${reason.need} of ${reason.memberCount} alternatives for ${reason.role}, and it has lost ${lost}.`;
}

/** A level of service strictly between 0 and 1, in words that never say none or all. */
export function percent(level: number): string {
  const rounded = Math.round(100 * level);
  if (rounded === 0) return 'less than 1 %';
  if (rounded === 100) return 'more than 99 %';
  return `${rounded} %`;
}
