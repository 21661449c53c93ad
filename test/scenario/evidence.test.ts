/** Drawn evidence under a scenario: the worlds are those of the system as it was. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAILOVER, type System } from '../../engine/model/system.ts';
import { prepareEvidence } from '../../engine/risk/evidence-worlds.ts';
import { drain, systemFrom } from '../formats/reading.ts';
import { applied } from './scenarios.ts';

/** Users of one or two of three clouds, each dependency with a confidence of its own. */
const uncertain = fc
  .array(fc.tuple(fc.nat(2), fc.boolean(), fc.constantFrom('', '0', '0.3', '0.6', '1')), {
    minLength: 1,
    maxLength: 12,
  })
  .map((users) =>
    systemFrom({
      entities: `id,kind,weight\nc0,cdn,0\nc1,cdn,0\nc2,cdn,0\n${users.map((_, u) => `u${u},application,1\n`).join('')}`,
      dependencies: `dependent,supplier,role,group,confidence\n${users
        .map(([cloud, isGroup, confidence], u) =>
          isGroup
            ? `u${u},c${cloud},cdn,both,${confidence}\nu${u},c${(cloud + 1) % 3},cdn,both,0.5\n`
            : `u${u},c${cloud},cdn,,${confidence}\n`,
        )
        .join('')}`,
    }),
  );

/** The requirements that have members in each of some worlds, by index. */
function present(system: System): readonly (readonly number[])[] {
  const drawWorld = drain(prepareEvidence(system)).result;
  return Array.from({ length: 20 }, (_, world) => {
    const { dependencies } = drain(drawWorld({ seed: 3, world })).result;
    const members = new Set<number>();
    for (let e = 0; e < dependencies.count; e++)
      if (dependencies.phase[e] !== FAILOVER) members.add(dependencies.requirement[e]!);
    return [...members].sort((a, b) => a - b);
  });
}

describe('in every world of drawn evidence', () => {
  test.each([
    [
      'an alternative',
      { verb: 'add-alternative', where: { role: ['cdn'] }, fraction: 0.7, to: { split: 'even' } },
    ],
    ['a move', { verb: 'reassign', where: { supplier: { id: ['c0'] } }, fraction: 0.7, to: {} }],
  ])('%s makes no need that was not there, and takes none away', (_, intervention) => {
    fc.assert(
      fc.property(uncertain, (system) => {
        const once = applied(system, intervention);
        expect(present(once.system)).toEqual(present(system));
        const twice = applied(once.system, intervention, { ...intervention, fraction: 1 });
        expect(present(twice.system)).toEqual(present(system));
      }),
    );
  });

  test('an alternative is there exactly where the dependency is that it stands beside', () => {
    const system = systemFrom({
      entities: 'id,kind,weight\na,application,1\nb,cdn,0\nc,cdn,0\n',
      dependencies: 'dependent,supplier,confidence\na,b,0.5\n',
    });
    const { system: made } = applied(system, {
      verb: 'add-alternative',
      where: {},
      to: { suppliers: { id: ['c'] } },
    });
    const drawWorld = drain(prepareEvidence(made)).result;
    const counts = Array.from(
      { length: 50 },
      (_, world) => drain(drawWorld({ seed: 1, world })).result.dependencies.count,
    );
    expect(new Set(counts)).toEqual(new Set([0, 2]));
  });
});
