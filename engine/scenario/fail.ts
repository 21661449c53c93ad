/** The verb `fail`: what is to go out, for stress tests. It changes no system. */
import { adopters } from './adopters.ts';
import { NO_EFFECT, type Outcome, type Site } from './effect.ts';
import type { Of } from './schema.ts';
import { entitiesWhere } from './select.ts';

/** The failures that the timed cascade takes, one for each entity that is reached. */
export function fail(intervention: Of<'fail'>, { field, lottery }: Site): Outcome {
  const { where, fraction, start, hours, level } = intervention;
  const among = entitiesWhere(field, where.entity);
  const chosen = adopters(field, lottery, { among, fraction });
  return {
    system: field.system,
    effect: { ...NO_EFFECT, matched: among.length, reached: chosen.length },
    failures: chosen.map((entity) => ({ entity, start, duration: hours ?? Number.POSITIVE_INFINITY, level })),
  };
}
