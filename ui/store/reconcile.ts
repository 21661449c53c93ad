/** What of a session a system has: links come from anybody, and data change under them. */
import type { Session } from './session.ts';
import type { StressChoice } from './stress-choice.ts';
import type { SystemView } from './types.ts';

/** The session without what the system does not have, and the words of what was left out. */
export function reconciled(
  now: Session,
  view: SystemView,
  indexOf: ReadonlyMap<string, number>,
): { readonly session: Session; readonly lost: readonly string[] } {
  const lost = new Set<string>();
  const kept = (values: readonly string[], isKnown: (value: string) => boolean): readonly string[] =>
    values.filter((value) => {
      if (isKnown(value)) return true;
      lost.add(value);
      return false;
    });
  const one = (value: string, isKnown: (value: string) => boolean): string =>
    value === '' ? '' : (kept([value], isKnown)[0] ?? '');
  const isEntity = (id: string) => indexOf.has(id);
  const isRole = (role: string) => view.roles.includes(role);
  const { concentration } = now;
  const stressOf = (choice: StressChoice): StressChoice => ({
    ...choice,
    failures: choice.failures.filter(({ id }) => kept([id], isEntity).length > 0),
  });
  const session: Session = {
    ...now,
    failed: kept(now.failed, isEntity),
    selected: now.selected === null ? null : (kept([now.selected], isEntity)[0] ?? null),
    weight: one(now.weight, (column) => view.weights.some((weight) => weight.column === column)),
    filters: {
      kinds: kept(now.filters.kinds, (kind) => view.kinds.includes(kind)),
      roles: kept(now.filters.roles, isRole),
    },
    stress: stressOf(now.stress),
    against: now.against && stressOf(now.against),
    concentration: {
      ...concentration,
      role: one(concentration.role, isRole),
      sectors: kept(concentration.sectors, (sector) => view.sector.includes(sector)),
      countries: kept(concentration.countries, (country) => view.country.includes(country)),
    },
  };
  return { session, lost: [...lost] };
}
