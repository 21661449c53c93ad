/** Rows of a table under a select for each column. */
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useApp, useImporting } from '../../parts/use-app.tsx';
import { openDecisions } from '../../store/importing.ts';
import type { PreviewRow, TablePlan, TablePreview } from '../../store/types.ts';
import { countText } from '../../store/words.ts';
import styles from './columns-table.module.css';

/** Rows shown of the beginning before somebody asks for more. */
const FEW_ROWS = 6;
const FEW_SPECIAL = 8;
/** Columns shown before somebody asks for more; those that say something come first. */
const FEW_COLUMNS = 100;

interface ColumnsTableProps {
  readonly table: TablePreview;
  readonly plan: TablePlan;
  readonly isLong: boolean;
  /** Whether a mapping file says what the columns become, and not the plan. */
  readonly isWritten: boolean;
}

export function ColumnsTable({ table, plan, isLong, isWritten }: ColumnsTableProps) {
  const found = useImporting((importing) => importing.foundRows);
  const row = useImporting((importing) => importing.row);
  const trial = useImporting((importing) => importing.trial);
  const rows = useMemo(() => rowsOf(table, { found, row, isLong }), [table, found, row, isLong]);
  const faults = useMemo(() => {
    const shown = new Set(rows.map((each) => each.row));
    const problems = trial?.result?.problems ?? trial?.failure?.problems ?? [];
    return new Map(
      problems
        .filter((problem) => problem.file === table.name && shown.has(problem.row))
        .map((problem) => [`${problem.row} ${problem.column.trim().toLowerCase()}`, problem.severity]),
    );
  }, [trial, rows, table.name]);
  const open = useUndecided(table.name);
  const all = useOrder(table);
  const [columnsShown, setColumnsShown] = useState(FEW_COLUMNS);
  const order = useMemo(() => all.slice(0, columnsShown), [all, columnsShown]);
  const now = useMemo(
    () => ({ rows, table, plan, open, faults, order, row }),
    [rows, table, plan, open, faults, order, row],
  );
  // deferred, so that drawing hundreds of rows is cut into short tasks
  const shown = useDeferredValue(now);
  return (
    <>
      {order.length < all.length && (
        <p className={styles.more}>
          {countText(order.length)} of {countText(all.length)} columns are shown, those first that say
          something.
          <Button small onClick={() => setColumnsShown(columnsShown + FEW_COLUMNS)}>
            Show more
          </Button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section className={styles.region} tabIndex={0} aria-label={`Rows of ${table.name}`}>
        <table className={styles.table} style={{ '--columns': order.length } as React.CSSProperties}>
          <thead>
            {!isWritten && (
              <tr className={styles.becomes}>
                <td />
                {order.map((c) => (
                  <td key={c}>
                    <BecomesSelect
                      table={table.name}
                      plan={plan}
                      at={c}
                      isOpen={open.has(plan.columns[c]!.column)}
                    />
                  </td>
                ))}
              </tr>
            )}
            <tr className={styles.names}>
              <th scope="col" className={styles.number}>
                Row
              </th>
              {order.map((c) => (
                <th key={c} scope="col" title={table.columns[c]!.column}>
                  {table.columns[c]!.column.slice(0, 80) || `(column ${c + 1})`}
                </th>
              ))}
            </tr>
          </thead>
          <Rows {...shown} />
        </table>
      </section>
    </>
  );
}

interface RowsProps extends Omit<TableRowProps, 'row' | 'isSought'> {
  readonly rows: readonly PreviewRow[];
  /** The row that is sought, 0 for none. */
  readonly row: number;
}

const Rows = memo(function Rows({ rows, row, ...rest }: RowsProps) {
  return (
    <tbody>
      {rows.map((each) => (
        <TableRow key={each.row} row={each} isSought={each.row === row} {...rest} />
      ))}
    </tbody>
  );
});

interface TableRowProps {
  readonly row: PreviewRow;
  readonly table: TablePreview;
  readonly plan: TablePlan;
  /** Columns that need a decision. */
  readonly open: ReadonlySet<string>;
  /** Severity by row and column. */
  readonly faults: ReadonlyMap<string, string>;
  /** Columns in the order in which they are shown. */
  readonly order: readonly number[];
  readonly isSought: boolean;
}

function TableRow({ row, table, plan, open, faults, order, isSought }: TableRowProps) {
  const place = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isSought) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isSought]);
  return (
    <tr ref={place} data-sought={isSought || undefined}>
      <th scope="row" className={styles.number}>
        {countText(row.row)}
      </th>
      {order.map((c) => {
        const { column } = table.columns[c]!;
        const text = row.cells[c] ?? '';
        const fault = faults.get(`${row.row} ${column.trim().toLowerCase()}`);
        const isOff = ['note', 'nothing'].includes(plan.columns[c]?.becomes ?? '');
        const state = fault === 'error' ? 'error' : open.has(column) ? 'open' : isOff ? 'off' : fault;
        return (
          <td key={c} data-state={state} title={text}>
            {text === '' && (fault || state === 'open') ? 'empty' : text}
          </td>
        );
      })}
    </tr>
  );
}

