/** Systems some of whose dependencies are known only from one outage, and the same ones read without those rows. */
import fc from 'fast-check';
import type { System } from '../../engine/model/system.ts';
import { systemFrom } from '../formats/reading.ts';
import { type Shape, type TimedPlan, withFailures } from '../time/timed-systems.ts';

/** The outage that is left out. */
export const STORM = 'storm';

const BASES = ['', STORM, 'storm-2'] as const;

/** What each row of a plan is known from; a row of the table per supplier, then per switcher. */
type Bases = readonly (readonly string[])[];

const rowsIn = ({ requirements }: TimedPlan): readonly number[] =>
  requirements.map(({ suppliers, switchers }) => suppliers.length + switchers.length);

/** A plan with failures and a basis for every row; for all rows of a requirement the same one if asked. */
export function taggedPlans(shape: Shape, tags: 'each-row' | 'whole-requirements') {
  return withFailures(shape).chain(({ plan, failures }) =>
    fc.record({
      plan: fc.constant(plan),
      failures: fc.constant(failures),
      bases: fc.tuple(
        ...rowsIn(plan).map((count) =>
          tags === 'each-row'
            ? fc.array(fc.constantFrom(...BASES), { minLength: count, maxLength: count })
            : fc.constantFrom(...BASES).map((basis) => Array<string>(count).fill(basis)),
        ),
      ),
    }),
  );
}

/** The system of the rows whose basis passes. */
export function taggedSystem(plan: TimedPlan, bases: Bases, passes: (basis: string) => boolean): System {
  const rows = plan.requirements.flatMap((requirement, r) => {
    const { dependent, isGroup, need, loss, phase, failoverHours, failoverProbability } = requirement;
    const row = (supplier: number, inPhase: string, grace: number) =>
      `e${dependent},e${supplier},${isGroup ? `g${r}` : ''},${need},${loss},${inPhase},${grace},${failoverHours},${failoverProbability}`;
    const all = [
      ...requirement.suppliers.map(({ entity, grace }) => row(entity, phase, grace)),
      ...requirement.switchers.map((entity) => row(entity, 'failover', 0)),
    ];
    return all.flatMap((text, i) => (passes(bases[r]![i]!) ? [`${text},${bases[r]![i]}\n`] : []));
  });
  const entities = plan.entities.map(
    ({ weight, recovery, capacity }, v) =>
      `e${v},platform,${weight},${recovery},${Number.isNaN(capacity) ? '' : capacity}\n`,
  );
  return systemFrom({
    entities: `id,kind,weight,recovery_hours,capacity\n${entities.join('')}`,
    dependencies: `dependent,supplier,group,need,loss,phase,grace_hours,failover_hours,failover_probability,basis\n${rows.join('')}`,
  });
}
