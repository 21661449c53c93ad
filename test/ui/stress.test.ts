import { describe, expect, test } from 'vitest';
import { createDataset } from '../../ui/store/dataset.ts';
import { reconciled } from '../../ui/store/reconcile.ts';
import { createSession, FIRST_SESSION } from '../../ui/store/session.ts';
import { createStress, failuresOf } from '../../ui/store/stress.ts';
import { NO_STRESS } from '../../ui/store/stress-choice.ts';
import { createStressCommands } from '../../ui/store/stress-commands.ts';
import type { Incident } from '../../ui/store/types.ts';
import { smallView } from './view.ts';

const view = smallView();
const indexOf = new Map(view.id.map((id, v) => [id, v]));

const phase = { what: '', source: '', grade: 'A', use: 'fail', level: 0, startHour: 0 } as const;

const incident: Incident = {
  id: 'big-2025',
  title: 'Big Cloud, 2025',
  start: '2025-10-20T06:48Z',
  end: '',
  summary: '',
  cause: '',
  lossEstimate: '',
  source: '',
  grade: 'A',
  notes: '',
  phases: [
    { ...phase, entity: 'cloud', startHour: 1, endHour: 3.5 },
    { ...phase, entity: 'names', level: 0.5, endHour: Number.POSITIVE_INFINITY },
    { ...phase, entity: 'elsewhere', endHour: 2 },
    { ...phase, entity: 'bank', endHour: 9, use: 'account' },
  ],
  effects: [],
};

function opened() {
  const stores = { session: createSession(), dataset: createDataset(), stress: createStress() };
  stores.dataset.setState({ view, indexOf });
  stores.stress.setState({ incidents: [incident] });
  return { ...stores, commands: createStressCommands(stores) };
}

describe('what fails on the stress page', () => {
  test('of a real outage is what failed first, as far as the system has it', () => {
    expect(failuresOf({ ...NO_STRESS, incident: 'big-2025' }, [incident], indexOf)).toEqual([
      { entity: 2, start: 1, duration: 2.5, level: 0 },
      { entity: 3, start: 0, duration: Number.POSITIVE_INFINITY, level: 0.5 },
    ]);
  });

  test('is nothing while the catalogue is not there', () => {
    expect(failuresOf({ ...NO_STRESS, incident: 'big-2025' }, [], indexOf)).toEqual([]);
  });

  test('of a person lasts a working day from hour 0, and is taken away by the same command', () => {
    const { session, commands } = opened();
    commands.toggleStress('cloud');
    expect(session.getState()).toMatchObject({
      page: 'stress',
      change: 'fail Big Cloud',
      stress: { failures: [{ id: 'cloud', start: 0, duration: 8, level: 0 }] },
    });
    commands.toggleStress('cloud');
    expect(session.getState()).toMatchObject({ change: 'repair Big Cloud', stress: { failures: [] } });
  });

  test('starts as the real outage that is shown when a person changes it', () => {
    const { session, commands } = opened();
    commands.replayIncident('big-2025');
    expect(session.getState().change).toBe('replay Big Cloud, 2025');
    commands.changeStressFailure(0, { duration: 10 });
    expect(session.getState().stress).toMatchObject({
      incident: '',
      failures: [
        { id: 'cloud', start: 1, duration: 10, level: 0 },
        { id: 'names', start: 0, duration: null, level: 0.5 },
        { id: 'elsewhere', start: 0, duration: 2, level: 0 },
      ],
    });
    session.temporal.getState().undo();
    expect(session.getState().stress.incident).toBe('big-2025');
  });

  test('changes sides with what it is compared with', () => {
    const { session, commands } = opened();
    commands.toggleStress('cloud');
    commands.compareStress(session.getState().stress);
    commands.replayIncident('big-2025');
    commands.swapStress();
    expect(session.getState()).toMatchObject({
      stress: { incident: '', failures: [{ id: 'cloud' }] },
      against: { incident: 'big-2025' },
    });
  });

  test('is left out where a link names what the system does not have, and named', () => {
    const failure = { start: 0, duration: 1, level: 0 };
    const { session, lost } = reconciled(
      {
        ...FIRST_SESSION,
        stress: {
          ...NO_STRESS,
          failures: [
            { ...failure, id: 'cloud' },
            { ...failure, id: 'gone' },
          ],
        },
        against: { ...NO_STRESS, failures: [{ ...failure, id: 'lost' }] },
      },
      view,
      indexOf,
    );
    expect(session.stress.failures.map(({ id }) => id)).toEqual(['cloud']);
    expect(session.against?.failures).toEqual([]);
    expect(lost).toEqual(['gone', 'lost']);
  });
});