interface BecomesProps {
  readonly table: string;
  readonly plan: TablePlan;
  /** Which column. */
  readonly at: number;
  readonly isOpen: boolean;
}

/** What a column becomes; a field that only one column can have leaves the one that had it. */
function BecomesSelect({ table, plan, at, isOpen }: BecomesProps) {
  const app = useApp();
  const fields = useImporting((importing) => importing.preview?.fields) ?? [];
  const { column, becomes } = plan.columns[at]!;
  const isOff = becomes === 'note' || becomes === 'nothing';
  const options = fields.filter(({ shapes }) => shapes.includes(plan.shape));
  const choose = (next: string) => {
    const isOfMany = ['note', 'nothing', 'supplier-for'].includes(next);
    const columns = plan.columns.map((each, c) => {
      if (c === at)
        return {
          ...each,
          becomes: next,
          words: {},
          ...(next === 'supplier-for' && { skip: [''], role: each.role || column.trim().toLowerCase() }),
        };
      return !isOfMany && each.becomes === next ? { ...each, becomes: 'note', words: {} } : each;
    });
    app.setColumns(table, column, columns);
  };
  return (
    <span className={styles.select} data-look={isOpen ? 'open' : isOff ? 'off' : undefined}>
      {isOpen && <Icon name="warning" size={14} />}
      <select
        value={becomes}
        aria-label={`What ${column || `column ${at + 1}`} becomes`}
        title={fields.find(({ id }) => id === becomes)?.meaning}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {options.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      <Icon name="down" size={14} />
    </span>
  );
}

/** Columns in the order of the file, those that were suggested to decide nothing last; choosing moves none. */
function useOrder(table: TablePreview): readonly number[] {
  const suggested = useImporting((importing) => importing.preview?.plan);
  return useMemo(() => {
    const columns = suggested?.tables.find(({ file }) => file === table.name)?.columns;
    const isOff = (c: number) => ['note', 'nothing'].includes(columns?.[c]?.becomes ?? '');
    const all = table.columns.map((_, c) => c);
    return [...all.filter((c) => !isOff(c)), ...all.filter(isOff)];
  }, [suggested, table]);
}

/** Names of the columns of a table that need a decision. */
function useUndecided(table: string): ReadonlySet<string> {
  const preview = useImporting((importing) => importing.preview);
  const plan = useImporting((importing) => importing.plan);
  const answered = useImporting((importing) => importing.answered);
  const written = useImporting((importing) => importing.written);
  return useMemo(
    () =>
      new Set(
        openDecisions({ preview, plan, answered, written })
          .filter((finding) => finding.table === table && finding.choices.length > 0)
          .map(({ column }) => column),
      ),
    [preview, plan, answered, written, table],
  );
}

function rowsOf(
  table: TablePreview,
  {
    found,
    row,
    isLong,
  }: { readonly found: readonly PreviewRow[]; readonly row: number; readonly isLong: boolean },
): readonly PreviewRow[] {
  const first = isLong ? table.rows : table.rows.slice(0, FEW_ROWS);
  const rest = isLong ? table.special : specialOf(table);
  const sought = [...table.rows, ...table.special].filter((each) => each.row === row);
  const all = new Map([...first, ...rest, ...found, ...sought].map((each) => [each.row, each]));
  return [...all.values()].sort((a, b) => a.row - b.row);
}

/** Rows that hold what the first do not: the first of each rare word, and of what is empty. */
function specialOf(table: TablePreview): readonly PreviewRow[] {
  const telling = new Set(
    table.columns.flatMap(({ words, emptyRow, several }) => [
      ...words.map(({ row }) => row),
      emptyRow,
      ...(several?.rows.slice(0, 1) ?? []),
    ]),
  );
  const all = [...table.rows.slice(FEW_ROWS), ...table.special];
  return all.filter(({ row }) => telling.has(row)).slice(0, FEW_SPECIAL);
}
