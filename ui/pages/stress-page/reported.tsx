/** What was reported of a real outage beside what falls in its replay. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { How } from '../../parts/how.tsx';
import { ProgressLine } from '../../parts/loading.tsx';
import { useApp, useSession, useStress } from '../../parts/use-app.tsx';
import { incidentOf } from '../../store/stress.ts';
import { scoreSentences } from '../../store/stress-words.ts';
import { durationText } from '../../store/time-words.ts';
import type { ReplayResult, ReplayRow, SystemView } from '../../store/types.ts';
import { AGREEMENTS, type Agreement, agreementOf } from '../../store/unfolding.ts';
import { counted, countText, entityList } from '../../store/words.ts';
import { ReportRow } from './report-row.tsx';
import styles from './reported.module.css';

const TITLES: Readonly<Record<Agreement, string>> = {
  missed: 'Missed: reported, but it does not fall',
  'false-alarm': 'False alarm: reported unaffected, but it falls',
  agrees: 'Agrees',
  inside: 'Of the operator of what failed: not counted',
  'not-reported': 'Falls, nothing reported: unknown',
  absent: 'Reported, but not in the data',
};

const SHORT: Readonly<Record<Agreement, string>> = {
  missed: 'Missed',
  'false-alarm': 'False alarm',
  agrees: 'Agrees',
  inside: 'Of the operator',
  'not-reported': 'Not reported',
  absent: 'Not in the data',
};

const ROW_HEIGHT = 84;

/** The tab of a real outage. */
export function Reported({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const { value, progress, failure } = useStress((stress) => stress.replay);
  if (failure !== '') {
    return (
      <div className={styles.head} role="alert">
        <p>{failure}</p>
        <Button small onClick={app.retryStress}>
          Compute again
        </Button>
      </div>
    );
  }
  if (!value) {
    return progress ? (
      <ProgressLine label="Comparing with the reports" progress={progress} onCancel={app.cancelStress} />
    ) : null;
  }
  return <Answered view={view} replay={value} />;
}

interface AnsweredProps {
  readonly view: SystemView;
  readonly replay: ReplayResult;
}

function Answered({ view, replay }: AnsweredProps) {
  const [wanted, setOnly] = useState<Agreement | 'all'>('all');
  const groups = useMemo(() => grouped(replay.rows), [replay]);
  const only = wanted === 'all' || groups.has(wanted) ? wanted : 'all';
  const present = AGREEMENTS.filter((agreement) => groups.has(agreement));
  const items = useMemo(
    () =>
      AGREEMENTS.filter((agreement) => only === 'all' || only === agreement).flatMap((agreement) => {
        const rows = groups.get(agreement) ?? [];
        return rows.length === 0 ? [] : [agreement, ...rows];
      }),
    [groups, only],
  );
  return (
    <>
      <Score view={view} replay={replay} />
      <div className={styles.filter}>
        <Choice<Agreement | 'all'>
          label="Show"
          value={only}
          onChange={setOnly}
          options={[
            { value: 'all', label: `All ${countText(replay.rows.length)}` },
            ...present.map((agreement) => ({
              value: agreement,
              label: `${SHORT[agreement]} ${countText(groups.get(agreement)?.length ?? 0)}`,
            })),
          ]}
        />
      </div>
      <Rows key={only} view={view} items={items} />
    </>
  );
}

function grouped(rows: readonly ReplayRow[]): Map<Agreement, ReplayRow[]> {
  const groups = new Map<Agreement, ReplayRow[]>();
  for (const row of rows) {
    const agreement = agreementOf(row);
    groups.set(agreement, [...(groups.get(agreement) ?? []), row]);
  }
  return groups;
}

function Score({ view, replay }: AnsweredProps) {
  const { all, missing, ownEvidence, reportedHours, assumptions } = replay;
  const imposed = entityList(view, [...new Set(replay.failures.map(({ entity }) => entity))]);
  return (
    <div className={styles.head}>
      {scoreSentences(replay).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {reportedHours !== null && all.hours !== null && (
        <p>
          It lasted {durationText(reportedHours)} as reported; in the replay the last of those reported is
          back after {durationText(all.hours)}.
        </p>
      )}
      {missing.length > 0 && <p>Not in the data, so not made to fail: {missing.join(', ')}.</p>}
      <How label="What this proves" title="Replay against report">
        <p>
          Only the failure of {imposed} is imposed; everything else follows from the dependencies in the data.
          What belongs to the same operator is part of the story and no test, so no count includes it.
        </p>
        <p>
          {counted(ownEvidence, 'dependency is', 'dependencies are')} known only from this outage. That those
          fall as told proves nothing: the replay repeats what it was told. So the second sentence counts a
          replay without those dependencies, among whom the others reach.
        </p>
        <p>
          Trouble that comes from a surge of users or of retries is no dependency, and is not in this model.
          Of what fell without a report nobody knows whether it did: silence is no denial.
        </p>
        <ul>
          {assumptions.map((assumption) => (
            <li key={assumption}>{assumption}</li>
          ))}
        </ul>
      </How>
    </div>
  );
}

interface RowsProps {
  readonly view: SystemView;
  /** A group's name before its rows. */
  readonly items: readonly (Agreement | ReplayRow)[];
}

function Rows({ view, items }: RowsProps) {
  const incidents = useStress((stress) => stress.incidents);
  const choice = useSession((session) => session.stress);
  const start = incidentOf(choice, incidents)?.start ?? null;
  const region = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => region.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section ref={region} className={styles.region} tabIndex={0} aria-label="Reported beside simulated">
      <ul className={styles.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ key, index, start: top }) => {
          const item = items[index]!;
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className={styles.place}
              style={{ transform: `translateY(${top}px)` }}
            >
              {typeof item === 'string' ? (
                <h3 className={styles.group}>{TITLES[item]}</h3>
              ) : (
                <ReportRow view={view} row={item} start={start} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
