/** The jobs on worlds: how much losses and drivers depend on what is uncertain, and on what is not in the data. */
import type { System } from '../model/system.ts';
import { withDependencies } from '../model/with-dependencies.ts';
import { atFraction } from '../risk/at-fraction.ts';
import { type DrawEvidence, prepareEvidence } from '../risk/evidence-worlds.ts';
import { bandOf } from '../risk/loss-bands.ts';
import { BLOCK_YEARS } from '../risk/outage-draws.ts';
import { rankBands } from '../risk/rank-bands.ts';
import { createYearStage, simulateYears } from '../risk/simulated-years.ts';
import { type DrawUnseen, prepareUnseen } from '../risk/unseen-dependencies.ts';
import { type WorldLosses, worldLosses } from '../risk/world-losses.ts';
import { checkParts } from './parts.ts';
import type {
  Band,
  JobRequest,
  Progress,
  SensitivityResult,
  WorldsQuestion,
  WorldsResult,
} from './protocol.ts';
import { reported } from './reported.ts';
import { checkWhole, RequestError, weightOf } from './request.ts';
import { sensitivityAssumptions } from './sensitivity-assumptions.ts';
import { ENGINE_VERSION } from './version.ts';
import { checkSimulable, questionOf, SEEDS } from './years-question.ts';

/** What one request may ask for. */
const MOST_YEARS = 1_000_000;
const MOST_WORLDS = 10_000;

/** Worlds of one system. */
export interface Sensitivity {
  worlds(request: JobRequest<'worlds'>): Generator<Progress, WorldsResult>;
  summary(request: JobRequest<'sensitivity'>): Generator<Progress, SensitivityResult>;
}

/** Nothing is built before the first job needs it; the years as given are kept for the parts that follow. */
export function createSensitivity(system: System): Sensitivity {
  let drawEvidence: DrawEvidence | undefined;
  let drawUnseen: DrawUnseen | undefined;
  let kept: { readonly question: string; readonly losses: WorldLosses } | undefined;

  function* lossesOf(world: System, question: Required<WorldsQuestion>): Generator<number, WorldLosses> {
    const { seed, failover, years } = question;
    const weight = weightOf(system, question.weight).values;
    const asked = { seed, weight, failover, evidence: 'as-given', firstYear: 0, years } as const;
    return worldLosses(yield* simulateYears(createYearStage(world), asked));
  }

  function* givenLosses(question: Required<WorldsQuestion>): Generator<number, WorldLosses> {
    const { unseen, ...asked } = question;
    const text = JSON.stringify(asked);
    if (kept?.question !== text) kept = { question: text, losses: yield* lossesOf(system, question) };
    const { losses } = kept;
    // a copy, for results are transferred away
    return { ...losses, driver: losses.driver.slice(), driverLoss: losses.driverLoss.slice() };
  }

  function* inWorlds(
    question: Required<WorldsQuestion>,
    { first, count }: { readonly first: number; readonly count: number },
  ): Generator<number, Pick<WorldsResult, 'given' | 'redrawn' | 'withUnseen'>> {
    const { seed, unseen } = question;
    const runs = 1 + count * (1 + unseen.length);
    let done = 0;
    const run = function* (world: System): Generator<number, WorldLosses> {
      const work = world === system ? givenLosses(question) : lossesOf(world, question);
      const losses = yield* within(work, { from: done / runs, to: (done + 1) / runs });
      done++;
      return losses;
    };
    const given = yield* run(system);
    drawEvidence ??= yield* atFraction(done / runs, prepareEvidence(system));
    drawUnseen ??= yield* atFraction(done / runs, prepareUnseen(system));
    const redrawn: WorldLosses[] = [];
    const withUnseen = unseen.map((): WorldLosses[] => []);
    for (let world = first; world < first + count; world++) {
      redrawn.push(yield* run(yield* atFraction(done / runs, drawEvidence({ seed, world }))));
      const links = yield* atFraction(
        done / runs,
        drawUnseen({ seed, world }, addedBy(system, unseen.at(-1) ?? 0)),
      );
      for (const [i, fraction] of unseen.entries())
        withUnseen[i]!.push(yield* run(withDependencies(system, links.slice(0, addedBy(system, fraction)))));
    }
    return { given, redrawn, withUnseen };
  }

  return {
    *worlds(request) {
      const question = worldsQuestionOf(system, request);
      const { first, count } = request;
      checkWhole('number of worlds', count, { from: 1, to: MOST_WORLDS });
      checkWhole('first world', first, { from: 0, to: SEEDS - count });
      const losses = yield* reported('Redrawing the evidence', inWorlds(question, { first, count }));
      return { engine: ENGINE_VERSION, hash: system.hash, ...question, first, count, ...losses };
    },
    *summary({ parts }) {
      const step = 'Comparing the worlds';
      yield { step, fraction: 0 };
      const head = checkParts(system, parts, {
        what: 'worlds',
        question: ({ seed, weight, failover, years, unseen }) => [
          seed,
          weight,
          failover,
          years,
          unseen.join(),
        ],
        extent: ({ first, count }) => ({ first, next: first + count }),
      });
      const { given, years, unseen } = head;
      const redrawn = parts.flatMap((part) => part.redrawn);
      const drivers = yield* reported(step, atFraction(0.5, rankBands(given, redrawn)));
      return {
        engine: ENGINE_VERSION,
        worlds: redrawn.length,
        years,
        drivers,
        averageAnnualLoss: given.averageAnnualLoss,
        oneInTen: given.oneInTen,
        redrawn: bandsOf(redrawn),
        unseen: unseen.map((fraction, i) => ({
          fraction,
          added: addedBy(system, fraction),
          ...bandsOf(parts.flatMap((part) => part.withUnseen[i]!)),
        })),
        assumptions: sensitivityAssumptions(system, { question: head, worlds: redrawn.length }),
      };
    },
  };
}

