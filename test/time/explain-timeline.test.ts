import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainAt } from '../../engine/time/explain-timeline.ts';
import { buildTimedNetwork } from '../../engine/time/timed-network.ts';
import { tell } from './story.ts';
import { cascadeOn, timedSystemOf, withFailures } from './timed-systems.ts';

const REGION = {
  entities: `id,name,kind,weight,recovery_hours
    database,Database,cloud-service,0,
    launches,Launches,cloud-service,0,11.2
    site,Site,application,1,0.3`,
  dependencies: `dependent,supplier,role,grace_hours,loss,phase
    launches,database,storage,0,1,run
    site,launches,compute,2,0.5,run`,
};

describe('the explanation', () => {
  test('of a fall leads from the root to it, one sentence a link', () => {
    expect(tell(REGION, [['database', 1, 2]]).why('site', 5)).toEqual([
      'Database was made to fail at hour 1.',
      'Launches went down at hour 1, because it needs Database for storage, and Database went down.',
      'Site fell to 50 % of its service at hour 3, because it needs Launches for compute and can do without for 2 h, and Launches went down at hour 1.',
    ]);
  });

  test('of a late return says who was waited for, and for how long after', () => {
    expect(tell(REGION, [['database', 1, 2]]).why('site', 50)).toEqual([
      'Database came back at hour 3, as soon as its failure had ended.',
      'Launches came back at hour 14.2, 11.2 h after Database, which it needs for storage, was back.',
      'Site came back at hour 14.5, 18 min after Launches, which it needs for compute, was back.',
    ]);
  });

  test('of a return in part says what still holds back, and why that is not back', () => {
    const tables = {
      entities: `id,name,kind,weight,recovery_hours
        names,Names,dns,0,
        table,Table,platform,0,
        starts,Starts,platform,0,10
        region,Region,platform,1,
        site,Site,application,1,`,
      dependencies: `dependent,supplier,role,loss
        table,names,naming,1
        starts,table,storage,1
        region,table,storage,0.6
        region,starts,compute,0.4
        site,region,hosting,1`,
    };
    const { changes, why } = tell(tables, [['names', 1, 2]]);
    expect(changes).toContain('3 region 0.6');
    expect(why('site', 4)).toEqual([
      'Names came back at hour 3, as soon as its failure had ended.',
      'Table came back at hour 3, as soon as Names, which it needs for naming, was back.',
      'Starts is down since hour 1 and recovers: what it needs was back at hour 3, and it takes 10 h from there.',
      'Region serves 60 % since hour 3, because it needs Starts for compute, and Starts is down.',
      'Site serves 60 % since hour 3, because it needs Region for hosting, and Region serves only 60 %.',
    ]);
    expect(why('site', 13).at(-1)).toBe(
      'Site came back at hour 13, as soon as Region, which it needs for hosting, was back.',
    );
  });

  test('is empty before anything has happened to the entity', () => {
    expect(tell(REGION, [['database', 1, 2]]).why('site', 2.9)).toEqual([]);
  });

  test('of a return names what is needed to start', () => {
    const tables = {
      entities: 'id,name,kind,weight,recovery_hours\nx,X,platform,1,2\ny,Y,platform,0,\nz,Z,platform,0,',
      dependencies: 'dependent,supplier,role,phase\nx,y,hosting,run\nx,z,identity,start',
    };
    const story = tell(tables, [
      ['y', 0, 1],
      ['z', 0, 12.2],
    ]);
    expect(story.why('x', 14.2).at(-1)).toBe(
      'X came back at hour 14.2, 2 h after Z, which it needs to start, was back.',
    );
  });

  test('of a switch says from whom, for how long, and whether it worked', () => {
    const tables = {
      entities: 'id,name,kind,weight\nx,X,platform,1\ny,Y,platform,0\nz,Z,platform,0',
      dependencies: 'dependent,supplier,role,group,failover_hours\nx,y,dns,g,0.1\nx,z,dns,g,0.1',
    };
    const works = tell(tables, [['y', 0, 5]]);
    expect(works.why('x', 1).at(-1)).toBe(
      'X went down at hour 1, because it lost Y for dns, and its switch to another takes 6 min.',
    );
    expect(works.why('x', 2)).toEqual([
      'Y was made to fail at hour 0.',
      'X came back at hour 1.1, as soon as it had switched away from Y for dns.',
    ]);
    const fails = tell(tables, [['y', 0, 5]], { failover: { assume: 'never' } });
    expect(fails.why('x', 1).at(-1)).toBe(
      'X went down at hour 1, because it lost Y for dns, and its switch to another did not work.',
    );
    expect(fails.why('x', 5).at(-1)).toBe(
      'X came back at hour 5, as soon as Y, which it needs for dns, was back.',
    );
  });

  test('of too few alternatives counts them', () => {
    const tables = {
      entities: 'id,name,kind,weight\nx,X,platform,1\ny,Y,platform,0\nz,Z,platform,0',
      dependencies: 'dependent,supplier,role,group\nx,y,hosting,g\nx,z,hosting,g',
    };
    const story = tell(tables, [
      ['y', 0, 5],
      ['z', 2, 9],
    ]);
    expect(story.why('x', 2).at(-1)).toBe(
      'X went down at hour 2, because it needs 1 of 2 alternatives for hosting, and Z went down.',
    );
    // Y, not Z, ended it
    expect(story.why('x', 6).at(-1)).toBe(
      'X came back at hour 5, as soon as Y, which it needs for hosting, was back.',
    );
  });

  test('of crowding names whose load it was', () => {
    const tables = {
      entities: 'id,name,kind,weight,capacity\nx,X,platform,6,\ny,Y,platform,0,\nz,Z,platform,0,4',
      dependencies: 'dependent,supplier,role,group\nx,y,hosting,g\nx,z,hosting,g',
    };
    const story = tell(tables, [['y', 1, 5]], { hasCrowding: true });
    expect(story.why('z', 2)).toEqual([
      'Y was made to fail at hour 1.',
      'Z fell to 67 % of its service at hour 1, because it took over from Y more load than it can carry.',
    ]);
    expect(story.why('z', 7)).toEqual([
      'Y came back at hour 6, as soon as its failure had ended.',
      'Z came back at hour 6, as soon as it had less load to carry.',
    ]);
  });

  test('of a failure in phases says what it left, that it eased, and that it ended', () => {
    const tables = {
      entities: 'id,name,kind,weight,recovery_hours\nx,X,platform,1,2\ny,Y,platform,1,',
      dependencies: 'dependent,supplier,role,loss\ny,x,hosting,0.5',
    };
    const story = tell(tables, [
      ['x', 1, 2, 0.4],
      ['x', 3, 3],
      ['x', 6, 4, 0.2],
    ]);
    expect(story.why('y', 1)).toEqual([
      'X was cut to 40 % of its service at hour 1.',
      'Y fell to 70 % of its service at hour 1, because it needs X for hosting, and X fell to 40 % of its service.',
    ]);
    expect(story.why('x', 3)).toEqual(['X was made to fail at hour 3.']);
    expect(story.why('x', 8)).toEqual([
      'X came back to 20 % of its service at hour 8, 2 h after its failure had eased.',
    ]);
    expect(story.why('y', 12)).toEqual([
      'X came back at hour 12, 2 h after its failure had ended.',
      'Y came back at hour 12, as soon as X, which it needs for hosting, was back.',
    ]);
  });

  test('of a fall names the phase whose loss is felt, not what the supplier serves by then', () => {
    const tables = {
      entities: 'id,name,kind,weight\nx,X,platform,1\ny,Y,platform,1',
      dependencies: 'dependent,supplier,role,grace_hours\ny,x,hosting,2',
    };
    const story = tell(tables, [
      ['x', 0, 1],
      ['x', 1, 5, 0.5],
    ]);
    // x is half back when y, which had all of it until 2, feels that it was gone
    expect(story.changes).toEqual(['0 x 0', '1 x 0.5', '2 y 0.5', '6 x 1', '6 y 1']);
    expect(story.why('y', 2)).toEqual([
      'X was made to fail at hour 0.',
      'Y fell to 50 % of its service at hour 2, because it needs X for hosting and can do without for 2 h, and X went down at hour 0.',
    ]);
  });

  test('of who is still down is what it waits for now, or that it recovers', () => {
    const story = tell(
      {
        entities: 'id,name,kind,weight,recovery_hours\nx,X,platform,1,2\ny,Y,platform,0,\nz,Z,platform,0,',
        dependencies: 'dependent,supplier,role\nx,y,hosting\nx,z,identity',
      },
      [
        ['y', 0, 1],
        ['z', 0.5, 3],
      ],
    );
    expect(story.why('x', 0.9).at(-1)).toBe(
      'X went down at hour 0, because it needs Y for hosting, and Y went down.',
    );
    expect(story.why('x', 2)).toEqual([
      'Z was made to fail at hour 0.5.',
      'X is down since hour 0, because it needs Z for identity, and Z is down.',
    ]);
    expect(story.why('x', 4)).toEqual([
      'Z came back at hour 3.5, as soon as its failure had ended.',
      'X is down since hour 0 and recovers: what it needs was back at hour 3.5, and it takes 2 h from there.',
    ]);
  });

  test('exists for every change of every timeline, ends with it, and tells of nothing that comes later', () => {
    const shape = {
      maxEntities: 8,
      maxGrace: 3,
      maxRecovery: 3,
      maxFailoverHours: 3,
      hasStarts: true,
      hasSwitchers: true,
    };
    fc.assert(
      fc.property(withFailures(shape), fc.boolean(), ({ plan, failures }, hasCrowding) => {
        const system = timedSystemOf(plan);
        const timed = buildTimedNetwork(system);
        const cascade = cascadeOn(system).run(failures, { hasCrowding });
        const { count, time, entity, level } = cascade.timeline;
        time.subarray(0, count).forEach((at, row) => {
          const steps = explainAt({ system, timed, cascade }, entity[row]!, at / 3_600_000);
          expect(steps.at(-1)).toMatchObject({
            entity: entity[row],
            hour: at / 3_600_000,
            level: level[row],
          });
          expect(Math.max(...steps.map(({ hour }) => hour))).toBe(at / 3_600_000);
          // who holds another back may have changed after it
          const told = steps.filter(({ sentence }) => !/ since hour /.test(sentence)).map(({ hour }) => hour);
          if (told.length === steps.length) expect([...told].sort((a, b) => a - b)).toEqual(told);
          for (const { sentence } of steps) expect(sentence).not.toMatch(/NaN|undefined|Infinity/);
          if (level[row]! < 1 && row === 0)
            expect(steps[0]!.sentence).toMatch(/ was (made to fail|cut to \d+ % of its service) at hour /);
        });
      }),
      { numRuns: 300 },
    );
  });
});
