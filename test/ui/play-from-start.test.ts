import { describe, expect, test } from 'vitest';
import { playFromStart } from '../../ui/store/play-from-start.ts';
import { createStress } from '../../ui/store/stress.ts';
import { filmOfTest } from './film-of.ts';

const STARTING = { step: 'Starting', fraction: 0 };

function opened() {
  const stress = createStress();
  const told: string[] = [];
  const clock = { seek: (hour: number) => told.push(`seek ${hour}`), play: () => told.push('play') };
  const ask = () => stress.setState(({ film }) => ({ film: { ...film, progress: STARTING } }));
  return { stress, told, ask, app: { stress, clock } };
}

describe('what is chosen to be seen', () => {
  test('runs from the start as soon as its film is there, once', () => {
    const { app, stress, told, ask } = opened();
    playFromStart(app, ask);
    expect(told).toEqual(['seek 0']);
    const value = filmOfTest([[0, 0, 0]]);
    stress.setState({ film: { value, progress: null, failure: '' } });
    stress.setState({ film: { value: filmOfTest([]), progress: null, failure: '' } });
    expect(told).toEqual(['seek 0', 'play']);
  });

  test('runs at once when it is what is shown already', () => {
    const { app, told } = opened();
    playFromStart(app, () => {});
    expect(told).toEqual(['seek 0', 'play']);
  });

  test('does not run a later film after it went wrong', () => {
    const { app, stress, told, ask } = opened();
    playFromStart(app, ask);
    stress.setState({ film: { value: null, progress: null, failure: 'Stopped.' } });
    stress.setState({ film: { value: filmOfTest([]), progress: null, failure: '' } });
    expect(told).toEqual(['seek 0']);
  });
});
