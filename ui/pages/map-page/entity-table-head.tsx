/** The head of the table: what each column is, in which unit, how it is computed and how far that is. */
import { How } from '../../parts/how.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useImportance } from '../../parts/use-app.tsx';
import type { MeasureId } from '../../store/importance.ts';
import {
  COLUMN_TITLES,
  isMeasure,
  isText,
  TABLE_COLUMNS,
  type TableColumn,
  type TableSort,
} from '../../store/table.ts';
import type { SystemView } from '../../store/types.ts';
import styles from './entity-table.module.css';

export const HEADER_ROWS = 1;

/** Whether the values of a column are numbers. */
export function isNumeric(column: TableColumn): boolean {
  return !isText(column) && column !== 'state';
}

/** Units that fit under a title. */
const SHORT_UNITS: Readonly<Record<MeasureId, string>> = {
  'reach-up': 'entities',
  'direct-impact': '% of weight',
  'blast-radius': '% of weight',
  pagerank: '% of all rank',
  betweenness: 'shortest paths',
};

interface TableHeadProps {
  readonly view: SystemView;
  readonly weight: number;
  readonly sort: TableSort;
  readonly onSort: (column: TableColumn) => void;
}

/** One row of titles that sort. */
export function TableHead({ view, weight, sort, onSort }: TableHeadProps) {
  const unit = view.weights[weight]?.unit ?? '';
  return (
    <thead>
      <tr aria-rowindex={HEADER_ROWS}>
        {TABLE_COLUMNS.map((column) => (
          <th
            key={column}
            scope="col"
            className={styles[column]}
            data-number={isNumeric(column)}
            aria-sort={sort.column === column ? sort.direction : 'none'}
          >
            <button type="button" className={styles.sort} onClick={() => onSort(column)}>
              {COLUMN_TITLES[column]}
              {sort.column === column && (
                <Icon name={sort.direction === 'ascending' ? 'up' : 'down'} size={12} />
              )}
            </button>
            <span className={styles.under}>
              {isMeasure(column) && <MeasureUnit id={column} />}
              {column === 'size' && (unit === '1' ? '' : unit)}
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The unit of a measure, which opens the explanation; before there are values, what is going on. */
function MeasureUnit({ id }: { readonly id: MeasureId }) {
  const status = useImportance(({ measures }) => {
    const { values, fraction, failure } = measures[id];
    if (values) return SHORT_UNITS[id];
    if (failure !== '') return 'not computed';
    return fraction === null ? 'waiting' : 'computing';
  });
  const about = useImportance(({ descriptions }) => descriptions.find((each) => each.id === id));
  const note = useImportance(({ measures }) => measures[id].note);
  if (!about) return status;
  const label = (
    <>
      {status}
      <span className={styles.spoken}>(how {COLUMN_TITLES[id]} is computed)</span>
    </>
  );
  return (
    <How label={label} title={`${about.label}, ${about.unit}`}>
      <p>{about.description}</p>
      <code>{about.formula}</code>
      {note !== '' && <p>{note}</p>}
      <p>Source: {about.source}</p>
    </How>
  );
}
