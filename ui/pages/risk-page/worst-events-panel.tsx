/** The ten worst simulated events; each opens as a film. */
import type { Table } from '../../charts/table.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useApp } from '../../parts/use-app.tsx';
import { playFromStart } from '../../store/play-from-start.ts';
import { lossUnit, yearMomentText } from '../../store/risk-panel-words.ts';
import { weightHoursText } from '../../store/stress-words.ts';
import { durationText } from '../../store/time-words.ts';
import type { RiskResult, SystemView, WorstEvent } from '../../store/types.ts';
import { counted, countText, entityList } from '../../store/words.ts';
import { Panel } from './panel.tsx';
import styles from './worst-events-panel.module.css';

interface WorstEventsProps {
  readonly view: SystemView;
  readonly result: RiskResult;
  /** Index of the weight. */
  readonly weight: number;
}

/** The table. */
export function WorstEventsPanel({ view, result, weight }: WorstEventsProps) {
  const app = useApp();
  const { worstEvents, years, evidence } = result;
  if (worstEvents.length === 0) return null;
  const play = (event: WorstEvent) => playFromStart(app, () => app.setStressEvent(event, result));
  return (
    <Panel
      title="The worst events"
      subtitle={`The ${countText(worstEvents.length)} that lost most, of ${countText(result.eventCount)} in ${counted(years, 'simulated year', 'simulated years')}`}
      how={
        <>
          <code>sum over entities of weight × hours of service lost</code>
          <p>
            An event begins when something fails while all is well and ends when everybody is back; what fails
            meanwhile is part of it. Its film has the same failures and durations, and the same switches that
            do not work: those drawn for its year.
          </p>
          {evidence === 'drawn' && (
            <p>
              Here every 64 years had only some of the uncertain dependencies. The film has all of them, so it
              may lose more than the event did.
            </p>
          )}
        </>
      }
      table={() => tableOf(view, result, weight)}
    >
      <div className={styles.place}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">What failed</th>
              <th scope="col">When</th>
              <th scope="col">Lasted</th>
              <th scope="col">Lost</th>
              <th scope="col">Affected</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {worstEvents.map((event) => {
              const failed = entityList(view, failedIn(event));
              return (
                <tr key={`${event.year} ${event.start}`}>
                  <th scope="row">{failed}</th>
                  <td data-title="When">
                    year {countText(event.year + 1)}, {yearMomentText(event.start)}
                  </td>
                  <td data-title="Lasted">{lengthText(event)}</td>
                  <td data-title="Lost">
                    <b>{weightHoursText(view, weight, event.weightHours)}</b>
                  </td>
                  <td data-title="Affected">{countText(event.affected)}</td>
                  <td>
                    <Button small onClick={() => play(event)} aria-label={`Play as a film: ${failed}`}>
                      Play
                      <Icon name="arrow" size={14} />
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {evidence === 'drawn' && (
        <p className={styles.note}>
          The films have all dependencies; the events had only those drawn for their years, and may have lost
          less.
        </p>
      )}
    </Panel>
  );
}

function failedIn({ failures }: WorstEvent): readonly number[] {
  return [...new Set(failures.map(({ entity }) => entity))];
}

function lengthText({ backHour, horizonHours }: WorstEvent): string {
  return Number.isFinite(backHour) ? durationText(backHour) : `not over after ${durationText(horizonHours)}`;
}

function tableOf(view: SystemView, { worstEvents }: RiskResult, weight: number): Table {
  return {
    columns: [
      { title: 'Place', unit: 'count' },
      { title: 'Year', unit: 'count' },
      { title: 'Starts at (hours of the year)', unit: 'amount' },
      { title: 'What failed', unit: 'text' },
      { title: 'Ids', unit: 'text' },
      { title: 'Lasted (hours)', unit: 'amount' },
      { title: `Lost (${lossUnit(view, weight)})`, unit: 'amount' },
      { title: 'Affected (entities)', unit: 'count' },
    ],
    rows: worstEvents.map((event, i) => [
      i + 1,
      event.year + 1,
      event.start,
      failedIn(event)
        .map((v) => view.name[v] ?? '')
        .join('; '),
      failedIn(event)
        .map((v) => view.id[v] ?? '')
        .join('; '),
      Number.isFinite(event.backHour) ? event.backHour : Number.NaN,
      event.weightHours,
      event.affected,
    ]),
  };
}
