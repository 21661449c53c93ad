/** Timelines worked out by hand from the rules at the head of timed-cascade.ts. */
import { describe, expect, test } from 'vitest';
import { type Failed, tell, three } from './story.ts';

describe('a chain with grace', () => {
  const chain = {
    entities: three(),
    dependencies: `dependent,supplier,grace_hours
      a,b,1.5
      b,c,2`,
  };

  test('falls link by link as each grace ends, and is back all at once', () => {
    const { changes, hoursLost } = tell(chain, [['c', 1, 5]]);
    expect(changes).toEqual(['1 c 0', '3 b 0', '4.5 a 0', '6 c 1', '6 b 1', '6 a 1']);
    expect(hoursLost).toEqual({ a: 1.5, b: 3, c: 5 });
  });

  test('does not fall beyond the link whose supplier is back when its grace ends', () => {
    expect(tell(chain, [['c', 0, 2]]).changes).toEqual(['0 c 0', '2 c 1']);
    expect(tell(chain, [['c', 0, 3.5]]).changes).toEqual(['0 c 0', '2 b 0', '3.5 c 1', '3.5 b 1']);
  });

  test('has its grace anew after a short return', () => {
    expect(
      tell(chain, [
        ['c', 0, 1.5],
        ['c', 2, 3],
      ]).changes,
    ).toEqual(['0 c 0', '1.5 c 1', '2 c 0', '4 b 0', '5 c 1', '5 b 1']);
  });
});

describe('a failure', () => {
  const pair = { entities: three(), dependencies: 'dependent,supplier\na,b' };

  test('without a duration lasts for good, and is counted until the end of the time looked at', () => {
    const { changes, hoursLost, deadlocks } = tell(pair, [['b', 4]]);
    expect(changes).toEqual(['4 b 0', '4 a 0']);
    expect(hoursLost).toEqual({ a: 96, b: 96 });
    expect(deadlocks).toEqual([]);
  });

  test('in phases that touch is one outage; in phases apart it is two', () => {
    const phases = (from: number): Failed[] => [
      ['b', 0, 2],
      ['b', from, 3],
    ];
    expect(tell(pair, phases(2)).changes).toEqual(['0 b 0', '0 a 0', '5 b 1', '5 a 1']);
    expect(tell(pair, phases(1)).changes).toEqual(['0 b 0', '0 a 0', '4 b 1', '4 a 1']);
    expect(tell(pair, phases(3)).changes).toHaveLength(8);
  });

  test('of no length, or after the end of the time looked at, is none', () => {
    expect(tell(pair, [['b', 1, 0]]).changes).toEqual([]);
    expect(tell(pair, [['b', 100, 1]]).changes).toEqual([]);
  });

  test('that overlaps another keeps down until both are over', () => {
    const both = {
      entities: three(),
      dependencies: `dependent,supplier
        a,b
        a,c`,
    };
    const { changes } = tell(both, [
      ['b', 0, 4],
      ['c', 2, 5],
    ]);
    expect(changes).toEqual(['0 b 0', '0 a 0', '2 c 0', '4 b 1', '7 c 1', '7 a 1']);
  });
});

