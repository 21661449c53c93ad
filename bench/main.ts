/** `npm run bench`: the engine on real data, beside the version with objects and loops. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDataset } from '../engine/formats/read-dataset.ts';
import { buildNetwork } from '../engine/model/network.ts';
import type { System } from '../engine/model/system.ts';
import { blastRadii } from '../engine/structure/blast-radius.ts';
import { createCascade, weightDown } from '../engine/structure/cascade.ts';
import { benchCentralities } from './centrality.ts';
import { benchConcentration } from './concentration.ts';
import { finish } from './finish.ts';
import { benchLanes } from './lanes.ts';
import { benchMarketAlone, benchMarkets } from './markets.ts';
import { compare, QUICK } from './measure.ts';
import { layeredMoments, momentsOf } from './moments.ts';
import { objectCascade, objectEntities } from './object-cascade.ts';
import { benchPool } from './pool.ts';
import { benchScenarios } from './scenarios.ts';
import { benchTime } from './time.ts';
import { webEdges } from './web-edges.ts';
import { benchWorst } from './worst.ts';
import { benchYears } from './years.ts';

/** Largest difference between two sums of the same weights in another order. */
const ROUNDING = 1e-9;

function load(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): System {
  const { system, problems } = finish(readDataset(files));
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (system === undefined || errors.length > 0)
    throw new Error(`The dataset is faulty: ${errors[0]?.message ?? 'unknown'}`);
  return system;
}

async function benchSystem(
  name: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const system = load(files);
  const { entities, dependencies, requirements } = system;
  console.log(
    `\n== ${name}: ${entities.count} entities, ${dependencies.count} dependencies, ${requirements.count} requirements`,
  );
  const network = buildNetwork(system, 'run');
  const objects = objectEntities(system);
  const weight = system.weights[0]!.values;
  const cascade = createCascade(network);
  const objectWeightDown = (v: number): number => {
    let sum = 0;
    for (const [entity, level] of objectCascade(objects, [v])) sum += weight[entity.index]! * (1 - level);
    return sum;
  };
  const close = (a: number, b: number): boolean => Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(a));
  const allClose = (a: Float64Array, b: Float64Array): boolean =>
    a.length === b.length && a.every((value, i) => close(value, b[i]!));

  const radii = finish(blastRadii(network, weight));
  const largest = radii.indexOf(Math.max(...radii));
  compare(
    'Reading the CSV files',
    [{ name: 'linchpin', run: () => load(files).dependencies.count }],
    Object.is,
    5,
  );
  compare(
    'Building the network',
    [{ name: 'linchpin', run: () => buildNetwork(system, 'run').member.length }],
    Object.is,
    5,
  );
  compare(
    `One cascade, the largest (${entities.id[largest]})`,
    [
      {
        name: 'linchpin',
        run: () => {
          cascade.run([largest]);
          return weightDown(cascade, weight);
        },
      },
      { name: 'objects and loops', run: () => objectWeightDown(largest) },
    ],
    close,
    9,
  );
  compare(
    'Blast radius of every entity',
    [
      { name: 'linchpin', run: () => finish(blastRadii(network, weight)) },
      { name: 'objects and loops', run: () => Float64Array.from(radii, (_, v) => objectWeightDown(v)) },
    ],
    allClose,
    5,
  );
  benchConcentration(system, 'dns');
  // longer than any grace
  benchTime(system, largest, 2000);
  const isLarge = entities.count > 10_000;
  benchWorst(system, isLarge ? atMost(100, 20) : entities.count);
  benchYears(system, isLarge ? 64 : atMost(6400, 640));
  // a minute on the large one, and the small one proves as well that it runs
  if (!(QUICK && isLarge)) benchScenarios(system, isLarge ? 64 : atMost(3200, 640));
  await benchPool(system, isLarge ? atMost(256, 64) : atMost(12_800, 1280));
  const few = { few: atMost(512, 64) };
  benchLanes(
    name,
    momentsOf(system, network),
    isLarge ? { count: atMost(65_536, 4096) } : { count: atMost(2 ** 19, 2 ** 15), ...few },
  );
}

/** How many, or how few under `--quick`, which only proves that this runs. */
function atMost(count: number, quick: number): number {
  return QUICK ? quick : count;
}

// a market is generated in a process of its own, which is this program again
if (benchMarketAlone()) process.exit();

const shipped = join('datasets', 'digital-economy');
await benchSystem(
  'Digital economy, built in',
  ['entities.csv', 'dependencies.csv', 'dataset.json'].map((name) => ({
    name,
    bytes: readFileSync(join(shipped, name)),
  })),
);

const measurements = join('..', 'shared', 'data');
const web = existsSync(measurements) ? webEdges(measurements) : undefined;
if (web === undefined)
  console.log('\n== Web 2020: left out, its measurement data are not beside this checkout');
else await benchSystem('Web 2020, top 100,000 sites', web);

benchLanes('S, layered', layeredMoments(2000, 5), { count: atMost(2 ** 17, 2 ** 13), few: atMost(512, 64) });
if (!QUICK) {
  benchLanes('M, layered', layeredMoments(100_000, 7), { count: 8192 });
  benchLanes('L, layered', layeredMoments(1_000_000, 7), { count: 2048, few: 4 });
}
benchCentralities();
benchMarkets();
