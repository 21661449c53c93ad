/** What the table of a comparison tells: how large its losses are, and the concentration of which roles. */
import type { PolicyAnswer } from './policy.ts';

/** More columns than this would not fit. */
const MOST_ROLES = 3;

/** HHI of a role in a scenario; undefined where nobody with a weight uses it. */
export function hhiOf({ result }: PolicyAnswer, s: number, role: string): number | undefined {
  return result.scenarios[s]?.hhi.find((each) => each.role === role)?.value;
}

/** Roles that measures name and those whose concentration changes, what changes most first; at most three. */
export function touchedRoles(answer: PolicyAnswer): readonly string[] {
  const { question, result } = answer;
  const named = new Set(
    question.shown.flatMap(({ members }) =>
      members.slice(question.givenCount).flatMap(({ known }) => known.roles),
    ),
  );
  const changeOf = (role: string): number => {
    const before = hhiOf(answer, 0, role) ?? 0;
    return Math.max(
      0,
      ...result.scenarios.map((_, s) => Math.abs((hhiOf(answer, s, role) ?? before) - before)),
    );
  };
  return (result.scenarios[0]?.hhi ?? [])
    .map(({ role }) => ({ role, change: changeOf(role) }))
    .filter(({ role, change }) => change > 0 || named.has(role))
    .toSorted((a, b) => b.change - a.change)
    .slice(0, MOST_ROLES)
    .map(({ role }) => role);
}

/** The largest loss of a year that is told, in weight-hours. */
export function largestOf({ result }: PolicyAnswer): number {
  return Math.max(
    ...result.scenarios.flatMap(({ averageAnnualLoss, aep, largestEvent }) => [
      averageAnnualLoss.mean,
      largestEvent,
      ...aep.map(({ loss }) => loss),
    ]),
  );
}
