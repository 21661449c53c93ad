import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortInSlices, sortSteps } from '../../ui/store/order.ts';

test('the sliced sort orders like the built-in stable one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 300 }), (keys) => {
      const order = Uint32Array.from(keys, (_, i) => i);
      const expected = [...order].sort((a, b) => keys[a]! - keys[b]!);
      const steps = sortSteps(order, (a, b) => keys[a]! - keys[b]!);
      while (!steps.next().done);
      expect([...order]).toEqual(expected);
    }),
  );
});

test('the sliced sort gives up when it is told to', async () => {
  const stop = new AbortController();
  stop.abort();
  expect(await sortInSlices(Uint32Array.of(1, 0), (a, b) => a - b, stop.signal)).toBeNull();
});
