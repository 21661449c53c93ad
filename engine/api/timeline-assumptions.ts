/** What a timeline takes for granted, each in one sentence, with how often. */
import type { System } from '../model/system.ts';
import { GRACE_DEFAULTS } from '../time/grace-defaults.ts';
import type { TimedCascade } from '../time/timed-cascade.ts';
import type { TimedNetwork } from '../time/timed-network.ts';
import { STRUCTURAL_ASSUMPTIONS } from './assumptions.ts';
import type { TimelineRequest } from './protocol.ts';

/** Names every default that mattered to a timeline, and what is not known at its end. */
export function timelineAssumptions(
  system: System,
  timed: TimedNetwork,
  { cascade, request }: { readonly cascade: TimedCascade; readonly request: TimelineRequest },
): readonly string[] {
  const { timeline, levels } = cascade;
  const fallen = levels.touched.filter((v) => timeline.last(v) >= 0);
  const sentences = timeAssumptions(system, timed, { fallen, request });
  const still = fallen.filter((v) => timeline.levelAt(timeline.last(v)) < 1).length;
  const end = Number(cascade.endHour.toFixed(2));
  if (cascade.isStopped)
    sentences.push(`Stopped at hour ${end}, because too much was going on; nothing after that is known.`);
  if (still > 0)
    sentences.push(
      `${counted(still, 'entity is', 'entities are')} still below full service at hour ${end}; hours lost are counted until then.`,
    );
  return sentences;
}

/** Names every default that mattered, counted over the dependencies on entities that fell. */
export function timeAssumptions(
  system: System,
  timed: TimedNetwork,
  {
    fallen,
    request,
  }: {
    readonly fallen: readonly number[];
    readonly request: Pick<TimelineRequest, 'failover' | 'seed' | 'replicate' | 'crowding'>;
  },
): string[] {
  return [
    ...defaultAssumptions(system, timed, fallen),
    failoverSentence(request),
    request.crowding
      ? 'The load of an entity is the weight of its direct dependents, spread evenly over the members of a group that still serve.'
      : 'Survivors carry whatever load comes to them.',
    STRUCTURAL_ASSUMPTIONS[2],
  ];
}

/** The times that stand in for those that are not given, counted likewise. */
export function defaultAssumptions(system: System, timed: TimedNetwork, fallen: Iterable<number>): string[] {
  const { network, useMember, dependencyOf, graceDefault, isStart } = timed;
  const byDefault = GRACE_DEFAULTS.map(() => 0);
  let without = 0;
  for (const v of fallen)
    for (let u = network.useStart[v]!; u < network.useStart[v + 1]!; u++) {
      const m = useMember[u]!;
      if (isStart[network.use[u]!] === 1) continue;
      if (graceDefault[m]! >= 0) byDefault[graceDefault[m]!]!++;
      else if (Number.isNaN(system.dependencies.graceHours[dependencyOf[m]!]!)) without++;
    }
  const sentences = GRACE_DEFAULTS.flatMap(({ role, hours, why, source }, i) =>
    byDefault[i]! > 0
      ? [
          `Grace of ${hours} h for ${role} on ${counted(byDefault[i]!, 'dependency', 'dependencies')} without one of their own: ${why} (${source}).`,
        ]
      : [],
  );
  if (without > 0)
    sentences.push(
      `No grace on ${counted(without, 'dependency', 'dependencies')} without one of their own, for their role has no default.`,
    );
  const atOnce = Array.from(fallen).filter((v) => timed.recovery[v] === 0).length;
  if (atOnce > 0)
    sentences.push(
      `${counted(atOnce, 'entity that fell gives', 'entities that fell give')} no time to recover: back as soon as what it needs is back.`,
    );
  return sentences;
}

/** How switches go, in a sentence. */
export function failoverSentence({
  failover = 'always',
  seed = 0,
  replicate = 0,
}: Pick<TimelineRequest, 'failover' | 'seed' | 'replicate'>): string {
  if (failover === 'always') return 'Every switch to an alternative works, in the time that it takes.';
  if (failover === 'never') return 'No switch to an alternative works: who loses one waits for it.';
  return `Each switch works with its probability, drawn with seed ${seed} (world ${replicate}).`;
}

/** A number with its noun. */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