describe('a cycle', () => {
  const cycle = (recovery: readonly number[], phase: string) => ({
    entities: three(recovery),
    dependencies: `dependent,supplier,phase
      a,b,run
      b,a,${phase}`,
  });

  test('of those that recover at once comes back together', () => {
    const { changes, deadlocks } = tell(cycle([0, 0, 0], 'run'), [['a', 0, 2]]);
    expect(changes).toEqual(['0 a 0', '0 b 0', '2 a 1', '2 b 1']);
    expect(deadlocks).toEqual([]);
  });

  test('in which one takes time to recover waits for itself for good', () => {
    const { changes, deadlocks } = tell(cycle([0, 1, 0], 'run'), [['a', 0, 2]]);
    expect(changes).toEqual(['0 a 0', '0 b 0']);
    expect(deadlocks).toEqual([['a', 'b']]);
  });

  test('with a requirement to start waits for itself once that supplier is gone', () => {
    const { changes, deadlocks, hoursLost } = tell(cycle([0, 0, 0], 'start'), [['b', 1, 2]]);
    expect(changes).toEqual(['1 b 0', '1 a 0']);
    expect(deadlocks).toEqual([['a', 'b']]);
    expect(hoursLost).toEqual({ a: 99, b: 99 });
  });

  test('with a requirement to start runs on when only the one fails that nobody needs to run', () => {
    // b needs a only to start, and does not stop
    expect(tell(cycle([0, 0, 0], 'start'), [['a', 1, 2]]).changes).toEqual(['1 a 0', '3 a 1']);
  });

  test('of requirements to start alone locks up only after all have stopped', () => {
    const tables = { entities: three(), dependencies: 'dependent,supplier,phase\na,b,start\nb,a,start' };
    expect(tell(tables, [['a', 0, 1]]).changes).toEqual(['0 a 0', '1 a 1']);
    const both: Failed[] = [
      ['a', 0, 1],
      ['b', 0, 1],
    ];
    expect(tell(tables, both).deadlocks).toEqual([['a', 'b']]);
  });

  test('on a supplier that failed for good is no deadlock', () => {
    const tables = { entities: three([1, 1, 0]), dependencies: 'dependent,supplier\na,b\nb,a\nb,c' };
    expect(tell(tables, [['c', 0]]).deadlocks).toEqual([]);
  });
});

test('of two suppliers lost at one instant the one that stands first in the table is named', () => {
  const tables = { entities: three(), dependencies: 'dependent,supplier\na,c\na,b' };
  const both: Failed[] = [
    ['c', 1],
    ['b', 1],
  ];
  const { changes, why } = tell(tables, both);
  expect(changes).toEqual(['1 b 0', '1 c 0', '1 a 0']);
  expect(why('a', 1)[0]).toBe('b was made to fail at hour 1.');
});

describe('recovery', () => {
  const waiting = {
    entities: three([2, 0, 0.5]),
    dependencies: `dependent,supplier,phase
      a,b,run
      a,c,start`,
  };

  test('waits for two suppliers, one of which it needs only to start', () => {
    const { changes } = tell(waiting, [
      ['b', 0, 3],
      ['c', 1, 4],
    ]);
    // c is back at 5 and has recovered at 5.5; a needs two hours from then
    expect(changes).toEqual(['0 b 0', '0 a 0', '1 c 0', '3 b 1', '5.5 c 1', '7.5 a 1']);
  });

  test('counts from its own repair when that is last', () => {
    expect(
      tell(waiting, [
        ['b', 0, 1],
        ['a', 0, 4],
      ]).changes,
    ).toEqual(['0 a 0', '0 b 0', '1 b 1', '6 a 1']);
  });

  test('begins anew after a relapse', () => {
    const { changes } = tell(waiting, [
      ['b', 0, 1],
      ['b', 2, 1],
    ]);
    expect(changes).toEqual(['0 b 0', '0 a 0', '1 b 1', '2 b 0', '3 b 1', '5 a 1']);
  });

  test('holds for each step of a return by degrees', () => {
    const degrees = {
      entities: three([2, 0, 0]),
      dependencies: `dependent,supplier,loss
        a,b,0.75
        a,c,0.5`,
    };
    const { changes, hoursLost } = tell(degrees, [
      ['b', 0, 1],
      ['c', 0, 5],
    ]);
    expect(changes).toEqual(['0 b 0', '0 c 0', '0 a 0.25', '1 b 1', '3 a 0.5', '5 c 1', '7 a 1']);
    expect(hoursLost.a).toBe(3 * 0.75 + 4 * 0.5);
  });

  test('makes a fault of 2 h 52 min an outage of more than 14 h, the last by far later than the first', () => {
    const region = {
      entities: `id,kind,weight,recovery_hours
        database,cloud-service,0,
        launches,cloud-service,0,11.2
        balancers,cloud-service,0,0.3
        site,application,1,`,
      dependencies: `dependent,supplier,role,grace_hours,loss
        launches,database,database,0,1
        balancers,launches,control-plane,,0.5
        site,balancers,network,0,1`,
    };
    const { changes } = tell(region, [['database', 0, 172 / 60]]);
    expect(
      changes.map((change) => change.replace(/^\d+\.\d{3,}/, (hour) => Number(hour).toFixed(3))),
    ).toEqual([
      '0 database 0',
      '0 launches 0',
      '2 balancers 0.5',
      '2 site 0.5',
      '2.867 database 1',
      '14.067 launches 1',
      '14.367 balancers 1',
      '14.367 site 1',
    ]);
  });
});

