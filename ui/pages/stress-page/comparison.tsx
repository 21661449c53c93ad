/** Two outages side by side: A is the one shown, B the one kept to compare with. */
import { lazy, Suspense, useMemo, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { ProgressLine } from '../../parts/loading.tsx';
import { useApp, useDataset, useSession, useStress } from '../../parts/use-app.tsx';
import type { Film } from '../../store/film.ts';
import { weightIndex } from '../../store/results.ts';
import { incidentOf } from '../../store/stress.ts';
import { type StressChoice, sameStress } from '../../store/stress-choice.ts';
import { choiceText, endingOf, hourText, weightHoursText } from '../../store/stress-words.ts';
import type { Incident, SystemView } from '../../store/types.ts';
import { overlapOf } from '../../store/unfolding.ts';
import { counted, countText, shareText } from '../../store/words.ts';
import styles from './comparison.module.css';
import panel from './stress-panel.module.css';

const StressSetup = lazy(async () => ({ default: (await import('./stress-setup.tsx')).StressSetup }));

const SHOWN_AT_FIRST = 20;

/** The tab that compares. */
export function Comparison({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const choice = useSession((session) => session.stress);
  const against = useSession((session) => session.against);
  const [isOpen, setOpen] = useState(false);
  const begin = () => {
    app.compareStress(choice);
    setOpen(true);
  };
  return (
    <div className={panel.scroll}>
      {against === null ? (
        <div className={styles.start}>
          <p>Keep this outage as B, and choose another as A to stand beside it.</p>
          <Button onClick={begin}>Compare with another outage</Button>
        </div>
      ) : (
        <Both view={view} choice={choice} against={against} onChange={() => setOpen(true)} />
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <StressSetup view={view} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

interface BothProps {
  readonly view: SystemView;
  readonly choice: StressChoice;
  readonly against: StressChoice;
  readonly onChange: () => void;
}

function Both({ view, choice, against, onChange }: BothProps) {
  const app = useApp();
  const indexOf = useDataset((dataset) => dataset.indexOf);
  const incidents = useStress((stress) => stress.incidents);
  const filmA = useStress((stress) => stress.film.value);
  const { value: filmB, progress, failure } = useStress((stress) => stress.against);
  const ofA = { film: filmA, incident: incidentOf(choice, incidents) };
  const ofB = { film: filmB, incident: incidentOf(against, incidents) };
  return (
    <>
      <dl className={styles.names}>
        <dt>A</dt>
        <dd>{choiceText(choice, { view, incidents, indexOf })}</dd>
        <dt>B</dt>
        <dd>{choiceText(against, { view, incidents, indexOf })}</dd>
      </dl>
      <div className={styles.actions}>
        <Button small onClick={onChange}>
          Change A
        </Button>
        <Button small onClick={app.swapStress}>
          Swap A and B
        </Button>
        <Button small onClick={() => app.compareStress(null)}>
          Stop comparing
        </Button>
      </div>
      {sameStress(choice, against) && <p className={styles.note}>Both are the same now: change A.</p>}
      {progress && <ProgressLine label="Following B" progress={progress} onCancel={app.cancelStress} />}
      {failure !== '' && (
        <p className={styles.note} role="alert">
          {failure}
        </p>
      )}
      {ofA.film && ofB.film && (
        <>
          <Figures view={view} a={{ ...ofA, film: ofA.film }} b={{ ...ofB, film: ofB.film }} />
          <Hit view={view} a={ofA.film} b={ofB.film} />
        </>
      )}
    </>
  );
}

interface Side {
  readonly film: Film;
  readonly incident: Incident | undefined;
}

interface FiguresProps {
  readonly view: SystemView;
  readonly a: Side;
  readonly b: Side;
}

function Figures({ view, a, b }: FiguresProps) {
  const column = useSession((session) => session.weight);
  const weight = weightIndex(view, column);
  const label = view.weights[weight]?.label ?? 'Weight';
  const rows: readonly (readonly [string, (side: Side) => string])[] = [
    [`${label} lost`, ({ film }) => weightHoursText(view, weight, film.result.weightHours)],
    ['Down at worst', ({ film: { result } }) => shareText(result.peakWeightDown / (result.totalWeight || 1))],
    ['Worst at', ({ film, incident }) => hourText(film.result.peakHour, incident?.start ?? null)],
    ['Last back', lastBackText],
    ['Entities hit', ({ film }) => countText(film.result.touched.length)],
  ];
  return (
    <table className={styles.table}>
      <caption>A beside B</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">A</th>
          <th scope="col">B</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([title, text]) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td>{text(a)}</td>
            <td>{text(b)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function lastBackText({ film, incident }: Side): string {
  const { lastBack, notBack } = endingOf(film);
  if (notBack.length > 0) return `${counted(notBack.length, 'is', 'are')} never back`;
  return lastBack === null ? 'nobody falls' : hourText(lastBack, incident?.start ?? null);
}

interface HitProps {
  readonly view: SystemView;
  readonly a: Film;
  readonly b: Film;
}

function Hit({ view, a, b }: HitProps) {
  const { onlyA, onlyB, both } = useMemo(() => overlapOf(a.result, b.result), [a, b]);
  return (
    <div className={styles.hit}>
      <EntityNames view={view} title="Hit by A only" entities={onlyA} />
      <EntityNames view={view} title="Hit by B only" entities={onlyB} />
      <EntityNames view={view} title="Hit by both" entities={both} />
    </div>
  );
}

interface EntityNamesProps {
  readonly view: SystemView;
  readonly title: string;
  readonly entities: readonly number[];
}

function EntityNames({ view, title, entities }: EntityNamesProps) {
  const app = useApp();
  const [most, setMost] = useState(SHOWN_AT_FIRST);
  return (
    <details>
      <summary>
        {title} <span className={styles.count}>{countText(entities.length)}</span>
      </summary>
      <ul className={styles.entities}>
        {entities.slice(0, most).map((v) => (
          <li key={v}>
            <button type="button" onClick={() => app.select(view.id[v] ?? null)}>
              {view.name[v]}
            </button>
          </li>
        ))}
      </ul>
      {entities.length > most && (
        <Button small onClick={() => setMost(most + 10 * SHOWN_AT_FIRST)}>
          Show more
        </Button>
      )}
    </details>
  );
}
