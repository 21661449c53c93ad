/** The outages of 64 years: drawn in a second way, as often and as long as they should be, and nested. */
import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../engine/random/normal-quantile.ts';
import { drawOutages, type Outage } from '../../engine/risk/outage-draws.ts';
import { outageSources } from '../../engine/risk/outage-sources.ts';
import { drain, systemFrom } from '../formats/reading.ts';
import { type Rate, sum, withRates } from './years.ts';

const YEAR = 8766;

function drawn(rates: Readonly<Record<string, Rate>>, { seed = 1, block = 0 } = {}) {
  const ids = Object.keys(rates);
  const system = systemFrom({
    entities: `id,kind,weight\n${ids.map((id) => `${id},platform,1\n`).join('')}`,
    dependencies: 'dependent,supplier\n',
  });
  const sources = outageSources(withRates(system, Object.values(rates)).entities);
  return drain(drawOutages(sources, { seed, block })).result.map((outages) =>
    outages.map((outage: Outage) => ({ ...outage, id: ids[outage.entity]! })),
  );
}

/** Philox 4x32-10 in whole numbers of any size. */
function philox(counter: readonly bigint[], key: readonly bigint[]): readonly bigint[] {
  const word = (x: bigint): bigint => x & 0xffffffffn;
  let [a, b, c, d] = counter as [bigint, bigint, bigint, bigint];
  let [k, l] = key as [bigint, bigint];
  for (let round = 0; round < 10; round++) {
    const left = 0xd2511f53n * a;
    const right = 0xcd9e8d57n * c;
    [a, b, c, d] = [(right >> 32n) ^ b ^ k, word(right), (left >> 32n) ^ d ^ l, word(left)];
    k = word(k + 0x9e3779b9n);
    l = word(l + 0xbb67ae85n);
  }
  return [a, b, c, d];
}

function digest(text: string): readonly bigint[] {
  let state = [BigInt(text.length), 0n];
  for (let at = 0; at < text.length; at += 8) {
    const units = Array.from(text.slice(at, at + 8).padEnd(8, '\0'), (each) => BigInt(each.charCodeAt(0)));
    const block = [0, 2, 4, 6].map((i) => (units[i]! << 16n) | units[i + 1]!);
    const words = philox(block, state);
    state = [words[0]! ^ block[0]!, words[1]! ^ block[1]!];
  }
  return state;
}

/** Two uniform numbers, of 53 bits each. */
function uniforms(purpose: string, id: string, { block, n }: { readonly block: number; readonly n: number }) {
  const words = philox([BigInt(n), BigInt(block), ...digest(id)], [7n, digest(purpose)[0]!]);
  const of = (i: number): number => Number((words[i]! >> 5n) * 2n ** 26n + (words[i + 1]! >> 6n)) / 2 ** 53;
  return [of(0), of(2)] as const;
}

const byId = (a: { readonly id: string; readonly start: number }, b: typeof a): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : a.start - b.start;

