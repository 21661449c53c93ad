/** Failures that leave a part, and failures in phases, worked out by hand. */
import { describe, expect, test } from 'vitest';
import { type Failed, tell, three } from './story.ts';

describe('a failure that leaves a part', () => {
  const chain = (recovery: readonly number[]) => ({
    entities: three(recovery),
    dependencies: `dependent,supplier,grace_hours,loss
      a,b,2,0.5
      b,c,0,1`,
  });

  test('lets through as much as it leaves', () => {
    const { changes, hoursLost } = tell(chain([0, 0, 0]), [['c', 1, 5, 0.5]]);
    expect(changes).toEqual(['1 c 0.5', '1 b 0.5', '3 a 0.75', '6 c 1', '6 b 1', '6 a 1']);
    expect(hoursLost).toEqual({ a: 0.75, b: 2.5, c: 2.5 });
  });

  test('followed by another is a phase: what comes back does so by degrees', () => {
    const { changes, hoursLost } = tell(chain([0, 1, 0]), [
      ['c', 0, 3],
      ['c', 3, 4, 0.5],
    ]);
    // a sees for two hours what b had before: 1 until 2, then nothing until b is half back
    expect(changes).toEqual([
      '0 c 0',
      '0 b 0',
      '2 a 0.5',
      '3 c 0.5',
      '4 b 0.5',
      '4 a 0.75',
      '7 c 1',
      '8 b 1',
      '8 a 1',
    ]);
    expect(hoursLost).toEqual({ a: 2 * 0.5 + 4 * 0.25, b: 4 + 4 * 0.5, c: 3 + 4 * 0.5 });
  });

  test('and grows worse before it ends', () => {
    const { changes } = tell(chain([0, 1, 0]), [
      ['c', 0, 3, 0.5],
      ['c', 3, 4, 0.25],
    ]);
    expect(changes).toEqual([
      '0 c 0.5',
      '0 b 0.5',
      '2 a 0.75',
      '3 c 0.25',
      '3 b 0.25',
      '5 a 0.625',
      '7 c 1',
      '8 b 1',
      '8 a 1',
    ]);
  });

  test('and overlaps another leaves the least that one of them leaves', () => {
    const { changes } = tell({ entities: three(), dependencies: 'dependent,supplier' }, [
      ['a', 0, 10, 0.75],
      ['a', 2, 3, 0.25],
      ['a', 4, 4, 0.5],
    ]);
    expect(changes).toEqual(['0 a 0.75', '2 a 0.25', '5 a 0.5', '8 a 0.75', '10 a 1']);
  });

  test('adds nothing to a loss that is greater, and holds when that is over', () => {
    const { changes, why } = tell(chain([0, 0, 0]), [
      ['c', 0, 4],
      ['b', 1, 6, 0.5],
    ]);
    expect(changes).toEqual(['0 c 0', '0 b 0', '2 a 0.5', '4 c 1', '4 b 0.5', '4 a 0.75', '7 b 1', '7 a 1']);
    expect(why('b', 7)).toEqual(['b came back at hour 7, as soon as its failure had ended.']);
  });

  test('stops nobody: what is needed to start again is not asked for', () => {
    const tables = { entities: three(), dependencies: 'dependent,supplier,phase\na,b,start' };
    const failed = (level: number): Failed[] => [
      ['a', 0, 2, level],
      ['b', 0, 5],
    ];
    expect(tell(tables, failed(0.25)).changes).toEqual(['0 a 0.25', '0 b 0', '2 a 1', '5 b 1']);
    expect(tell(tables, failed(0)).changes).toEqual(['0 a 0', '0 b 0', '5 b 1', '5 a 1']);
  });

  test('makes a group switch away, as any loss does', () => {
    const tables = {
      entities: three(),
      dependencies: 'dependent,supplier,group,failover_hours\na,b,g,0.5\na,c,g,0.5',
    };
    expect(tell(tables, [['b', 1, 3, 0.75]]).changes).toEqual(['1 b 0.75', '1 a 0.75', '1.5 a 1', '4 b 1']);
  });

  test('of all is none', () => {
    expect(tell(chain([1, 1, 1]), [['c', 1, 5, 1]]).changes).toEqual([]);
  });
});
