import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemberDraws } from '../../engine/generate/member-draws.ts';
import { digest, uniformPair } from '../../engine/random/draw.ts';

test('draws of members are the keyed draws of everything else', () => {
  const seeds = fc.nat({ max: 2 ** 32 - 1 });
  fc.assert(
    fc.property(seeds, fc.string(), fc.string(), fc.nat(), (seed, purpose, key, n) => {
      const draws = createMemberDraws(seed, purpose);
      const [low, high] = digest(key);
      draws.draw(low, high, n);
      expect([draws.u, draws.v]).toEqual(uniformPair({ seed, replicate: 0, purpose }, [low, high], n));
    }),
  );
});
