import { describe, expect, test } from 'vitest';
import { createProjector } from '../../ui/store/film.ts';
import type { Fate, ReplayRow } from '../../ui/store/types.ts';
import {
  agreementOf,
  changedAgain,
  fallenBy,
  fallRows,
  overlapOf,
  recoveringAt,
  sparedIn,
  stateSince,
} from '../../ui/store/unfolding.ts';
import { worstRows } from '../../ui/store/worst-file.ts';
import { filmOfTest } from './film-of.ts';
import { smallView } from './view.ts';

const view = smallView();
const [BANK, SHOP, CLOUD, NAMES, ALONE] = [0, 1, 2, 3, 4];

describe('who has fallen up to the clock', () => {
  const film = filmOfTest(
    [
      [0, CLOUD, 0],
      [0, SHOP, 0.5, CLOUD],
      [1, SHOP, 0, CLOUD],
      [2, BANK, 0, CLOUD],
      [4, CLOUD, 1],
      [6, SHOP, 1, CLOUD],
      [7, BANK, 1, CLOUD],
      [8, SHOP, 0, CLOUD],
    ],
    {
      recoveringEntity: Int32Array.of(SHOP, BANK),
      recoveringFrom: Float64Array.of(4, 4),
      recoveringUntil: Float64Array.of(7, 6),
    },
  );

  test('stands in the order of falling, each once, apart from those who never fall', () => {
    expect([...fallRows(film)].map((row) => film.result.entity[row])).toEqual([CLOUD, SHOP, BANK]);
    expect([...sparedIn(film, view)]).toEqual([ALONE, NAMES]);
  });

  test('is counted at every instant, and is nobody before the first', () => {
    const falls = fallRows(film);
    const counts = [-1, ...film.instants.keys()].map((instant) => fallenBy(film, falls, instant));
    expect(counts).toEqual([0, 2, 2, 3, 3, 3, 3, 3]);
  });

  test('is in its state since it came into it, however often its level changed within', () => {
    const projector = createProjector(film, view.entityCount);
    const at = (hour: number) => {
      const instant = film.instants.indexOf(hour);
      return { instant, frame: projector.frame(instant) };
    };
    expect(stateSince(film, { instant: -1, frame: projector.frame(-1) }, SHOP)).toBeNull();
    expect(stateSince(film, at(0), SHOP)).toBe(0);
    expect(stateSince(film, at(2), SHOP)).toBe(1);
    expect(stateSince(film, at(4), SHOP)).toBe(4);
    expect(stateSince(film, at(7), SHOP)).toBe(6);
    expect(stateSince(film, at(8), SHOP)).toBe(8);
    expect(changedAgain(film, at(0).frame, SHOP, 0)).toBeNull();
    expect(changedAgain(film, at(2).frame, SHOP, 0)).toBe(1);
    expect(changedAgain(film, at(8).frame, CLOUD, 0)).toBe(4);
  });

  test('recovers until it is back, who is back next first', () => {
    const at = (hour: number) => recoveringAt(film, film.instants.indexOf(hour));
    expect(recoveringAt(film, -1)).toEqual([]);
    expect(at(2)).toEqual([]);
    expect(at(4)).toEqual([1, 0]);
    expect(at(6)).toEqual([0]);
    expect(at(7)).toEqual([]);
  });
});

test('two outages divide those affected into three', () => {
  const a = filmOfTest([
    [0, CLOUD, 0],
    [1, BANK, 0],
  ]);
  const b = filmOfTest([
    [0, NAMES, 0],
    [1, BANK, 0],
  ]);
  expect(overlapOf(a.result, b.result)).toEqual({ onlyA: [CLOUD], onlyB: [NAMES], both: [BANK] });
});

describe('a replay', () => {
  const fate = (state: Fate['state']): Fate => ({ state, fellHour: null, backHour: null, hoursLost: 0 });
  const row: ReplayRow = {
    entity: BANK,
    name: 'A bank',
    reported: 'down',
    simulated: fate('down'),
    independent: fate('unaffected'),
    isReachable: false,
    isImposed: false,
    isInside: false,
    effect: null,
  };

  test('agrees with a report when both say that it fell or both that it did not', () => {
    expect(agreementOf(row)).toBe('agrees');
    expect(agreementOf({ ...row, simulated: fate('degraded') })).toBe('agrees');
    expect(agreementOf({ ...row, reported: 'unaffected', simulated: fate('unaffected') })).toBe('agrees');
  });

  test('misses, or raises a false alarm, when it does not', () => {
    expect(agreementOf({ ...row, simulated: fate('unaffected') })).toBe('missed');
    expect(agreementOf({ ...row, reported: 'unaffected' })).toBe('false-alarm');
  });

  test('proves nothing of the operator of what failed, of silence, and of what it does not have', () => {
    expect(agreementOf({ ...row, isImposed: true })).toBe('inside');
    expect(agreementOf({ ...row, isInside: true })).toBe('inside');
    expect(agreementOf({ ...row, reported: 'not-reported' })).toBe('not-reported');
    expect(agreementOf({ ...row, entity: -1 })).toBe('absent');
  });
});

test('worst cases in a file have units in the head, and pairs their surprise', () => {
  const pair = {
    first: CLOUD,
    second: NAMES,
    weightHours: 10.123456,
    firstAlone: 4,
    secondAlone: 5,
    surprise: 1.5,
    affected: 3,
    backHour: Number.POSITIVE_INFINITY,
  };
  const common = { weight: 0, durationHours: 8 };
  expect(worstRows(view, { ...common, cases: [pair], size: 2 })).toEqual([
    [
      'Rank',
      'Id',
      'Name',
      'Second id',
      'Second name',
      'Duration (hours)',
      'Loss (users × hours)',
      'First alone (users × hours)',
      'Second alone (users × hours)',
      'Surprise (users × hours)',
      'Affected (entities)',
      'Last back (hours)',
    ],
    [1, 'cloud', 'Big Cloud', 'names', 'Names', 8, 10.123456, 4, 5, 1.5, 3, 'never'],
  ]);
  const single = { ...pair, second: -1, backHour: 9 };
  expect(worstRows({ ...view, weights: [] }, { ...common, cases: [single], size: 1 })).toEqual([
    ['Rank', 'Id', 'Name', 'Duration (hours)', 'Loss (hours)', 'Affected (entities)', 'Last back (hours)'],
    [1, 'cloud', 'Big Cloud', 8, 10.123456, 3, 9],
  ]);
});
