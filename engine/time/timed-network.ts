/** A System as the timed cascade runs on it: the network of what is needed to run and to start, with its times. */
import { buildNetwork, compress, type Network } from '../model/network.ts';
import { type DependencyTable, FAILOVER, RUN, type System, textAt } from '../model/system.ts';
import { GRACE_DEFAULTS } from './grace-defaults.ts';
import { toTicks } from './ticks.ts';

export interface TimedNetwork {
  /** Requirements to run and to start; a membership is an index into its `member`. */
  readonly network: Network;
  /** The membership behind each entry of `network.use`. */
  readonly useMember: Int32Array;
  /** The row of the dependency table behind each membership. */
  readonly dependencyOf: Int32Array;
  /** Ticks that a dependent runs on after the loss of a member; 0 for requirements to start. */
  readonly grace: Float64Array;
  /** Per membership: which of `GRACE_DEFAULTS` stands in for a grace that is not given, or -1. */
  readonly graceDefault: Int8Array;
  /** Per membership: 1 for a standby, which is not in use while enough others of its group are. */
  readonly isStandby: Uint8Array;
  /** Per requirement: 1 when it is needed only to start. */
  readonly isStart: Uint8Array;
  /** Per entity: 1 when it has a requirement to start. */
  readonly hasStart: Uint8Array;
  /** Ticks from "everything it needs is back" to "it is back", per entity. */
  readonly recovery: Float64Array;
  /** Ticks that a switch takes, per requirement. */
  readonly failover: Float64Array;
  /** What must serve for requirement r to switch: `switcher[switcherStart[r]] ..`. */
  readonly switcherStart: Int32Array;
  readonly switcher: Int32Array;
  /** Requirements that entity v helps to switch: `switches[switchesStart[v]] ..`. */
  readonly switchesStart: Int32Array;
  readonly switches: Int32Array;
}

/** Builds the network with its times; O(entities + dependencies). */
export function buildTimedNetwork(system: System): TimedNetwork {
  const { entities, dependencies, requirements } = system;
  const network = buildNetwork(system, 'run+start');
  const { needed, helping } = split(dependencies);
  // the same stable grouping that made `network.member` and `network.use`
  const dependencyOf = compress(requirements.count, picked(dependencies.requirement, needed), needed).value;
  const useMember = compress(network.entityCount, network.member, upTo(network.member.length)).value;
  const switchRequirement = picked(dependencies.requirement, helping);
  const switchSupplier = picked(dependencies.supplier, helping);
  const switchers = compress(requirements.count, switchRequirement, switchSupplier);
  const switches = compress(network.entityCount, switchSupplier, switchRequirement);

  const isStart = requirements.phase.map((phase) => (phase === RUN ? 0 : 1));
  const hasStart = new Uint8Array(entities.count);
  for (let r = 0; r < requirements.count; r++) if (isStart[r] === 1) hasStart[requirements.dependent[r]!] = 1;

  const defaultOfRole = dependencies.role.labels.map((label) =>
    GRACE_DEFAULTS.findIndex(({ role }) => role === label.trim().toLowerCase()),
  );
  const grace = new Float64Array(dependencyOf.length);
  const graceDefault = new Int8Array(dependencyOf.length).fill(-1);
  for (let m = 0; m < dependencyOf.length; m++) {
    const e = dependencyOf[m]!;
    if (isStart[dependencies.requirement[e]!] === 1) continue;
    const given = dependencies.graceHours[e]!;
    const standIn = defaultOfRole[dependencies.role.codes[e]!]!;
    if (!Number.isNaN(given)) grace[m] = toTicks(given);
    else if (standIn >= 0) {
      grace[m] = toTicks(GRACE_DEFAULTS[standIn]!.hours);
      graceDefault[m] = standIn;
    }
  }
  return {
    network,
    useMember,
    dependencyOf,
    grace,
    graceDefault,
    isStandby: standbys(network, dependencyOf, dependencies.share),
    isStart,
    hasStart,
    recovery: entities.recoveryHours.map((hours) => toTicks(hours || 0)),
    failover: requirements.failoverHours.map(toTicks),
    switcherStart: switchers.start,
    switcher: switchers.value,
    switchesStart: switches.start,
    switches: switches.value,
  };
}

/** Members with a share of 0, in groups that have enough others to serve them. */
function standbys(network: Network, dependencyOf: Int32Array, share: Float64Array): Uint8Array {
  const { memberStart, need, requirementCount } = network;
  const isStandby = Uint8Array.from(dependencyOf, (e) => (share[e] === 0 ? 1 : 0));
  for (let r = 0; r < requirementCount; r++) {
    const own = isStandby.subarray(memberStart[r], memberStart[r + 1]);
    if (own.reduce((count, each) => count + 1 - each, 0) < need[r]!) own.fill(0);
  }
  return isStandby;
}

/** The rows that name a member of a requirement, and those that help it to switch. */
function split({ count, phase }: DependencyTable): {
  readonly needed: Int32Array;
  readonly helping: Int32Array;
} {
  const rows = upTo(count);
  return {
    needed: rows.filter((e) => phase[e] !== FAILOVER),
    helping: rows.filter((e) => phase[e] === FAILOVER),
  };
}

function picked(column: Int32Array, rows: Int32Array): Int32Array {
  return rows.map((row) => column[row]!);
}

function upTo(count: number): Int32Array {
  return new Int32Array(count).map((_, i) => i);
}

/**
 * What a requirement is known by for good, whatever else a system has: the id of its dependent and the
 * label of its group. Only groups are told apart.
 */
export function requirementKey({ entities, requirements }: System, r: number): string {
  return JSON.stringify([entities.id[requirements.dependent[r]!], textAt(requirements.group, r)]);
}
