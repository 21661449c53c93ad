/** One entity: what was reported of it, what the replay says, and where that is from. */
import { Mark } from '../../parts/mark.tsx';
import type { MarkState } from '../../parts/marks.ts';
import { useApp } from '../../parts/use-app.tsx';
import { fateText } from '../../store/stress-words.ts';
import type { ReplayRow, SystemView } from '../../store/types.ts';
import { SourceNote } from '../map-page/source-note.tsx';
import styles from './reported.module.css';

const REPORTS: Readonly<Record<ReplayRow['reported'], string>> = {
  down: 'down',
  degraded: 'degraded',
  unaffected: 'unaffected',
  'not-reported': 'nothing',
};

const MARKS: Readonly<Record<ReplayRow['reported'], MarkState>> = {
  down: 'down',
  degraded: 'degraded',
  unaffected: 'up',
  'not-reported': 'up',
};

interface ReportRowProps {
  readonly view: SystemView;
  readonly row: ReplayRow;
  readonly start: string | null;
}

/** A row of the list. */
export function ReportRow({ view, row, start }: ReportRowProps) {
  const app = useApp();
  const { entity, name, reported, simulated, independent, isReachable, effect } = row;
  return (
    <div className={styles.row}>
      {entity < 0 ? (
        <b>{name}</b>
      ) : (
        <button type="button" className={styles.entity} onClick={() => app.select(view.id[entity] ?? null)}>
          <Mark layer={view.layers[view.layer[entity]!] ?? ''} state={MARKS[reported]} size={14} />
          <span>{view.name[entity]}</span>
        </button>
      )}
      <dl className={styles.facts}>
        <dt>Reported</dt>
        <dd>
          {REPORTS[reported]}
          {effect && effect.attributedTo !== '' && `, due to ${effect.attributedTo}`}
        </dd>
        {entity >= 0 && (
          <>
            <dt>Replay</dt>
            <dd>{fateText(simulated, start)}</dd>
            <dt>Other evidence</dt>
            <dd>{isReachable ? fateText(independent, start) : 'does not reach it'}</dd>
          </>
        )}
      </dl>
      {effect && (
        <p className={styles.evidence}>
          <span className={styles.grade} title={`Evidence of grade ${effect.grade}`}>
            {effect.grade}
          </span>
          {effect.source.split(' | ').map((source, i) => (
            <span key={source}>
              {i > 0 && '; '}
              <SourceNote source={source} asOf="" />
            </span>
          ))}
          {effect.note !== '' && `. ${effect.note}`}
        </p>
      )}
    </div>
  );
}
