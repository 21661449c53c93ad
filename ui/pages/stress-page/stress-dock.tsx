/** The dock under the map: the film's clock, what failed when, and how much is down, as one timeline. */
import { type RefObject, useMemo, useState } from 'react';
import { DataTable } from '../../charts/data-table.tsx';
import { useWidth } from '../../charts/use-width.ts';
import { Button, HowButton } from '../../parts/button.tsx';
import { ProgressLine } from '../../parts/loading.tsx';
import { useApp, useDataset, useSession, useStress } from '../../parts/use-app.tsx';
import type { Film } from '../../store/film.ts';
import { weightIndex } from '../../store/results.ts';
import { incidentOf } from '../../store/stress.ts';
import type { Incident, SystemView } from '../../store/types.ts';
import { ClockText } from './clock-text.tsx';
import { dockFrame } from './dock-frame.ts';
import { FilmExport } from './film-export.tsx';
import { FilmHow } from './film-how.tsx';
import { filmTable } from './film-table.ts';
import { PhaseList } from './phase-bars.tsx';
import { phaseRows } from './phase-rows.ts';
import { StateShares } from './state-shares.tsx';
import styles from './stress-dock.module.css';
import { Timeline } from './timeline.tsx';
import { Speed, Transport } from './transport.tsx';
import { useFilmKeys } from './use-film-keys.ts';

/** The dock: the film, or how far it is. */
export function StressDock({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const { value: film, progress, failure } = useStress((stress) => stress.film);
  const incidents = useStress((stress) => stress.incidents);
  const choice = useSession((session) => session.stress);
  const incident = incidentOf(choice, incidents);
  const [ground, width] = useWidth<HTMLElement>();
  const keys = useFilmKeys(film, incident?.start ?? null);
  return (
    <section ref={ground} className={styles.dock} aria-label="The film" onKeyDown={keys.onKeyDown}>
      {progress && (
        <div className={styles.progress}>
          <ProgressLine label="Following the outage" progress={progress} onCancel={app.cancelStress} />
        </div>
      )}
      {failure !== '' && (
        <p className={styles.failure}>
          {failure}
          <Button small onClick={app.retryStress}>
            Try again
          </Button>
        </p>
      )}
      {film && width > 0 && (
        <Player view={view} film={film} incident={incident} keys={keys} ground={ground} width={width} />
      )}
    </section>
  );
}

interface PlayerProps {
  readonly view: SystemView;
  readonly film: Film;
  readonly incident: Incident | undefined;
  readonly keys: ReturnType<typeof useFilmKeys>;
  readonly ground: RefObject<HTMLElement | null>;
  readonly width: number;
}

function Player({ view, film, incident, keys, ground, width }: PlayerProps) {
  const indexOf = useDataset((dataset) => dataset.indexOf);
  const against = useStress((stress) => stress.against.value);
  const column = useSession((session) => session.weight);
  const [isTable, setTable] = useState(false);
  const weight = weightIndex(view, column);
  const start = incident?.start ?? null;
  const rows = useMemo(() => phaseRows({ view, indexOf, film, incident }), [view, indexOf, film, incident]);
  const endHour = Math.max(film.endHour, against?.endHour ?? 0);
  const frame = useMemo(
    () => dockFrame({ width, rows: rows.length, endHour }),
    [width, rows.length, endHour],
  );
  const { isNarrow } = frame;
  const label = view.weights[weight]?.label.toLowerCase() ?? 'weight';
  const first = Math.min(...film.result.failures.map((failure) => failure.start));
  const hasWeight = film.result.totalWeight > 0;
  return (
    <>
      <div className={styles.head}>
        <Transport keys={keys} isNarrow={isNarrow} />
        {!isNarrow && <Speed />}
        <ClockText start={start} first={first} isNarrow={isNarrow} />
        {hasWeight && <StateShares film={film} of={label} isNarrow={isNarrow} />}
      </div>
      <div className={styles.body} data-narrow={isNarrow}>
        {isTable ? (
          <div
            className={styles.table}
            style={{ height: frame.height, marginLeft: isNarrow ? 0 : frame.left }}
          >
            <DataTable table={filmTable(film.result, start)} label={`Share of ${label} by state`} />
          </div>
        ) : (
          <Timeline film={film} against={against} rows={rows} start={start} frame={frame} />
        )}
        {!isNarrow && !isTable && <PhaseList rows={rows} frame={frame} start={start} />}
        <div className={styles.gutter} style={isNarrow ? {} : { top: frame.chartTop, width: frame.left }}>
          {!isNarrow && (
            <p className={styles.what} title={`Share of ${label}`}>
              Share of {label}
            </p>
          )}
          <div className={styles.tools}>
            {isNarrow && <Speed />}
            <FilmHow view={view} weight={weight} result={film.result} />
            <HowButton aria-pressed={isTable} onClick={() => setTable(!isTable)}>
              {isTable ? 'Picture' : 'Table'}
            </HowButton>
            <FilmExport
              view={view}
              film={film}
              incident={incident}
              weight={weight}
              ground={ground}
              hasChart={!isTable}
            />
            {isNarrow && <PhaseList rows={rows} frame={frame} start={start} />}
          </div>
        </div>
        {!hasWeight && !isTable && (
          <p className={styles.none} style={{ top: frame.chartTop, left: frame.left }}>
            Nothing here has a weight by {label}, so there is no share to show. Choose another weight.
          </p>
        )}
      </div>
    </>
  );
}
