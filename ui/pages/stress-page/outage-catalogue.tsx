/** The real outages that come with the page, to choose one. */
import { Button } from '../../parts/button.tsx';
import { useApp, useDataset, useSession, useStress } from '../../parts/use-app.tsx';
import { failuresOf } from '../../store/stress.ts';
import { NO_STRESS } from '../../store/stress-choice.ts';
import { dateText } from '../../store/stress-words.ts';
import { durationText } from '../../store/time-words.ts';
import type { Incident } from '../../store/types.ts';
import styles from './outage-catalogue.module.css';

const HOUR_MS = 3_600_000;

const GRADES: Readonly<Record<Incident['grade'], string>> = {
  A: 'told by those concerned',
  B: 'told by press, officials or security firms',
  C: 'told in blogs or lists of complaints',
};

/** All real outages; `onChosen` hears when one was chosen. */
export function OutageCatalogue({ onChosen }: { readonly onChosen?: () => void }) {
  const app = useApp();
  const incidents = useStress((stress) => stress.incidents);
  const failure = useStress((stress) => stress.catalogueFailure);
  const indexOf = useDataset((dataset) => dataset.indexOf);
  const chosen = useSession((session) => session.stress.incident);
  if (failure !== '') {
    return (
      <div className={styles.failure} role="alert">
        <p>{failure}</p>
        <Button small onClick={app.retryStress}>
          Try again
        </Button>
      </div>
    );
  }
  if (incidents.length === 0)
    return <div className={styles.waiting} role="img" aria-label="The real outages are being read" />;
  return (
    <ul className={styles.catalogue} aria-label="Real outages">
      {incidents.map((incident) => {
        const choice = { ...NO_STRESS, incident: incident.id };
        const isHere = failuresOf(choice, incidents, indexOf).length > 0;
        const choose = () => {
          app.replayIncident(incident.id);
          onChosen?.();
        };
        return (
          <li key={incident.id}>
            <button
              type="button"
              className={styles.outage}
              disabled={!isHere}
              aria-pressed={incident.id === chosen}
              onClick={choose}
            >
              <span className={styles.title}>{incident.title}</span>
              <span className={styles.summary}>{incident.summary}</span>
              <span className={styles.facts}>
                {factsOf(incident)}
                {!isHere && <b>Nothing that failed then is in this dataset</b>}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function factsOf({ title, start, end, grade }: Incident): string {
  const hours = (Date.parse(end) - Date.parse(start)) / HOUR_MS;
  return [
    title.includes(start.slice(0, 4)) ? '' : dateText(start),
    Number.isFinite(hours) ? durationText(hours) : 'end not known',
    `evidence ${grade}: ${GRADES[grade]}`,
  ]
    .filter((fact) => fact !== '')
    .join(' · ');
}