describe('failover', () => {
  const group = (columns: string, cells: string, more = '') => ({
    entities: 'id,kind,weight\nuser,application,1\nx,platform,0\ny,platform,0\nz,platform,0\nhelp,platform,0',
    dependencies: `dependent,supplier,group,need${columns}
      user,x,g,2${cells}
      user,y,g,2${cells}
      user,z,g,2${cells}
      ${more}`,
  });
  const slow = group(',failover_hours,loss', ',0.25,0.8');

  test('of 2 of 3 that works costs the time that it takes, once per lost member', () => {
    const { changes, hoursLost } = tell(slow, [['x', 1, 10]]);
    expect(changes.map((change) => change.slice(0, 16))).toEqual([
      '1 x 0',
      '1 user 0.1999999',
      '1.25 user 1',
      '11 x 1',
    ]);
    expect(hoursLost.user).toBeCloseTo(0.25 * 0.8, 12);
  });

  test('that does not work waits for the lost member', () => {
    const { changes } = tell(group(',failover_hours', ',0.25'), [['x', 1, 10]], {
      failover: { assume: 'never' },
    });
    expect(changes).toEqual(['1 x 0', '1 user 0', '11 x 1', '11 user 1']);
  });

  test('cannot help when fewer are left than are needed', () => {
    const { changes } = tell(group(',failover_hours', ',0.25'), [
      ['x', 0, 10],
      ['y', 4, 3],
    ]);
    expect(changes).toEqual([
      '0 x 0',
      '0 user 0',
      '0.25 user 1',
      '4 y 0',
      '4 user 0',
      '7 y 1',
      '7 user 1',
      '10 x 1',
    ]);
  });

  test('is over before it is done when the member is back', () => {
    const { changes } = tell(group(',failover_hours', ',3'), [['x', 0, 1]]);
    expect(changes).toEqual(['0 x 0', '0 user 0', '1 x 1', '1 user 1']);
  });

  test('waits for what it needs to switch', () => {
    const helped = group(',phase,failover_hours', ',run,1', 'user,help,g,,failover,');
    expect(tell(helped, [['x', 0, 10]]).changes).toEqual(['0 x 0', '0 user 0', '1 user 1', '10 x 1']);
    expect(
      tell(helped, [
        ['x', 0, 10],
        ['help', 0, 4],
      ]).changes,
    ).toEqual(['0 x 0', '0 help 0', '0 user 0', '4 help 1', '4 user 1', '10 x 1']);
    // once it has switched, the help is no longer needed
    expect(
      tell(helped, [
        ['x', 0, 10],
        ['help', 2, 4],
      ]).changes,
    ).toEqual(['0 x 0', '0 user 0', '1 user 1', '2 help 0', '6 help 1', '10 x 1']);
  });

  test('that takes no time but needs help is done at once, and nobody notices', () => {
    const helped = group(',phase', ',run', 'user,help,g,,failover');
    expect(tell(helped, [['x', 0, 2]]).changes).toEqual(['0 x 0', '2 x 1']);
  });

  test('that takes time makes an early loss protect against a later one: more failures, less lost', () => {
    const tables = {
      entities:
        'id,kind,weight\nuser,application,1\nfront,platform,0\nx,platform,0\ny,platform,0\nspare,platform,0',
      dependencies: `dependent,supplier,group,failover_hours
        front,x,g,1
        front,y,g,1
        user,front,h,
        user,spare,h,`,
    };
    const late: Failed[] = [
      ['x', 5, 10],
      ['spare', 5, 1],
    ];
    expect(tell(tables, late).hoursLost.user).toBe(1);
    expect(tell(tables, [...late, ['x', 0, 5]]).hoursLost.user).toBeUndefined();
  });

  test('that is drawn works as often as its probability says, and the same in each run of a world', () => {
    const drawn = group(',failover_probability', ',0.3');
    const worksIn = (replicate: number): boolean =>
      tell(drawn, [['x', 0, 2]], { failover: { assume: 'drawn', seed: 7, replicate } }).changes.length === 2;
    const worlds = Array.from({ length: 400 }, (_, replicate) => worksIn(replicate));
    const works = worlds.filter((isWorking) => isWorking).length;
    // four standard deviations of a binomial
    expect(Math.abs(works - 120)).toBeLessThan(4 * Math.sqrt(400 * 0.3 * 0.7));
    expect(worksIn(3)).toBe(worlds[3]);
  });
});

