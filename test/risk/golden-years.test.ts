/** Simulated years beside closed forms: the golden cases 1, 2 and 4 of the model, as hours of a year. */
import { describe, expect, test } from 'vitest';
import type { System } from '../../engine/model/system.ts';
import { systemFrom } from '../formats/reading.ts';
import { type Rate, recordsOf, sum, withRates } from './years.ts';

const YEAR = 8766;

/** Mean and variance of yearly losses, with their standard errors. */
function momentsOf(system: System, years: number) {
  const { yearLoss } = recordsOf(system, { years });
  const mean = sum(yearLoss) / years;
  const squares = yearLoss.map((loss) => (loss - mean) ** 2);
  const variance = sum(squares) / years;
  const fourth = sum(squares.map((square) => (square - variance) ** 2)) / years;
  return { mean, meanError: Math.sqrt(variance / years), variance, varianceError: Math.sqrt(fourth / years) };
}

/** Outages of `hours` hours each, as often as it takes to be out for this part of the time, overlaps counted once. */
const outFor = (part: number, hours: number): Rate => [(-Math.log(1 - part) * YEAR) / hours, hours, hours];

// nine equal providers beside a larger one, such that the squares add up to 0.1606
const largest = 0.1 + 0.3 * Math.sqrt(0.606);

describe('a market split over providers with one shared service', () => {
  /** Outages a year of each provider, and of the service; an hour each, so hardly ever two at once. */
  const provider = 0.5;
  const service = 0.1;

  test.each([
    [1, [1]],
    [1 / 3, [1 / 3, 1 / 3, 1 / 3]],
    [0.1, Array.from({ length: 10 }, () => 0.1)],
    [0.1606, [largest, ...Array.from({ length: 9 }, () => (1 - largest) / 9)]],
  ])(
    'loses as much on average, and varies with the sum of squares %d down to what is shared',
    (squares, shares) => {
      const system = systemFrom({
        entities: `id,kind,weight\nservice,dns,0\n${shares
          .map((share, p) => `p${p},cdn,0\nu${p},application,${share}\n`)
          .join('')}`,
        dependencies: `dependent,supplier,grace_hours\n${shares
          .map((_, p) => `u${p},p${p},0\nu${p},service,0\n`)
          .join('')}`,
      });
      const rated = withRates(system, [
        [service, 1, 1],
        ...shares.flatMap((): (Rate | undefined)[] => [[provider, 1, 1], undefined]),
      ]);
      const { mean, meanError, variance, varianceError } = momentsOf(rated, 12_800);
      expect(Math.abs(mean - (provider + service)) / meanError).toBeLessThan(4);
      // sums of Poisson numbers of hours, of which each costs a share or everything
      const expected = provider * squares + service;
      expect(Math.abs(variance - expected) / varianceError).toBeLessThan(4);
    },
  );
});

describe('the part of a year that users over providers with a shared service are down', () => {
  test.each([
    [1, [1]],
    [1 / 3, [1 / 3, 1 / 3, 1 / 3]],
    [0.1, Array.from({ length: 10 }, () => 0.1)],
    [0.1606, [largest, ...Array.from({ length: 9 }, () => (1 - largest) / 9)]],
  ])('is 0.01198 for squares that add up to %d', (_, shares) => {
    const users = shares.map((share, p) => `p${p},cdn,0\nu${p},application,${share}\n`);
    const system = systemFrom({
      entities: `id,kind,weight\nservice,dns,0\n${users.join('')}`,
      dependencies: `dependent,supplier,grace_hours\n${shares.map((__, p) => `u${p},p${p},0\nu${p},service,0\n`).join('')}`,
    });
    const rated = withRates(system, [
      outFor(0.002, 24),
      ...shares.flatMap((): (Rate | undefined)[] => [outFor(0.01, 24), undefined]),
    ]);
    const { mean, meanError } = momentsOf(rated, 1600);
    expect(Math.abs(mean - YEAR * 0.01198) / meanError).toBeLessThan(4);
    expect(meanError / mean).toBeLessThan(0.02);
  });
});

describe('a part of the year that redundancy leaves uncovered', () => {
  test.each([
    [0, 1e-4],
    [0.05, 5.902e-4],
    [0.1, 1.0809e-3],
    [0.2, 2.0639e-3],
  ])('is, with the share %d of common causes in a pair, what the beta factor says', (beta, published) => {
    const q = 0.01;
    const pair = systemFrom({
      entities: 'id,kind,weight\ntop,application,1\na,cdn,0\nb,cdn,0\ncommon,cause,0\n',
      dependencies: 'dependent,supplier,group,grace_hours\ntop,a,g,0\ntop,b,g,0\na,common,,0\nb,common,,0\n',
    });
    const own = outFor((1 - beta) * q, 4);
    const rated = withRates(pair, [undefined, own, own, beta === 0 ? undefined : outFor(beta * q, 4)]);
    const { mean, meanError } = momentsOf(rated, 1600);
    expect(Math.abs(mean - YEAR * published) / meanError).toBeLessThan(4);
    // so that a common cause more or less would be noticed
    expect(meanError / mean).toBeLessThan(0.1);
  });

  test.each([
    ['2 of 3 with .1 .2 .3', [0.1, 0.2, 0.3], 2, 0.098],
    ['2 of 3 down with .1 each', [0.1, 0.1, 0.1], 2, 0.028],
    ['3 of 4 down with .05 each', [0.05, 0.05, 0.05, 0.05], 3, 0.00048125],
  ] as const)('is of %s the published one', (_, parts, fatal, published) => {
    const system = systemFrom({
      entities: `id,kind,weight\ntop,application,1\n${parts.map((__, p) => `p${p},cdn,0\n`).join('')}`,
      dependencies: `dependent,supplier,group,need,grace_hours\n${parts
        .map((__, p) => `top,p${p},g,${parts.length - fatal + 1},0\n`)
        .join('')}`,
    });
    const rated = withRates(system, [undefined, ...parts.map((part) => outFor(part, 24))]);
    const { mean, meanError } = momentsOf(rated, 512);
    expect(Math.abs(mean - YEAR * published) / meanError).toBeLessThan(4);
    expect(meanError / mean).toBeLessThan(0.1);
  });
});
