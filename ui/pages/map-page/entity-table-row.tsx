/** One entity in the table. */
import { memo } from 'react';
import { Mark } from '../../parts/mark.tsx';
import { useApp, useImportance, useSession } from '../../parts/use-app.tsx';
import type { MeasureId } from '../../store/importance.ts';
import {
  isMeasure,
  isText,
  type NumberColumn,
  TABLE_COLUMNS,
  type TableColumn,
  type TableNumbers,
  tableText,
} from '../../store/table.ts';
import type { CascadeResult, SystemView } from '../../store/types.ts';
import { amountText, countText, levelText, stateIn, vocabularyText } from '../../store/words.ts';
import styles from './entity-table.module.css';
import { HEADER_ROWS, isNumeric } from './entity-table-head.tsx';

/** What all rows show. */
export interface TableShown {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
  readonly cascade: CascadeResult | null;
  readonly numbers: TableNumbers;
  /** Evidence from before this year is called old. */
  readonly oldBefore: number;
}

interface RowProps {
  readonly shown: TableShown;
  readonly entity: number;
  readonly index: number;
}

const CELLS = TABLE_COLUMNS.filter((column) => column !== 'name');

/** A row; `index` is its place in the order shown. */
export const Row = memo(function Row({ shown, entity, index }: RowProps) {
  const app = useApp();
  const { view, cascade } = shown;
  const id = view.id[entity] ?? '';
  const isSelected = useSession((session) => session.selected === id);
  const state = stateIn(cascade, entity);
  return (
    <tr
      aria-rowindex={index + HEADER_ROWS + 1}
      aria-current={isSelected}
      className={styles.row}
      onClick={() => app.select(id)}
    >
      <th scope="row" className={styles.name}>
        <button
          type="button"
          onClick={(event) => {
            event.stopPropagation();
            app.select(id);
          }}
        >
          <Mark layer={view.layers[view.layer[entity]!] ?? ''} state={state} size={14} />
          <span>{view.name[entity]}</span>
        </button>
      </th>
      {CELLS.map((column) => (
        <td
          key={column}
          data-number={isNumeric(column)}
          {...(column === 'state' ? { 'data-state': state } : {})}
        >
          <Cell shown={shown} column={column} entity={entity} />
        </td>
      ))}
    </tr>
  );
});

interface CellProps {
  readonly shown: TableShown;
  readonly column: TableColumn;
  readonly entity: number;
}

function Cell({ shown, column, entity }: CellProps) {
  const { view, cascade, numbers } = shown;
  if (column === 'state') {
    const isFailed = stateIn(cascade, entity) === 'failed';
    return isFailed ? 'Failed' : levelText(cascade?.level[entity] ?? 1);
  }
  if (column === 'kind') return vocabularyText(tableText(view, column, entity));
  if (isText(column)) return tableText(view, column, entity);
  const value = numbers[column]?.[entity];
  if (value === undefined) return isMeasure(column) ? <Awaited id={column} /> : '';
  return numberText(shown, column, value);
}

/** Where a number will stand. */
function Awaited({ id }: { readonly id: MeasureId }) {
  const isComing = useImportance(({ measures }) => measures[id].failure === '');
  return <span className={styles.awaited}>{isComing ? '…' : '–'}</span>;
}

function numberText({ oldBefore }: TableShown, column: NumberColumn, value: number): string {
  switch (column) {
    case 'size':
      return value === 0 ? '' : amountText(value);
    case 'betweenness':
      return amountText(value);
    case 'direct-impact':
    case 'blast-radius':
    case 'pagerank':
      return percentText(value);
    case 'year':
      if (value === 0) return 'unknown';
      return value < oldBefore ? `${value}, old` : String(value);
    default:
      return countText(value);
  }
}

const LEAST_PERCENT = 0.0001;

const threeDigits = new Intl.NumberFormat('en', { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });

/** A share of one as percent to three digits: "27.0 %", "0.0123 %". */
function percentText(share: number): string {
  const percent = share * 100;
  if (percent === 0) return '0\u00a0%';
  if (percent < LEAST_PERCENT) return `<${LEAST_PERCENT}\u00a0%`;
  return `${threeDigits.format(percent)}\u00a0%`;
}
