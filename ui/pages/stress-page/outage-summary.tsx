/** The whole outage in numbers, and who waits for whom for ever. */
import { How } from '../../parts/how.tsx';
import { useDataset, useSession, useStress } from '../../parts/use-app.tsx';
import { weightIndex } from '../../store/results.ts';
import { incidentOf } from '../../store/stress.ts';
import { circleText, summaryOf } from '../../store/stress-words.ts';
import { durationText } from '../../store/time-words.ts';
import type { SystemView, TimelineResult } from '../../store/types.ts';
import { countText, titleOf } from '../../store/words.ts';
import styles from './outage-summary.module.css';

const MOST_CIRCLES = 3;

/** The head of the panel while nothing is selected. */
export function OutageSummary({ view }: { readonly view: SystemView }) {
  const film = useStress((stress) => stress.film.value);
  const incidents = useStress((stress) => stress.incidents);
  const choice = useSession((session) => session.stress);
  const column = useSession((session) => session.weight);
  const start = incidentOf(choice, incidents)?.start ?? null;
  const weight = weightIndex(view, column);
  return (
    <section className={styles.summary} aria-label="The whole outage">
      {!film && <Absent view={view} />}
      {film && (
        <>
          <div className={styles.head}>
            <h2>The whole outage</h2>
            <HowCounted view={view} weight={weight} result={film.result} />
          </div>
          <ul className={styles.facts}>
            {summaryOf(film, { view, weight, start }).map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
          {!film.result.isComplete && (
            <p className={styles.circle}>
              Too much was going on to follow it to the end: what comes after{' '}
              {durationText(film.result.endHour)} is not known.
            </p>
          )}
          {film.result.deadlocks.slice(0, MOST_CIRCLES).map((circle) => (
            <p key={circle.join()} className={styles.circle}>
              Restart deadlock: {circleText(view, circle)}. None of them comes back without help from outside.
            </p>
          ))}
          {film.result.deadlocks.length > MOST_CIRCLES && (
            <p className={styles.circle}>
              And {countText(film.result.deadlocks.length - MOST_CIRCLES)} more such circles.
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** Why there is no film of a real outage: nothing that failed then is in this dataset. */
function Absent({ view }: { readonly view: SystemView }) {
  const choice = useSession((session) => session.stress);
  const incident = useStress((stress) => incidentOf(choice, stress.incidents));
  const indexOf = useDataset((dataset) => dataset.indexOf);
  const failed = incident?.phases.filter(({ use }) => use === 'fail').map(({ entity }) => entity) ?? [];
  if (!incident || failed.some((id) => indexOf.has(id))) return null;
  return (
    <p className={styles.circle}>
      {titleOf(view)} does not have what failed then ({[...new Set(failed)].join(', ')}), so this outage
      cannot be replayed on it. Choose what fails yourself.
    </p>
  );
}

interface HowCountedProps {
  readonly view: SystemView;
  readonly weight: number;
  readonly result: TimelineResult;
}

function HowCounted({ view, weight, result }: HowCountedProps) {
  const { label = 'weight', description = '' } = view.weights[weight] ?? {};
  return (
    <How label="How" title="What an outage costs">
      <code>sum over entities of weight × ∫ (1 − level of service) dt</code>
      <p>
        An entity that serves half for two hours loses one hour. Down at worst is the largest sum of weight ×
        (1 − level of service) at one moment, as a share of the total. The length in the title ends when no
        weight is lost any more; who has none may be back later.
      </p>
      <p>
        Over all {countText(view.entityCount)} entities of {titleOf(view)}, by {label.toLowerCase()}
        {description === '' ? '.' : `: ${description}`}
      </p>
      <ul>
        {result.assumptions.map((assumption) => (
          <li key={assumption}>{assumption}</li>
        ))}
      </ul>
    </How>
  );
}
