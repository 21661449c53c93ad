/** The whole outage on a few sheets of paper: finding, course, moment, who fell, what was reported, what is assumed. */
import { type ReactNode, useEffect, useRef } from 'react';
import { StateAreas, shareAxis } from '../../charts/state-areas.tsx';
import { TimeAxis } from '../../charts/time-axis.tsx';
import { Button } from '../../parts/button.tsx';
import { OutsideLink } from '../../parts/outside-link.tsx';
import { useApp, useDataset, useSession, useStress } from '../../parts/use-app.tsx';
import type { Film } from '../../store/film.ts';
import { weightIndex } from '../../store/results.ts';
import { incidentOf } from '../../store/stress.ts';
import { fateText, findingOf, hourText, scoreSentences, summaryOf } from '../../store/stress-words.ts';
import { durationText, momentText } from '../../store/time-words.ts';
import type { Incident, ReplayResult, SystemView } from '../../store/types.ts';
import { fallRows } from '../../store/unfolding.ts';
import { counted, countText, shareText, sourceParts, titleOf } from '../../store/words.ts';
import { MapWithKey } from '../map-page/picture-file.tsx';
import { momentScene, momentTitle } from './moment-picture.tsx';
import styles from './printable-outage.module.css';

/** Rows of a list on paper; the rest is in the files. */
const MOST_ROWS = 60;
const CHART = { width: 960, height: 200, left: 56, bottom: 24, top: 8 } as const;

