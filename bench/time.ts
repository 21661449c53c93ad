/** One timed cascade, as a page or a simulated year runs it: a workspace that is there already. */
import type { System } from '../engine/model/system.ts';
import { modesUnder } from '../engine/time/switching.ts';
import { createTimedCascade } from '../engine/time/timed-cascade.ts';
import { buildTimedNetwork } from '../engine/time/timed-network.ts';
import { compare } from './measure.ts';

const YEAR = 8766;

/** Times an outage of `entity` that lasts `hours`. */
export function benchTime(system: System, entity: number, hours: number): void {
  const timed = buildTimedNetwork(system);
  const cascade = createTimedCascade(timed, system.entities.capacity);
  const modeOf = modesUnder(system, timed, { assume: 'always' });
  let changes = 0;
  const run = (): number => {
    cascade.begin([{ entity, start: 0, duration: hours }], { horizonHours: YEAR, modeOf });
    cascade.advance(Number.POSITIVE_INFINITY);
    changes = cascade.timeline.count;
    return changes;
  };
  run();
  compare(
    `One timed cascade, ${system.entities.id[entity]} for ${hours} h (${changes} changes of level)`,
    [{ name: 'linchpin', run }],
    Object.is,
    15,
  );
}
