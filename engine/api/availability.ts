/** The jobs on random moments: looking at them, and summing up how much is down and how likely each entity is to be. */
import type { Network } from '../model/network.ts';
import {
  type Availability,
  type MomentStage,
  prepareMoments,
  simulateMoments,
} from '../risk/availability.ts';
import { summariseWeightDown, wilsonError } from '../risk/availability-summary.ts';
import { unavailabilities } from '../risk/unavailability.ts';
import type { Explainable } from '../structure/explain.ts';
import { CRITICAL_LOSS } from '../structure/skeleton.ts';
import { STRUCTURAL_ASSUMPTIONS } from './assumptions.ts';
import { checkParts } from './parts.ts';
import type { AvailabilityResult, JobRequest, MomentsResult, Progress } from './protocol.ts';
import { reported } from './reported.ts';
import { checkWhole, weightOf } from './request.ts';
import { grouped } from './risk-words.ts';
import { counted } from './timeline-assumptions.ts';
import { ENGINE_VERSION } from './version.ts';

/** What one request may ask for: 80 MB of losses, which come back one by one. */
const MOST_MOMENTS = 10_000_000;

const SEEDS = 2 ** 32;

/** Random moments of one system. */
export interface Moments {
  moments(request: JobRequest<'moments'>): Generator<Progress, MomentsResult>;
  availability(request: JobRequest<'availability'>): Generator<Progress, AvailabilityResult>;
}

/** The jobs on random moments; see risk/availability.ts. Nothing is built before the first job needs it. */
export function createMoments({ system, network }: Pick<Explainable, 'system' | 'network'>): Moments {
  const pFail = unavailabilities(system.entities);
  /** Of the last question; who runs on it takes it away, for jobs take turns. */
  let idle: { readonly seed: number; readonly weight: string; readonly stage: MomentStage } | undefined;
  return {
    *moments({ seed, weight, first, count }) {
      checkWhole('number of moments', count, { from: 1, to: MOST_MOMENTS });
      checkWhole('first moment', first, { from: 0, to: SEEDS - count });
      checkWhole('seed', seed, { from: 0, to: SEEDS - 1 });
      const { values } = weightOf(system, weight);
      const step = 'Looking at random moments';
      yield { step, fraction: 0 };
      let stage: MomentStage;
      if (idle?.seed === seed && idle.weight === weight) {
        stage = idle.stage;
        idle = undefined;
      } else {
        const input = { network, key: system.entities.id, pFail, weight: values, seed };
        stage = yield* reported(step, prepareMoments(input));
      }
      const result = yield* reported(step, simulateMoments(stage, { first, count }));
      idle = { seed, weight, stage };
      return {
        ...{ engine: ENGINE_VERSION, hash: system.hash, seed, weight, first, ...result },
        // results leave, the stage stays
        canBeDown: stage.canBeDown.slice(),
      };
    },
    *availability({ parts }) {
      yield { step: 'Summing up the moments', fraction: 0 };
      const { seed, weight, canBeDown } = checkParts(system, parts, {
        what: 'random moments',
        question: (part) => [part.seed, part.weight],
        extent: ({ first, weightDown }) => ({ first, next: first + weightDown.length }),
      });
      const { values } = weightOf(system, weight);
      const weightDown = joined(parts.map((part) => part.weightDown));
      const replicates = weightDown.length;
      const downCount = new Int32Array(system.entities.count);
      for (const part of parts)
        for (let v = 0; v < downCount.length; v++) downCount[v]! += part.downCount[v]!;
      const { mean, standardError, quantiles } = summariseWeightDown(weightDown);
      return {
        engine: ENGINE_VERSION,
        seed,
        weight,
        replicates,
        kernel: [...new Set(parts.map(({ kernel }) => kernel))].join(', '),
        totalWeight: values.reduce((sum, each) => sum + each, 0),
        weightDown,
        meanWeightDown: mean,
        standardError,
        quantiles,
        downCount,
        probabilityDown: Float64Array.from(downCount, (count) => count / replicates),
        standardErrors: Float64Array.from(downCount, (count, v) =>
          canBeDown[v] === 1 ? wilsonError(count, replicates) : 0,
        ),
        assumptions: assumptionsOf(network, {
          pFail,
          canBeDown,
          weight: values,
        }),
      };
    },
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function assumptionsOf(
  network: Network,
  {
    pFail,
    canBeDown,
    weight,
  }: Pick<Availability, 'canBeDown'> & { readonly pFail: Float64Array; readonly weight: Float64Array },
): readonly string[] {
  const withoutRate = pFail.filter((p) => p === 0).length;
  const soft = gradedRequirements(network, canBeDown);
  const sentences = [
    ...whyNothing(canBeDown, weight),
    'Every entity is out by itself independently of all others; what fails together has to share a supplier or a cause.',
  ];
  if (withoutRate > 0)
    sentences.push(
      `${counted(withoutRate, 'entity has', 'entities have')} no rate or no duration of outages, of ${grouped(pFail.length)}: never out by themselves.`,
    );
  const shareOf = (dependents: ReadonlySet<number>): string => {
    const total = weight.reduce((sum, each) => sum + each, 0);
    let part = 0;
    for (const v of dependents) part += weight[v]!;
    return `${total > 0 ? ((100 * part) / total).toFixed(1) : 0} % of the weight`;
  };
  if (soft.whole.count > 0)
    sentences.push(
      `Up or down, nothing between: ${counted(soft.whole.count, 'requirement', 'requirements')} with a loss of ${CRITICAL_LOSS} or more but below 1 count as if all were lost; their dependents hold ${shareOf(soft.whole.dependents)}.`,
    );
  if (soft.none.count > 0)
    sentences.push(
      `Up or down, nothing between: ${counted(soft.none.count, 'requirement', 'requirements')} with a loss below ${CRITICAL_LOSS} are left out; their dependents hold ${shareOf(soft.none.dependents)}.`,
    );
  sentences.push(
    'Grace, the time to switch and the time to recover are not counted: who needs what is out is down for as long.',
    STRUCTURAL_ASSUMPTIONS[1],
    STRUCTURAL_ASSUMPTIONS[2],
  );
  return sentences;
}

/** Why nothing is down at any moment, where that is so. */
function whyNothing(canBeDown: Uint8Array, weight: Float64Array): readonly string[] {
  if (!canBeDown.includes(1))
    return [
      'Nothing is ever down: no entity has a rate and a duration of outages, so nothing fails by itself.',
    ];
  return weight.some((each) => each > 0) ? [] : ['No weight is ever down: no entity has one in this column.'];
}

/** Requirements with a loss between 0 and 1 of which a member can be down, by what the skeleton makes of them. */
function gradedRequirements(network: Network, canBeDown: Uint8Array) {
  const whole = { count: 0, dependents: new Set<number>() };
  const none = { count: 0, dependents: new Set<number>() };
  for (let r = 0; r < network.requirementCount; r++) {
    const loss = network.loss[r]!;
    if (loss === 0 || loss === 1) continue;
    const members = network.member.subarray(network.memberStart[r]!, network.memberStart[r + 1]!);
    if (!members.some((w) => canBeDown[w] === 1)) continue;
    const side = loss >= CRITICAL_LOSS ? whole : none;
    side.count++;
    side.dependents.add(network.dependent[r]!);
  }
  return { whole, none };
}
