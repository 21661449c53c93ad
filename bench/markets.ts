/**
 * Generated markets: how long they take and how much memory, each in a process of its own, and what the engine then
 * does with a million organisations.
 */
import { spawnSync } from 'node:child_process';
import country from '../datasets/markets/country.json';
import digitalEconomy2025 from '../datasets/markets/digital-economy-2025.json';
import web2020 from '../datasets/markets/web-2020.json';
import { createEngine, type Engine } from '../engine/api/engine.ts';
import type { JobKind, JobRequest, JobResult } from '../engine/api/protocol.ts';
import { calibrate } from '../engine/generate/calibration.ts';
import type { MarketDescription } from '../engine/generate/description.ts';
import { generateMarket } from '../engine/generate/generate-market.ts';
import { readMarket } from '../engine/generate/read-market.ts';
import { buildNetwork } from '../engine/model/network.ts';
import type { System } from '../engine/model/system.ts';
import { blastRadii } from '../engine/structure/blast-radius.ts';
import { finish } from './finish.ts';
import { QUICK } from './measure.ts';

const MARKETS: ReadonlyMap<string, object> = new Map<string, object>([
  ['web-2020', web2020],
  ['digital-economy-2025', digitalEconomy2025],
  ['country', country],
]);

const SEED = 1;

/** Years that are simulated on a million sites: one block, minutes of work. */
const YEARS = 64;

/** The word by which this program is started again for one market. */
const ALONE = '--market=';

/** Times each market at both sizes, and what can be asked of the largest. */
export function benchMarkets(): void {
  console.log('\n== Markets, each in a process of its own');
  for (const size of QUICK ? [1_000] : [100_000, 1_000_000])
    for (const name of MARKETS.keys()) again(name, size, []);
  again('digital-economy-2025', QUICK ? 1_000 : 1_000_000, ['--ask']);
  again('web-2020', QUICK ? 1_000 : 1_000_000, ['--years']);
}

function again(name: string, size: number, more: readonly string[]): void {
  const words = [`${ALONE}${name}:${size}`, ...more, ...(QUICK ? ['--quick'] : [])];
  const { status } = spawnSync(process.execPath, [process.argv[1]!, ...words], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`Generating ${name} of ${size} failed.`);
}

/** Does what the words on the command line ask for, when they name a market; false when they do not. */
export function benchMarketAlone(): boolean {
  const word = process.argv.find((each) => each.startsWith(ALONE));
  if (word === undefined) return false;
  const [name, size] = word.slice(ALONE.length).split(':');
  const read = readMarket(name!, JSON.stringify(MARKETS.get(name!)));
  if (!read.ok) throw new Error(`The description of ${name} is not sound.`);
  let longest = 0;
  let last = performance.now();
  const startedAt = last;
  const work = generateMarket(read.market, { size: Number(size), seed: SEED });
  let step = work.next();
  for (; !step.done; step = work.next()) {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  const system = step.value;
  say(
    `${name} of ${Number(size).toLocaleString('en')}: ${system.entities.count.toLocaleString('en')} entities, ${system.dependencies.count.toLocaleString('en')} dependencies`,
    startedAt,
  );
  console.log(`    longest step without progress ${longest.toFixed(0)} ms`);

  if (process.argv.includes('--ask')) askAll(read.market, system);
  if (process.argv.includes('--years')) simulate(system);
  return true;
}

function timed<T>(what: string, run: () => T): T {
  const from = performance.now();
  const result = run();
  say(`  ${what}`, from);
  return result;
}

function ask<K extends JobKind>(engine: Engine, request: JobRequest<K>): JobResult<K> {
  return finish(engine.job<K>(request));
}

function askAll(market: MarketDescription, system: System): void {
  timed('report', () => finish(calibrate(market, system)));
  const engine = createEngine();
  timed('opening', () => engine.take(system));
  for (const role of ['dns', 'hosting'])
    timed(`concentration of ${role}, direct and hidden`, () =>
      ask(engine, {
        kind: 'concentration',
        role,
        weight: 'weight',
        sectors: [],
        countries: [],
        suppliers: 'each',
        dependence: 'hidden',
      }),
    );
  timed('every single failure', () =>
    finish(blastRadii(buildNetwork(system, 'run'), system.weights[0]!.values)),
  );
}

function simulate(system: System): void {
  const engine = createEngine();
  engine.take(system);
  const years = { first: 0, count: YEARS };
  const question = { seed: SEED, weight: 'weight', failover: 'drawn', evidence: 'as-given' } as const;
  timed(`${YEARS} years`, () => ask(engine, { kind: 'years', ...question, ...years }));
}

function say(what: string, from: number): void {
  const seconds = ((performance.now() - from) / 1000).toFixed(2);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`  ${what}: ${seconds} s, at most ${peak.toLocaleString('en')} MB so far`);
}
