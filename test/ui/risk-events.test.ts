import { describe, expect, test, vi } from 'vitest';
import { createClock } from '../../ui/store/clock.ts';
import { createDataset } from '../../ui/store/dataset.ts';
import { createSession } from '../../ui/store/session.ts';
import { createStress, followStress } from '../../ui/store/stress.ts';
import { createStressCommands } from '../../ui/store/stress-commands.ts';
import { drain } from '../formats/reading.ts';
import { engineHere } from './engine-here.ts';

// the clock stands still
vi.stubGlobal('cancelAnimationFrame', () => {});

function stage() {
  const { engine, view, pool } = engineHere({ partSize: 64 });
  const stores = { session: createSession(), dataset: createDataset(), stress: createStress() };
  stores.dataset.setState({ view, indexOf: new Map(view.id.map((id, v) => [id, v])) });
  // the catalogue of real outages is not wanted here
  stores.stress.setState({ incidents: [{ id: 'some' } as never] });
  const clock = createClock(
    () => 0,
    () => {},
  );
  followStress(pool, { ...stores, clock }, () => {});
  return { engine, ...stores, commands: createStressCommands(stores) };
}

describe('the worst simulated events', () => {
  test('are films on the Stress page that lose exactly as much, switches that failed to work included', async () => {
    const { engine, stress, commands } = stage();
    const part = drain(
      engine.job({ kind: 'years', first: 0, count: 640, seed: 3, weight: 'weight', failover: 'drawn' }),
    ).result;
    const result = drain(engine.job({ kind: 'riskSummary', parts: [part] })).result;
    expect(result.worstEvents).toHaveLength(10);
    for (const event of result.worstEvents) {
      const before = stress.getState().film.value;
      commands.setStressEvent(event, result);
      await vi.waitFor(() => {
        const { value, progress } = stress.getState().film;
        expect(value !== before && progress === null).toBe(true);
      });
      const film = stress.getState().film.value?.result;
      expect((film?.weightHours ?? 0) / event.weightHours).toBeCloseTo(1, 12);
      expect(film?.touched).toHaveLength(event.affected);
    }
  });

  test('leave nothing of their year behind when something else is chosen', () => {
    const { engine, session, commands } = stage();
    const part = drain(engine.job({ kind: 'years', first: 0, count: 64, seed: 3, weight: 'weight' })).result;
    const [event] = part.records.worstEvents;
    const endless = { ...event!, backHour: Number.POSITIVE_INFINITY };
    commands.setStressEvent(endless, part);
    expect(session.getState()).toMatchObject({
      page: 'stress',
      hour: 0,
      stress: { failover: 'drawn', seed: 3, replicate: event!.year, until: event!.horizonHours },
    });
    commands.setStressAssumption('draw with seed 4', { seed: 4 });
    expect(session.getState().stress.replicate).toBe(0);
    commands.setStressEvent(endless, part);
    commands.setStressFailures('fail the shop', [{ id: 'shop', start: 0, duration: 8, level: 0 }]);
    expect(session.getState().stress).toMatchObject({ replicate: 0, until: null });
  });
});