describe('outages of 64 years', () => {
  test('are those of a second way to draw them', () => {
    const rates: Readonly<Record<string, Rate>> = { 'aws/us-east-1': [3, 2, 9], short: [0.02, 1, 1] };
    for (const block of [0, 5]) {
      const years = drawn(rates, { seed: 7, block });
      for (const [id, [perYear, p50, p95]] of Object.entries(rates)) {
        const [u] = uniforms('outages of a block', id, { block, n: 0 });
        let count = 0;
        for (let chance = Math.exp(-64 * perYear), below = chance; u >= below; below += chance)
          chance *= (64 * perYear) / ++count;
        const expected = Array.from({ length: count }, (_, n) => {
          const [when, howLong] = uniforms('outage of a block', id, { block, n });
          const sigma = Math.log(p95 / p50) / normalQuantile(0.95);
          return { hour: when * 64 * YEAR, duration: p50 * Math.exp(sigma * normalQuantile(howLong)) };
        }).sort((a, b) => a.hour - b.hour);
        const found = years.flatMap((outages, year) =>
          outages
            .filter((outage) => outage.id === id)
            .map(({ start, duration }) => ({ hour: year * YEAR + start, duration })),
        );
        expect(found).toHaveLength(count);
        for (const [n, { hour, duration }] of found.entries()) {
          expect(hour).toBeCloseTo(expected[n]!.hour, 6);
          expect(duration).toBeCloseTo(expected[n]!.duration, 9);
        }
      }
    }
  });

  test('come a Poisson number of times a year, at any hour, for lognormal durations', () => {
    const years = Array.from({ length: 40 }, (_, block) => drawn({ a: [2.5, 3, 12] }, { block })).flat();
    const counts = years.map(({ length }) => length);
    const mean = sum(counts) / counts.length;
    const variance = sum(counts.map((count) => (count - mean) ** 2)) / counts.length;
    expect(Math.abs(mean - 2.5) / Math.sqrt(2.5 / counts.length)).toBeLessThan(4);
    // the fourth central moment of a Poisson number is m + 3 m^2
    expect(Math.abs(variance - 2.5) / Math.sqrt((2.5 + 2 * 2.5 ** 2) / counts.length)).toBeLessThan(4);
    const all = years.flat();
    const part = (is: (outage: Outage) => boolean): number => all.filter(is).length / all.length;
    const expectPart = (found: number, expected: number): void =>
      expect(Math.abs(found - expected) / Math.sqrt((expected * (1 - expected)) / all.length)).toBeLessThan(
        4,
      );
    expectPart(
      part(({ start }) => start < YEAR / 4),
      0.25,
    );
    expectPart(
      part(({ start }) => start > YEAR / 2),
      0.5,
    );
    expectPart(
      part(({ duration }) => duration > 3),
      0.5,
    );
    expectPart(
      part(({ duration }) => duration > 12),
      0.05,
    );
    for (const outages of years)
      expect(outages.map(({ start }) => start)).toEqual(
        outages.map(({ start }) => start).sort((a, b) => a - b),
      );
  });

  // 64 x 5 is drawn in parts
  test.each([
    [9, 7],
    [5, 3],
    [0.4, 0.1],
  ])('are at a lower rate some of those at a higher one, %d and %d', (high, low) => {
    const more = drawn({ a: [high, 3, 12], b: [1, 2, 3] }).flat();
    const fewer = drawn({ a: [low, 3, 12], b: [1, 2, 3] }).flat();
    expect(fewer.length).toBeLessThan(more.length);
    for (const outage of fewer) expect(more).toContainEqual(outage);
    const others = (outages: typeof more) => outages.filter(({ id }) => id === 'b');
    expect(others(fewer)).toEqual(others(more));
  });

  test('do not depend on who else has any, or in which order', () => {
    const told = (years: ReturnType<typeof drawn>) =>
      years.map((outages) => outages.map(({ id, start, duration }) => ({ id, start, duration })).sort(byId));
    const a: Rate = [2, 3, 12];
    const b: Rate = [3, 1, 1];
    const both = told(drawn({ a, b }));
    expect(told(drawn({ b, a }))).toEqual(both);
    expect(told(drawn({ a }))).toEqual(both.map((outages) => outages.filter(({ id }) => id === 'a')));
  });

  test('are drawn in steps, also where there are many of one entity', () => {
    const { entities } = withRates(
      systemFrom({ entities: 'id,kind,weight\na,platform,1\n', dependencies: 'dependent,supplier\n' }),
      [[1000, 1, 1]],
    );
    const { steps } = drain(drawOutages(outageSources(entities), { seed: 1, block: 0 }));
    expect(steps.length).toBeGreaterThan(100);
  });

  test('are others for another seed, block and id', () => {
    const a: Rate = [2, 3, 12];
    const starts = [
      drawn({ a }),
      drawn({ a }, { seed: 2 }),
      drawn({ a }, { block: 1 }),
      drawn({ b: a }),
    ].flatMap((years) => years.flat().map(({ start }) => start));
    expect(new Set(starts).size).toBe(starts.length);
  });
});
