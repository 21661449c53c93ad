/** Parts of sets: exact, nested, and decided by keys. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uniform } from '../../engine/random/draw.ts';
import { nestedFraction } from '../../engine/random/nested-fraction.ts';
import { DRAWS } from './sample.ts';

const keys = fc.uniqueArray(fc.string(), { maxLength: 30 });
const fraction = fc.double({ min: 0, max: 1, noNaN: true });

const chosenKeys = (list: readonly string[], part: number): string[] =>
  Array.from(nestedFraction(DRAWS, list, part), (i) => list[i]!);

describe('a fraction of a set', () => {
  test('has exactly the number of members that it stands for, each once and in order', () => {
    fc.assert(
      fc.property(keys, fraction, (list, part) => {
        const chosen = [...nestedFraction(DRAWS, list, part)];
        expect(chosen).toHaveLength(Math.round(part * list.length));
        expect([...new Set(chosen)].sort((i, j) => i - j)).toEqual(chosen);
        expect(chosen.every((i) => i in list)).toBe(true);
      }),
    );
    expect([...nestedFraction(DRAWS, ['a', 'b', 'c'], 0)]).toEqual([]);
    expect([...nestedFraction(DRAWS, ['a', 'b', 'c'], 1)]).toEqual([0, 1, 2]);
  });

  test('is within every larger one', () => {
    fc.assert(
      fc.property(keys, fraction, fraction, (list, one, other) => {
        const larger = chosenKeys(list, Math.max(one, other));
        for (const key of chosenKeys(list, Math.min(one, other))) expect(larger).toContain(key);
      }),
    );
  });

  test('is made of the lowest draws, whatever the order of the members', () => {
    fc.assert(
      fc.property(keys, fraction, (list, part) => {
        const chosen = new Set(chosenKeys(list, part));
        expect(new Set(chosenKeys([...list].reverse(), part))).toEqual(chosen);
        const drawOf = (key: string): number => uniform(DRAWS, key);
        const highest = Math.max(Number.NEGATIVE_INFINITY, ...[...chosen].map(drawOf));
        for (const key of list) if (!chosen.has(key)) expect(drawOf(key)).toBeGreaterThan(highest);
      }),
    );
  });

  test('changes by at most one other when a member is added', () => {
    fc.assert(
      fc.property(keys, fc.string(), fraction, (list, key, part) => {
        fc.pre(!list.includes(key));
        const before = new Set(chosenKeys(list, part));
        const after = new Set(chosenKeys([...list, key], part));
        after.delete(key);
        const changed = [...new Set([...before, ...after])].filter(
          (each) => before.has(each) !== after.has(each),
        );
        expect(changed.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('takes every member equally often over the worlds', () => {
    const list = Array.from({ length: 10 }, (_, i) => `entity-${i}`);
    const worlds = 4000;
    const counts = list.map(() => 0);
    for (let replicate = 0; replicate < worlds; replicate++)
      for (const i of nestedFraction({ ...DRAWS, replicate }, list, 0.3)) counts[i]!++;
    for (const count of counts)
      expect(Math.abs(count - 0.3 * worlds)).toBeLessThan(5 * Math.sqrt(worlds * 0.3 * 0.7));
  });
});