describe('crowding', () => {
  const shared = (capacity: number) => ({
    entities: `id,kind,weight,capacity
      u,application,6,
      v,application,2,
      left,cdn,0,
      right,cdn,0,${capacity}`,
    dependencies: `dependent,supplier,group
      u,left,g
      u,right,g
      v,right,`,
  });

  test('lets the survivor serve as much of the load as it can carry', () => {
    // usually 3 + 2; without the left one 6 + 2
    const { changes } = tell(shared(6), [['left', 1, 2]], { hasCrowding: true });
    expect(changes).toEqual([
      '1 left 0',
      '1 right 0.75',
      '1 u 0.75',
      '1 v 0.75',
      '3 left 1',
      '3 u 1',
      '3 right 1',
      '3 v 1',
    ]);
  });

  test('touches nobody when the survivor can carry all, or when it is not asked for', () => {
    expect(tell(shared(8), [['left', 1, 2]], { hasCrowding: true }).changes).toEqual([
      '1 left 0',
      '3 left 1',
    ]);
    expect(tell(shared(6), [['left', 1, 2]]).changes).toEqual(['1 left 0', '3 left 1']);
  });

  test('never counts the usual load as too much', () => {
    expect(tell(shared(0), [['left', 1, 2]], { hasCrowding: true }).changes[1]).toBe('1 right 0.625');
  });
});

describe('an entity that depends on itself', () => {
  test('is not held down by that, whatever time it takes to recover', () => {
    const tables = {
      entities: three([1, 0, 0]),
      dependencies: `dependent,supplier,phase,group
        a,a,run,
        a,a,start,
        a,a,run,g
        a,b,run,g`,
    };
    expect(tell(tables, [['a', 0, 2]]).changes).toEqual(['0 a 0', '3 a 1']);
  });
});

describe('where a grace is not given', () => {
  const grace = (role: string, kind = 'platform'): number => {
    const { changes } = tell(
      {
        entities: `id,kind,weight\na,application,1\nb,${kind},0`,
        dependencies: `dependent,supplier,role\na,b,${role}`,
      },
      [['b', 0, 5000]],
      { horizonHours: 5000 },
    );
    return Number(changes[1]!.split(' ')[0]);
  };

  test.each([
    ['hosting', 0],
    ['cdn', 0],
    ['network', 0],
    ['payment', 0],
    ['dns', 1],
    ['identity', 1],
    ['control-plane', 2],
    ['ca', 720],
    ['ntp', 1056],
    ['anything else', 0],
  ])('the one for %s is %i h', (role, hours) => {
    expect(grace(role)).toBe(hours);
  });

  test('the role is that of the kind when none is given, in whatever case', () => {
    expect(grace('', 'ntp')).toBe(1056);
    expect(grace('DNS')).toBe(1);
  });
});

test('hours that are no exact binary fractions meet where they should', () => {
  // 0.1 + 0.2 is not 0.3 in binary; a supplier back at the very end of the grace fells nobody
  const tables = { entities: three([0, 0.2, 0]), dependencies: 'dependent,supplier,grace_hours\na,b,0.3' };
  expect(tell(tables, [['b', 0, 0.1]]).changes).toEqual(['0 b 0', '0.3 b 1']);
});

test('a system that goes round and round is followed to the end of the time looked at', () => {
  // what b loses it loses an hour later and for as long; so does a
  const tables = {
    entities: three([1, 1, 0]),
    dependencies: 'dependent,supplier,grace_hours\na,b,1\nb,a,1',
  };
  const { changes } = tell(tables, [['a', 0, 0.5]], { horizonHours: 6 });
  expect(changes).toEqual([
    '0 a 0',
    '1 b 0',
    '1.5 a 1',
    '2 a 0',
    '2.5 b 1',
    '3 b 0',
    '3.5 a 1',
    '4 a 0',
    '4.5 b 1',
    '5 b 0',
    '5.5 a 1',
  ]);
});