/** How many dependencies a fraction of them is. */
function addedBy({ dependencies }: System, fraction: number): number {
  return Math.round(fraction * dependencies.count);
}

/** What is asked, with nothing left open; throws `RequestError` for what cannot be asked. */
function worldsQuestionOf(system: System, request: WorldsQuestion): Required<WorldsQuestion> {
  const { seed, weight, failover } = questionOf(request);
  const { years, unseen } = request;
  checkSimulable(system, weightOf(system, weight).values);
  checkWhole('number of years', years, { from: BLOCK_YEARS, to: MOST_YEARS });
  if (years % BLOCK_YEARS !== 0)
    throw new RequestError(
      'bad-request',
      `The number of years is ${years}; expected a multiple of ${BLOCK_YEARS}.`,
    );
  for (const [i, fraction] of unseen.entries())
    if (!(fraction > (unseen[i - 1] ?? 0) && fraction <= 1))
      throw new RequestError(
        'bad-request',
        `The parts unseen are ${unseen.join(', ')}; expected numbers above 0 and up to 1, each above the one before.`,
      );
  return { seed, weight, failover, years, unseen };
}

function bandsOf(worlds: readonly WorldLosses[]): {
  readonly averageAnnualLoss: Band;
  readonly oneInTen: Band | undefined;
} {
  const oneInTen = worlds.flatMap((each) => each.oneInTen ?? []);
  return {
    averageAnnualLoss: bandOf(Float64Array.from(worlds, (each) => each.averageAnnualLoss)),
    oneInTen: oneInTen.length === worlds.length ? bandOf(Float64Array.from(oneInTen)) : undefined,
  };
}

function* within<T>(
  work: Generator<number, T>,
  { from, to }: { readonly from: number; readonly to: number },
): Generator<number, T> {
  let next = work.next();
  for (; !next.done; next = work.next()) yield from + next.value * (to - from);
  return next.value;
}
