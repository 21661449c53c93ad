import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CENTRALITIES } from '../../engine/centrality/registry.ts';
import { drain } from '../formats/reading.ts';
import { distance } from '../properties/systems.ts';
import { type ArcList, arcLists, graphOf, valuesOf } from './graphs.ts';

/** Whether a measure does not depend on the order of the table. */
const isInvariant = (id: string): boolean => id !== 'community';

describe('every centrality', () => {
  test('has an id of its own', () => {
    const ids = CENTRALITIES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });

  test.each(CENTRALITIES.map((each) => [each.id, each] as const))(
    'describes itself in sentences: %s',
    (_, each) => {
      expect(each.label).toMatch(/^[A-Z0-9]/);
      expect(each.unit).not.toBe('');
      expect(each.description).toMatch(/^\S.*\.$/);
      expect(each.formula).toMatch(/\.$/);
      expect(each.source).not.toBe('');
      for (const { least, standard, most, isWhole, label, source } of each.parameters) {
        expect(least <= standard && standard <= most).toBe(true);
        if (isWhole) expect([least, standard, most].every(Number.isInteger)).toBe(true);
        expect([label, source]).not.toContain('');
      }
    },
  );
});

describe.each(CENTRALITIES.map((each) => [each.id, each] as const))('%s', (id, measure) => {
  const standard = Object.fromEntries(measure.parameters.map((each) => [each.id, each.standard]));

  test('is a finite number of 0 or more for every entity of every graph, and so is its error', () => {
    fc.assert(
      fc.property(arcLists(16), (list) => {
        const names = Array.from({ length: list.nodeCount }, (_, v) => `e${v}`);
        const { steps, result } = drain(measure.compute({ graph: graphOf(list), id: names }, standard));
        expect(result.values).toHaveLength(list.nodeCount);
        expect(result.values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
        expect([0, list.nodeCount]).toContain(result.standardError.length);
        expect(result.standardError.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
        expect(steps.filter((fraction) => !(fraction >= 0 && fraction <= 1))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('stays the same when rows are repeated and entities depend on themselves', () => {
    fc.assert(
      fc.property(arcLists(12), (list) => {
        const loops = Array.from({ length: list.nodeCount }, (_, v): [number, number] => [v, v]);
        const arcs = [...loops, ...list.arcs, ...list.arcs];
        expect(valuesOf(measure, { ...list, arcs })).toEqual(valuesOf(measure, list));
      }),
      { numRuns: 100 },
    );
  });

  if (isInvariant(id))
    test('moves with the entities when these are listed in another order', () => {
      const shuffled = arcLists(12).chain((list) =>
        fc.record({
          list: fc.constant(list),
          place: fc.shuffledSubarray(
            Array.from({ length: list.nodeCount }, (_, v) => v),
            { minLength: list.nodeCount },
          ),
        }),
      );
      fc.assert(
        fc.property(shuffled, ({ list, place }) => {
          const moved: ArcList = {
            nodeCount: list.nodeCount,
            arcs: list.arcs.map(([tail, head]) => [place[tail]!, place[head]!]),
          };
          const values = valuesOf(measure, moved);
          const back = place.map((at) => values[at]!);
          expect(distance(back, valuesOf(measure, list))).toBeLessThan(1e-9);
        }),
        { numRuns: 100 },
      );
    });
});
