/** The contract without a thread. */
import { describe, expect, test } from 'vitest';
import { connect, type EngineThread } from '../../engine/api/client.ts';
import { engineContract } from './contract.ts';
import { threadlessEngine } from './threadless-engine.ts';

engineContract(threadlessEngine, connect);

describe('a thread that dies on every start', () => {
  test('is not started for ever, and the job ends as crashed', async () => {
    let spawned = 0;
    const stillborn = (): EngineThread => {
      spawned++;
      const { port1, port2 } = new MessageChannel();
      return {
        endpoint: port2,
        onDeath: (listener) => setImmediate(() => listener('it could not be started')),
        terminate() {
          port1.close();
          port2.close();
        },
      };
    };
    const client = connect(stillborn);
    const told: boolean[] = [];
    client.onRestart((_, isBack) => told.push(isBack));
    const outcome = await client.run({ kind: 'tables' });
    expect(outcome.ok ? 'ok' : outcome.error.code).toBe('crashed');
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    client.dispose();
    expect(spawned).toBeLessThan(20);
    expect(told.at(-1), 'the last death is not told as a restart').toBe(false);
  });
});
