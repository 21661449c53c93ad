import { describe, expect, test } from 'vitest';
import { type NewDependency, withDependencies } from '../../engine/model/with-dependencies.ts';
import { systemFrom } from '../formats/reading.ts';

const ENTITIES = 'id,kind,weight\na,application,1\nb,cdn,0\nc,dns,0\n';

const LINK: NewDependency = { dependent: 0, supplier: 2, role: 'dns', phase: 0, loss: 0.5, graceHours: 2 };

describe('dependencies that are added', () => {
  test('make the system that is read from tables with them', () => {
    const before = systemFrom({
      entities: ENTITIES,
      dependencies: 'dependent,supplier,role,loss,grace_hours,phase,note\na,b,cdn,1,,run,x\n',
    });
    const after = systemFrom({
      entities: ENTITIES,
      dependencies:
        'dependent,supplier,role,loss,grace_hours,phase,note\na,b,cdn,1,,run,x\na,c,dns,0.5,2,run,\nb,c,start-up,1,,start,\n',
    });
    const start: NewDependency = {
      dependent: 1,
      supplier: 2,
      role: 'start-up',
      phase: 1,
      loss: 1,
      graceHours: Number.NaN,
    };
    const { dependencies, requirements } = withDependencies(before, [LINK, start]);
    expect(dependencies).toEqual(after.dependencies);
    expect(requirements).toEqual(after.requirements);
  });

  test('change nothing of what there is, and nothing at all when there are none', () => {
    const before = systemFrom({
      entities: ENTITIES,
      dependencies: 'dependent,supplier,group\na,b,g\na,c,g\n',
    });
    expect(withDependencies(before, [])).toBe(before);
    const { dependencies, requirements, entities } = withDependencies(before, [LINK]);
    expect(entities).toBe(before.entities);
    expect([...dependencies.requirement]).toEqual([0, 0, 1]);
    expect([...requirements.dependent]).toEqual([0, 0]);
    expect([...requirements.need]).toEqual([1, 1]);
    expect(dependencies.supplier.slice(0, 2)).toEqual(before.dependencies.supplier);
  });
});
