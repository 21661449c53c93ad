/**
 * The market "web 2020" against the sites that it was fitted to (Kashaf, Sekar, Agarwal, IMC 2020, the authors'
 * data), both asked by the same engine. The bounds are those of the goal that was set, not of what was reached.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import description from '../../datasets/markets/web-2020.json';
import { createEngine } from '../../engine/api/engine.ts';
import type { SystemView } from '../../engine/api/protocol.ts';
import { generateMarket } from '../../engine/generate/generate-market.ts';
import { buildNetwork } from '../../engine/model/network.ts';
import type { System } from '../../engine/model/system.ts';
import { blastRadii } from '../../engine/structure/blast-radius.ts';
import {
  concentrationOf,
  type Opened,
  openFiles,
  type SupplierRow,
  suppliersOf,
} from '../concentration/running.ts';
import { drain } from '../formats/reading.ts';
import { marketOf } from '../generate/markets.ts';
import { measurements, SITES_FILE, webDataset } from './web-dataset.ts';

const SERVICES = ['dns', 'cdn', 'ca'] as const;
const SITES = 100_000;

/** Never one alone: a market that is right for one seed only would be wrong. */
const SEEDS = [1, 2, 3, 4, 5];

/** Ends of the rank buckets of the paper. */
const BUCKETS = [1_000, 10_000, 100_000];

function opened(system: System): Opened {
  const engine = createEngine();
  engine.take(system);
  const view = { id: system.entities.id } as unknown as SystemView;
  return { view, engine, run: (request) => drain(engine.job(request)).result };
}

/** Weight by blast radius of every supplier, as a fraction of all sites. */
function radiiOf(system: System): Map<string, number> {
  const weight = system.weights[0]!.values;
  const { result } = drain(blastRadii(buildNetwork(system, 'run'), weight));
  const radii = new Map<string, number>();
  for (let v = 0; v < system.entities.count; v++)
    if (weight[v] === 0) radii.set(system.entities.id[v]!, result[v]! / SITES);
  return radii;
}

/** Sites by rank with a critical supplier of a service, as fractions of each bucket. */
function criticalByBucket(system: System, rankOf: (v: number) => number): Map<string, number[]> {
  const { dependencies, requirements, entities } = system;
  const weight = system.weights[0]!.values;
  const members = new Int32Array(requirements.count);
  for (let e = 0; e < dependencies.count; e++) members[dependencies.requirement[e]!]!++;
  const found = new Map<string, Set<number>>(SERVICES.map((role) => [role, new Set()]));
  for (let e = 0; e < dependencies.count; e++) {
    const v = dependencies.dependent[e]!;
    const r = dependencies.requirement[e]!;
    const isCritical = members[r] === 1 && requirements.loss[r]! > 0;
    const role = dependencies.role.labels[dependencies.role.codes[e]!]!;
    if (isCritical && weight[v]! > 0 && v < entities.count) found.get(role)?.add(v);
  }
  return new Map(
    SERVICES.map((role) => [
      role,
      BUCKETS.map((last) => [...found.get(role)!].filter((v) => rankOf(v) <= last).length / last),
    ]),
  );
}

if (!existsSync(join(measurements, SITES_FILE)))
  test('the measured web is not beside this checkout, so that nothing can be held against it', () => {
    expect(existsSync(join(measurements, SITES_FILE))).toBe(false);
  });
else {
  const real = openFiles(webDataset(measurements));
  const realSystem = real.engine.system!;
  const realRank = realSystem.entities.extra.get('alexa_rank')!;
  const realRows = rowsOf(real);
  const realRadii = radiiOf(realSystem);
  const realCritical = criticalByBucket(realSystem, (v) =>
    Number(realRank.labels[realRank.codes[v]!] || Number.POSITIVE_INFINITY),
  );
  const market = marketOf(description);

  function rowsOf(web: Opened): Map<string, SupplierRow> {
    return new Map(SERVICES.flatMap((role) => [...suppliersOf(web, concentrationOf(web, { role }))]));
  }

  describe.each(SEEDS)('web 2020 of 100,000 sites, seed %i', (seed) => {
    const { result: system } = drain(generateMarket(market, { size: SITES, seed }));
    const firstSite = system.entities.id.indexOf('site-0000001');

    test('has critical shares by rank within 2 percentage points of the measured', () => {
      const generated = criticalByBucket(system, (v) => v - firstSite + 1);
      for (const role of SERVICES)
        generated.get(role)!.forEach((share, b) => {
          // the smallest bucket has 1,000 sites, of which drawing moves three standard errors by up to 4.7 points
          const drawing = 3 * Math.sqrt((share * (1 - share)) / BUCKETS[b]!);
          const bound = BUCKETS[b] === 1_000 ? 0.02 + drawing : 0.02;
          expect(Math.abs(share - realCritical.get(role)![b]!), `${role} to ${BUCKETS[b]}`).toBeLessThan(
            bound,
          );
        });
    });

    test('has the top five of each service within 1 point directly and 3 with hidden dependence', () => {
      const generated = rowsOf(opened(system));
      for (const role of SERVICES) {
        const top = [...realRows].filter(([id]) => id.startsWith(`${role}:`));
        top.sort(([, a], [, b]) => b.concentration - a.concentration);
        for (const [id, row] of top.slice(0, 5)) {
          const made = generated.get(id)!;
          expect(Math.abs(made.concentration - row.concentration), `${id} concentration`).toBeLessThan(0.01);
          expect(Math.abs(made.impact - row.impact), `${id} impact`).toBeLessThan(0.01);
          expect(Math.abs(made.hiddenConcentration - row.hiddenConcentration), `${id} reach`).toBeLessThan(
            0.03,
          );
          expect(Math.abs(made.hiddenImpact - row.hiddenImpact), `${id} hidden impact`).toBeLessThan(0.03);
        }
      }
    });

    test('has the ten largest blast radii within 5 percent of the measured', () => {
      const generated = radiiOf(system);
      const largest = [...realRadii].sort(([, a], [, b]) => b - a).slice(0, 10);
      for (const [id, radius] of largest)
        expect(
          Math.abs(generated.get(id)! / radius - 1),
          `${id}: ${generated.get(id)} for ${radius}`,
        ).toBeLessThan(0.05);
    });
  });
}