/** The sheets, over the page until they are closed. */
export function PrintableOutage() {
  const app = useApp();
  const view = useDataset((dataset) => dataset.view);
  const film = useStress((stress) => stress.film.value);
  const incidents = useStress((stress) => stress.incidents);
  const replay = useStress((stress) => stress.replay.value);
  const choice = useSession((session) => session.stress);
  const column = useSession((session) => session.weight);
  const place = useRef<HTMLElement>(null);
  const close = () => app.page.setState({ printOpen: false });
  useEffect(() => {
    const before = document.activeElement;
    place.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  if (!view || !film) return null;
  const weight = weightIndex(view, column);
  const incident = incidentOf(choice, incidents);
  const start = incident?.start ?? null;
  const { title, more } = findingOf({ view, film, incident, weight });
  const scene = momentScene(app);
  const { assumptions, engine } = film.result;
  return (
    <main
      ref={place}
      tabIndex={-1}
      className={styles.sheets}
      aria-label="Printable page"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <div className={styles.tools}>
        <Button look="primary" onClick={() => print()}>
          Print or save as PDF
        </Button>
        <Button onClick={close}>Close</Button>
      </div>
      <article className={styles.paper} data-paper="">
        <header>
          <p className={styles.small}>Linchpin, {titleOf(view)}</p>
          <h1>{title}</h1>
          <p className={styles.finding}>{more}.</p>
          {incident && incident.summary !== '' && <p>{incident.summary}</p>}
          <ul className={styles.facts}>
            {summaryOf(film, { view, weight, start }).map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </header>
        <Part
          title={`Share of ${view.weights[weight]?.label.toLowerCase() ?? 'weight'} down, degraded and recovering`}
        >
          <Course film={film} start={start} />
        </Part>
        <Part title="What fails">
          <Failures film={film} view={view} start={start} />
        </Part>
        {scene && (
          <Part title={`The map at ${momentTitle(app)}`}>
            <MapWithKey scene={scene} label="The map at this moment" />
          </Part>
        )}
        <Part title="Who falls, when, and because of what">
          <Falls film={film} view={view} start={start} />
        </Part>
        {incident && replay && (
          <Part title="What was reported">
            <Reports replay={replay} incident={incident} />
          </Part>
        )}
        <Part title="What this takes for granted">
          <ul className={styles.list}>
            {[...new Set([...assumptions, ...(incident && replay ? replay.assumptions : [])])].map(
              (assumption) => (
                <li key={assumption}>{assumption}</li>
              ),
            )}
          </ul>
          <p className={styles.small}>
            Conditional on the data and on what is assumed; not a forecast. Data {view.hash}, engine {engine}.
            The same screen: <span className={styles.link}>{app.link()}</span>
          </p>
        </Part>
      </article>
    </main>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface Told {
  readonly film: Film;
  readonly view: SystemView;
  readonly start: string | null;
}

/** The course of the outage as areas over its hours. */
export function Course({ film, start }: Pick<Told, 'film' | 'start'>) {
  const { result, endHour } = film;
  const { width, height, left, bottom, top } = CHART;
  const length = width - left - bottom;
  const columns = {
    hour: result.stateHour,
    stack: [result.stateDown, result.stateDegraded, result.stateRecovering],
    total: result.totalWeight,
    endHour,
  };
  const { y, ticks } = shareAxis([columns], [height - bottom, top]);
  const x = (hour: number) => left + (hour / endHour) * length;
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="Course of the outage"
    >
      {ticks.map(({ value, text }) => (
        <g key={value}>
          <path d={`M${left} ${y(value)}H${left + length}`} stroke="var(--line)" />
          <text x={left - 8} y={y(value) + 4} textAnchor="end" fontSize={11} fill="var(--text-3)">
            {text}
          </text>
        </g>
      ))}
      <StateAreas {...columns} x={x} y={y} />
      <TimeAxis x={x} y={height - bottom} endHour={endHour} length={length} start={start} />
    </svg>
  );
}

/** What is made to fail, from when to when. */
export function Failures({ film, view, start }: Told) {
  return (
    <ul className={styles.list}>
      {film.result.failures.map(({ entity, start: from, duration, level = 0 }) => (
        <li key={`${entity} ${from} ${duration} ${level}`}>
          {view.name[entity]}, from {hourText(from, start)}
          {Number.isFinite(duration)
            ? ` to ${hourText(from + duration, start)} (${durationText(duration)})`
            : ', for good'}
          {level > 0 && `, ${shareText(level)} of its service left`}
        </li>
      ))}
    </ul>
  );
}

/** Who falls, when, because of what and for how long; the first sixty. */
export function Falls({ film, view, start }: Told) {
  const { result } = film;
  const falls = fallRows(film);
  const lost = new Map(Array.from(result.touched, (v, i) => [v, result.hoursLost[i]!]));
  const back = new Map<number, number>();
  result.time.forEach((hour, row) => {
    const v = result.entity[row]!;
    if (result.level[row] === 1) back.set(v, hour);
    else back.delete(v);
  });
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{start === null ? 'Fell, h' : 'Fell, UTC'}</th>
            <th scope="col">Entity</th>
            <th scope="col">Because of</th>
            <th scope="col">Back</th>
            <th scope="col">Hours lost</th>
          </tr>
        </thead>
        <tbody>
          {Array.from(falls.subarray(0, MOST_ROWS), (row) => {
            const v = result.entity[row]!;
            const via = result.via[row]!;
            const hour = back.get(v);
            return (
              <tr key={row}>
                <td>{momentText(result.time[row]!, start)}</td>
                <td>{view.name[v]}</td>
                <td>{via < 0 ? 'made to fail' : view.name[via]}</td>
                <td>{hour === undefined ? 'not at the end' : momentText(hour, start)}</td>
                <td>{(lost.get(v) ?? 0).toFixed(2)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Rest count={falls.length - MOST_ROWS} />
    </>
  );
}

function Rest({ count }: { readonly count: number }) {
  if (count <= 0) return null;
  return <p className={styles.small}>And {countText(count)} more, which the exported timeline lists.</p>;
}

function Reports({ replay, incident }: { readonly replay: ReplayResult; readonly incident: Incident }) {
  const rows = replay.rows.filter(({ effect }) => effect !== null);
  const sources = [...new Set(incident.source.split(' | '))];
  return (
    <>
      <p>{scoreSentences(replay).join(' ')}</p>
      <p>
        {counted(replay.ownEvidence, 'dependency is', 'dependencies are')} known only from this outage.
        Entities of the operator that failed are not counted.
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Entity</th>
            <th scope="col">Reported</th>
            <th scope="col">Grade</th>
            <th scope="col">Replay</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map(({ name, reported, simulated, effect, entity }) => (
            <tr key={`${entity} ${name}`}>
              <td>{name}</td>
              <td>{reported}</td>
              <td>{effect?.grade}</td>
              <td>{entity < 0 ? 'not in the data' : fateText(simulated, incident.start)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Rest count={rows.length - MOST_ROWS} />
      <h3>Sources of the account</h3>
      <ul className={styles.list}>
        {sources.map((source) => {
          const { words, address } = sourceParts(source);
          return (
            <li key={source}>
              {address ? <OutsideLink address={address}>{`${words}: ${address}`}</OutsideLink> : words}
            </li>
          );
        })}
      </ul>
    </>
  );
}
