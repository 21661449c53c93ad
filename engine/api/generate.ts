/** A market by its description -> a dataset in the native format, with published figures beside it. */
import { within } from '../formats/read-step.ts';
import { writeTables } from '../formats/write-dataset.ts';
import { calibrate } from '../generate/calibration.ts';
import { generateMarket, MOST_MEMBERS } from '../generate/generate-market.ts';
import { readMarket } from '../generate/read-market.ts';
import type { System } from '../model/system.ts';
import type { GenerateRequest, GenerateResult, MarketReport, MarketRequest } from './generate-protocol.ts';
import type { Progress } from './protocol.ts';
import { checkWhole, RequestError } from './request.ts';
import { ENGINE_VERSION } from './version.ts';

/**
 * Generates the market and writes it where asked to; the open system stays. Throws `RequestError` with the problems
 * of a description that is not sound, and for a size or seed out of range. O(members x layers + targets x
 * dependencies).
 */
export function* generate(request: GenerateRequest): Generator<Progress, GenerateResult> {
  const { system, report } = yield* makeMarket(request);
  const files = request.files ? yield* within(writeTables(system), 'Writing the dataset', [0, 1]) : [];
  return { ...report, files };
}

/** The market as a system, with what is said of it. Throws and costs as `generate`. */
export function* makeMarket({
  market: file,
  size,
  seed,
  report,
}: MarketRequest): Generator<Progress, { readonly system: System; readonly report: MarketReport }> {
  checkWhole('size', size, { from: 1, to: MOST_MEMBERS });
  checkWhole('seed', seed, { from: 0, to: 2 ** 32 - 1 });
  const read = readMarket(file.name, new TextDecoder().decode(file.bytes));
  if (!read.ok)
    throw new RequestError('bad-data', 'Nothing is generated: the description is not sound.', read.problems);
  const { market } = read;
  const system = yield* within(generateMarket(market, { size, seed }), 'Generating the market', [0, 1]);
  const { targets, tooSmallFor } = report
    ? yield* within(calibrate(market, system), 'Counting for the report', [0, 1])
    : { targets: [], tooSmallFor: [] };
  return {
    system,
    report: {
      engine: ENGINE_VERSION,
      market: market.id,
      title: system.about.title,
      size,
      seed,
      entityCount: system.entities.count,
      dependencyCount: system.dependencies.count,
      requirementCount: system.requirements.count,
      hash: system.hash,
      targets,
      tooSmallFor,
      assumed: system.about.assumed,
      missing: system.about.missing,
    },
  };
}
