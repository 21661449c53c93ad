import { useApp, useConcentration, usePolicy, useRisk, useSession, useStress } from '../../parts/use-app.tsx';
import { citationText } from '../../store/report-words.ts';
import type { SystemView } from '../../store/types.ts';
import { titleOf } from '../../store/words.ts';

/** How the report is cited, with the seeds of the results that are in it. */
export function useCitation(view: SystemView): string {
  const app = useApp();
  // the link is that of the whole session
  const { report } = useSession((session) => session);
  const has = (part: (typeof report.parts)[number]) => report.parts.includes(part);
  const risk = useRisk(({ result }) => result);
  const policy = usePolicy(({ answer, isOld }) => (isOld ? null : answer));
  const film = useStress((stress) => stress.film.value);
  const market = useConcentration((now) => now.concentration.value);
  const engine = risk?.engine ?? policy?.result.engine ?? film?.result.engine ?? market?.engine ?? '';
  return citationText({
    title: report.title || `${titleOf(view)}: who everyone depends on`,
    dataset: titleOf(view),
    asOf: view.about.asOf,
    hash: view.hash,
    engine,
    seeds: [
      ...(has('risk') && risk ? [{ of: 'the simulated years', seed: risk.seed }] : []),
      ...(has('policy') && policy ? [{ of: 'the compared years', seed: policy.result.seed }] : []),
    ],
    link: app.link(),
  });
}
