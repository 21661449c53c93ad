import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packedView, unpackedView } from '../../engine/api/packed-view.ts';
import { drain } from '../formats/reading.ts';
import { smallView } from '../ui/view.ts';

test('a view that is packed and unpacked has the same texts, whatever is in them', () => {
  const texts = fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 });
  fc.assert(
    fc.property(texts, texts, (id, name) => {
      const view = { ...smallView(), id, name, country: id, sector: name };
      expect(drain(unpackedView(packedView(view))).result).toEqual(view);
    }),
  );
});

test('a long list is taken apart in slices', () => {
  const id = Array.from({ length: 60_000 }, (_, v) => `entity-${v}`);
  const { steps, result } = drain(unpackedView(packedView({ ...smallView(), id })));
  expect(steps.length).toBeGreaterThan(2);
  expect(result.id).toEqual(id);
});
