/** Which failures, or pairs of failures, would cost most. */
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { CommitField } from '../../parts/commit-field.tsx';
import { How } from '../../parts/how.tsx';
import { ProgressLine } from '../../parts/loading.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useApp, useSession, useWorst } from '../../parts/use-app.tsx';
import { toCsv } from '../../store/csv.ts';
import { fileName } from '../../store/file-name.ts';
import { playFromStart } from '../../store/play-from-start.ts';
import { weightIndex } from '../../store/results.ts';
import { durationText, parseDuration } from '../../store/time-words.ts';
import type { SystemView, WorstCase, WorstResult } from '../../store/types.ts';
import { countText, titleOf } from '../../store/words.ts';
import { worstRows } from '../../store/worst-file.ts';
import styles from './worst-cases.module.css';
import { WorstTable } from './worst-table.tsx';

type Order = 'loss' | 'surprise';

/** The question, the run, and the ranking. */
export function WorstCases({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const { size, durationHours } = useWorst((worst) => worst.question);
  const { value, progress, failure } = useWorst((worst) => worst.answer);
  return (
    <div className={styles.worst}>
      <div className={styles.question}>
        <Segments<'1' | '2'>
          label="How many fail"
          value={size === 1 ? '1' : '2'}
          options={[
            { value: '1', label: 'Single failures' },
            { value: '2', label: 'Pairs' },
          ]}
          onChange={(next) => app.ranking.choose({ size: next === '1' ? 1 : 2 })}
        />
        <CommitField
          label="Each lasts"
          value={durationText(durationHours)}
          read={readLength}
          error="Write a time such as 2h52m, 90 min or 3 d."
          onCommit={(hours) => app.ranking.choose({ durationHours: hours })}
        />
        {!progress && !value && (
          <Button look="primary" onClick={failure === '' ? app.ranking.run : app.ranking.again}>
            {failure === '' ? 'Rank' : 'Rank again'}
          </Button>
        )}
      </div>
      {progress && (
        <ProgressLine
          label={size === 1 ? 'Trying every failure' : 'Trying every pair'}
          progress={progress}
          onCancel={app.ranking.cancel}
        />
      )}
      {failure !== '' && <p role="alert">{failure}</p>}
      {value && !progress && <Ranking view={view} result={value} />}
    </div>
  );
}

function readLength(text: string): number | null {
  const hours = parseDuration(text);
  return hours === 0 ? null : hours;
}

interface RankingProps {
  readonly view: SystemView;
  readonly result: WorstResult;
}

function Ranking({ view, result }: RankingProps) {
  const app = useApp();
  const { size, durationHours } = useWorst((worst) => worst.question);
  const column = useSession((session) => session.weight);
  // losses of pairs mostly add up; what is more than their sum is the news
  const [wanted, setOrder] = useState<Order>('surprise');
  const order = size === 2 ? wanted : 'loss';
  const cases = order === 'loss' ? result.byLoss : result.bySurprise;
  const weight = weightIndex(view, column);
  const happen = ({ first, second }: WorstCase) => {
    const entities = second < 0 ? [first] : [first, second];
    const names = entities.map((v) => view.name[v] ?? '').join(' and ');
    playFromStart(app, () =>
      app.setStressFailures(
        `fail ${names}`,
        entities.map((v) => ({ id: view.id[v] ?? '', start: 0, duration: durationHours, level: 0 })),
      ),
    );
  };
  const save = async () => {
    const { saveFile } = await import('../../store/download.ts');
    const stem = fileName(`worst ${size === 1 ? 'failures' : 'pairs'} by ${order} ${titleOf(view)}`);
    saveFile(`${stem}.csv`, toCsv(worstRows(view, { cases, weight, durationHours, size })), 'text/csv');
  };
  return (
    <>
      <div className={styles.tools}>
        {size === 2 && (
          <Segments<Order>
            label="Ranked by"
            value={order}
            options={[
              { value: 'loss', label: 'By loss' },
              { value: 'surprise', label: 'By surprise' },
            ]}
            onChange={setOrder}
          />
        )}
        <Button small onClick={save}>
          Save as CSV
        </Button>
        <HowRanked result={result} size={size} />
      </div>
      {size === 2 && result.pairedCount < result.supplierCount && (
        <p className={styles.note}>
          Pairs of the {countText(result.pairedCount)} worst alone, of {countText(result.supplierCount)}{' '}
          suppliers: a pair of two harmless ones could be missed.
        </p>
      )}
      {cases.length === 0 ? (
        <p className={styles.note}>
          {order === 'surprise'
            ? 'No pair costs more than its two failures alone.'
            : 'Nobody depends on anybody here.'}
        </p>
      ) : (
        <WorstTable view={view} weight={weight} cases={cases} size={size} onChoose={happen} />
      )}
    </>
  );
}

function HowRanked({ result, size }: { readonly result: WorstResult; readonly size: 1 | 2 }) {
  return (
    <How label="How" title="Worst cases">
      <p>
        {countText(result.caseCount)} cases, each followed in time as on this page, ranked by weight × hours
        of service lost.
      </p>
      {size === 2 && (
        <p>
          The surprise of a pair is what it costs beyond that which one or the other alone would cost at each
          moment: what shows only when both are gone.
        </p>
      )}
      <ul>
        {result.assumptions.map((assumption) => (
          <li key={assumption}>{assumption}</li>
        ))}
      </ul>
    </How>
  );
}
