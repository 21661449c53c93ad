/** Markets through the facade: opened in place of a dataset, or written as one, with the same answers. */
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../engine/api/engine.ts';
import type { JobKind, JobRequest, JobResult } from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { drain } from '../formats/reading.ts';
import { PLAIN } from '../generate/markets.ts';

const file = (market: object) => ({
  name: 'market.json',
  bytes: new TextEncoder().encode(JSON.stringify(market)),
});
const ASKED = { market: file(PLAIN), size: 200, seed: 3, report: true } as const;

function engineWith() {
  const engine = createEngine();
  const run = <K extends JobKind>(request: JobRequest<K>): JobResult<K> =>
    drain(engine.job<K>(request)).result;
  return { engine, run };
}

describe('a market', () => {
  test('that is opened is the one that is written and read again', () => {
    const opened = engineWith();
    const view = opened.run({ kind: 'load', market: ASKED });
    const { files, ...written } = engineWith().run({ kind: 'generate', ...ASKED, files: true });
    expect(view.market).toEqual(written);
    const read = engineWith();
    const again = read.run({
      kind: 'load',
      files: files.map(({ name, pieces }) => ({ name, bytes: new TextEncoder().encode(pieces.join('')) })),
    });
    expect(again.problems).toEqual([]);
    expect(again.market).toBeNull();
    expect(again.id).toEqual(view.id);
    expect(again.supplier).toEqual(view.supplier);
    expect(again.requirement).toEqual(view.requirement);
    const asked = {
      kind: 'concentration',
      role: 'dns',
      weight: 'weight',
      sectors: [],
      countries: [],
      suppliers: 'each',
      dependence: 'hidden',
    } as const;
    expect({ ...read.run(asked), hash: '' }).toEqual({ ...opened.run(asked), hash: '' });
  });

  test('that is generated leaves the open system alone, and so does one that is stopped', () => {
    const { engine, run } = engineWith();
    run({ kind: 'load', market: ASKED });
    const before = engine.system;
    run({ kind: 'generate', ...ASKED, size: 10, files: false });
    const stopped = engine.job({ kind: 'load', market: { ...ASKED, size: 5000 } });
    stopped.next();
    stopped.return(undefined as never);
    expect(engine.system).toBe(before);
  });

  test.each<[string, Partial<JobRequest<'generate'>>, string]>([
    ['no size', { size: 0 }, 'from 1 to 9999999'],
    ['a broken size', { size: 1.5 }, 'from 1 to 9999999'],
    ['a broken seed', { seed: -1 }, 'from 0 to 4294967295'],
    ['a faulty description', { market: file({ ...PLAIN, layers: [] }) }, 'is not sound'],
  ])('with %s is refused', (_, changed, message) => {
    const { run } = engineWith();
    const ask = () => run({ kind: 'generate', ...ASKED, files: false, ...changed } as JobRequest<'generate'>);
    expect(ask).toThrow(RequestError);
    expect(ask).toThrow(message);
  });
});
