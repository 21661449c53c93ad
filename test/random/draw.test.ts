import { expect, test } from 'vitest';
import { uniform } from '../../engine/random/draw.ts';
import { philox, type Words2, type Words4 } from '../../engine/random/philox.ts';

/** Known answers for philox 4x32 with 10 rounds, from the Random123 distribution (kat_vectors). */
const KNOWN: readonly { counter: Words4; key: Words2; words: Words4 }[] = [
  { counter: [0, 0, 0, 0], key: [0, 0], words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
  {
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff],
    words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  },
];

test('the random function gives the published words', () => {
  for (const { counter, key, words } of KNOWN) expect(philox(counter, key)).toEqual(words);
});

const DRAWS = { seed: 1, replicate: 0, purpose: 'test' };

test('a draw depends on each part of its key and on nothing else', () => {
  const first = uniform(DRAWS, 'aws', 0);
  expect(uniform(DRAWS, 'aws', 0)).toBe(first);
  const others = [
    uniform({ ...DRAWS, seed: 2 }, 'aws', 0),
    uniform({ ...DRAWS, replicate: 1 }, 'aws', 0),
    uniform({ ...DRAWS, purpose: 'tests' }, 'aws', 0),
    uniform(DRAWS, 'awt', 0),
    uniform(DRAWS, 'aws\u0000', 0),
    uniform(DRAWS, 'aws', 1),
  ];
  expect(new Set([first, ...others]).size).toBe(others.length + 1);
});

test('draws over keys are even in [0, 1)', () => {
  const count = 20_000;
  const bins = new Array<number>(20).fill(0);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const u = uniform(DRAWS, `entity-${i}`);
    expect(u >= 0 && u < 1).toBe(true);
    sum += u;
    bins[Math.floor(20 * u)]!++;
  }
  // five standard errors of the mean; chi squared with 19 degrees of freedom exceeds 50 once in 10,000
  expect(Math.abs(sum / count - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / count));
  const expected = count / 20;
  expect(bins.reduce((chi, n) => chi + (n - expected) ** 2 / expected, 0)).toBeLessThan(50);
});
