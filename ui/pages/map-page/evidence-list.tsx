/** The dependencies of an entity on one side, each with what it means and how it is known. */
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Mark } from '../../parts/mark.tsx';
import type { MarkState } from '../../parts/marks.ts';
import { useApp, useResults } from '../../parts/use-app.tsx';
import type { EvidenceRow, SystemView } from '../../store/types.ts';
import { countText, shareText, stateIn, vocabularyText } from '../../store/words.ts';
import styles from './evidence-list.module.css';
import { SourceNote } from './source-note.tsx';

const SHOWN_AT_FIRST = 12;
const SHOWN_MORE = 100;

const PHASES: ReadonlyMap<string, string> = new Map([
  ['start', 'needed only to start again'],
  ['failover', 'needed only to switch over'],
]);

interface EvidenceListProps {
  readonly view: SystemView;
  readonly title: string;
  readonly empty: string;
  readonly note: string;
  readonly rows: readonly EvidenceRow[];
  /** The state that the mark of an entity shows; that after the failures of the map unless given. */
  readonly stateNow?: (entity: number) => MarkState;
}

/** Suppliers or dependents. */
export function EvidenceList({ view, title, empty, note, rows, stateNow }: EvidenceListProps) {
  const cascade = useResults((results) => results.cascade);
  const stateOf = stateNow ?? ((v: number) => stateIn(cascade, v));
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  return (
    <div className={styles.block}>
      <h3>
        {title} <span className={styles.count}>{countText(rows.length)}</span>
      </h3>
      <p className={styles.note}>{rows.length === 0 ? empty : note}</p>
      <ul>
        {rows.slice(0, shown).map((row) => (
          <Row key={row.dependency} view={view} row={row} state={stateOf(row.entity)} />
        ))}
      </ul>
      {rows.length > shown && (
        <Button small onClick={() => setShown(shown + SHOWN_MORE)}>
          Show {countText(Math.min(SHOWN_MORE, rows.length - shown))} more
        </Button>
      )}
    </div>
  );
}

interface RowProps {
  readonly view: SystemView;
  readonly row: EvidenceRow;
  readonly state: MarkState;
}

function Row({ view, row, state }: RowProps) {
  const app = useApp();
  const terms = [
    row.members > 1 ? `${row.need} of ${row.members} needed` : '',
    row.loss < 1 ? `${shareText(row.loss)} lost without it` : '',
    PHASES.get(row.phase) ?? '',
    row.confidence !== null && row.confidence < 1 ? `${shareText(row.confidence)} sure` : '',
  ].filter((term) => term !== '');
  return (
    <li className={styles.row}>
      <button type="button" className={styles.entity} onClick={() => app.select(view.id[row.entity] ?? null)}>
        <Mark layer={view.layers[view.layer[row.entity]!] ?? ''} state={state} size={14} />
        <span className={styles.name}>{view.name[row.entity]}</span>
        <span className={styles.role}>{vocabularyText(row.role)}</span>
      </button>
      {terms.length > 0 && <p className={styles.terms}>{terms.join('; ')}</p>}
      <p className={styles.evidence}>
        <span className={styles.grade}>{row.evidence}</span>
        <SourceNote source={row.source} asOf={row.asOf} />
      </p>
    </li>
  );
}
