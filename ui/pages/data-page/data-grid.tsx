/** One table at any number of rows: cells are fetched when they come into sight, walked by key and changed in place. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Icon } from '../../parts/icon.tsx';
import { useApp, useData } from '../../parts/use-app.tsx';
import { headerText } from '../../store/data-words.ts';
import type { DataColumn, DataRow, RowsResult } from '../../store/types.ts';
import { countText } from '../../store/words.ts';
import { CellEditor } from './cell-editor.tsx';
import styles from './data-grid.module.css';
import { useDraft } from './use-draft.ts';

const ROW_HEIGHT = 30;

interface Place {
  /** Place in the order. */
  readonly at: number;
  readonly column: number;
}

/** The rows of the table that is shown. */
export function DataGrid({ rows }: { readonly rows: RowsResult }) {
  const app = useApp();
  const { order } = rows;
  const hidden = useData((data) => data.hidden);
  // each with its place among the cells of a row
  const columns = rows.columns
    .map((column, cell) => ({ ...column, cell }))
    .filter(({ header, cell }) => cell === 0 || !hidden.has(header));
  const table = useData((data) => data.table);
  const cells = useData((data) => data.cells);
  const marked = useData((data) => data.marked);
  const [place, setPlace] = useState<Place>({ at: 0, column: 0 });
  const { draft, begin, write, commit, leave, giveUp } = useDraft();
  const region = useRef<HTMLElement>(null);
  const wantsFocus = useRef(false);
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => region.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew whenever other rows are in sight or there are others
  useEffect(() => app.wantCells(first, last), [app, first, last, rows]);

  // after every drawing, for the cell may come into sight a few of them later
  useEffect(() => {
    const cell = wantsFocus.current
      ? region.current?.querySelector<HTMLElement>('[data-active="true"]')
      : null;
    if (!cell) return;
    wantsFocus.current = false;
    cell.focus();
  });

  const at = Math.min(place.at, Math.max(0, order.length - 1));
  const active = { at, column: Math.min(place.column, columns.length - 1) };
  const keyAt = (index: number): string => cells.get(order[index]!)?.key ?? '';
  const focusCell = (next: Place) => {
    setPlace(next);
    virtual.scrollToIndex(next.at);
    wantsFocus.current = true;
  };
  const mark = (index: number, extend: boolean) => {
    const key = keyAt(index);
    if (key === '') return;
    if (!extend)
      return app.markRows(marked.has(key) ? [...marked].filter((each) => each !== key) : [...marked, key]);
    const [from, to] = [Math.min(index, active.at), Math.max(index, active.at)];
    const between = Array.from({ length: to - from + 1 }, (_, i) => keyAt(from + i)).filter(
      (each) => each !== '',
    );
    app.markRows([...new Set([...marked, ...between])]);
  };
  const edit = (index: number, column: number) => {
    const row = cells.get(order[index]!);
    const edited = columns[column];
    if (!row || row.key === '' || !edited?.isEditable) return;
    begin({ table, row: row.key, column: edited.header, was: row.cells[edited.cell] ?? '' });
  };
  const takeOver = async () => {
    if (!(await commit())) return;
    // whoever is elsewhere by now stays there
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.closest('[data-editor]')) focusCell(active);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = (rowsDown: number, right: number) =>
      focusCell({
        at: Math.max(0, Math.min(order.length - 1, active.at + rowsDown)),
        column: Math.max(0, Math.min(columns.length - 1, active.column + right)),
      });
    const page = Math.max(1, last - first - 8);
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(1, 0),
      ArrowUp: () => move(-1, 0),
      ArrowLeft: () => move(0, -1),
      ArrowRight: () => move(0, 1),
      PageDown: () => move(page, 0),
      PageUp: () => move(-page, 0),
      Home: () => focusCell({ at: event.ctrlKey ? 0 : active.at, column: 0 }),
      End: () => focusCell({ at: event.ctrlKey ? order.length - 1 : active.at, column: columns.length - 1 }),
      Enter: () => edit(active.at, active.column),
      ' ': () => mark(active.at, event.shiftKey),
      Escape: () => app.markRows([]),
    };
    const deed = keys[event.key];
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  };

  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <section ref={region} className={styles.region} aria-label="Rows of the table">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells are walked with the arrow keys
        role="grid"
        className={styles.grid}
        aria-rowcount={order.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-label={`${countText(order.length)} rows`}
        onKeyDown={onKeyDown}
      >
        <Head columns={columns} />
        <tbody>
          {before > 0 && <Spacer height={before} columns={columns.length} />}
          {items.map(({ index, key }) => {
            const row = cells.get(order[index]!);
            const isMarked = row !== undefined && row.key !== '' && marked.has(row.key);
            return (
              <tr key={key} aria-rowindex={index + 2} aria-selected={isMarked} data-marked={isMarked}>
                {columns.map((column, c) => {
                  const isActive = index === active.at && c === active.column;
                  const isEdited =
                    draft !== null &&
                    draft.table === table &&
                    draft.row === row?.key &&
                    draft.column === column.header;
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears all keys
                    <td
                      key={column.header}
                      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid
                      role="gridcell"
                      tabIndex={isActive ? 0 : -1}
                      data-active={isActive}
                      data-number={column.type !== 'text'}
                      data-old={column.header === 'age' && row?.cells[column.cell] === 'old'}
                      title={row?.cells[column.cell]}
                      onClick={(event) => {
                        if (event.shiftKey) mark(index, true);
                        else if (event.ctrlKey || event.metaKey) mark(index, false);
                        if (!isEdited) setPlace({ at: index, column: c });
                      }}
                      onDoubleClick={() => !isEdited && edit(index, c)}
                    >
                      {isEdited ? (
                        <CellEditor
                          column={column}
                          draft={draft}
                          onWrite={write}
                          onCommit={() => void takeOver()}
                          onLeave={leave}
                          onGiveUp={() => {
                            giveUp();
                            focusCell(active);
                          }}
                        />
                      ) : (
                        <CellText row={row} column={column.cell} />
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
          {after > 0 && <Spacer height={after} columns={columns.length} />}
        </tbody>
      </table>
      {order.length === 0 && <p className={styles.empty}>No row has what you look for.</p>}
    </section>
  );
}

function CellText({ row, column }: { readonly row: DataRow | undefined; readonly column: number }) {
  if (!row) return <span className={styles.awaited}>…</span>;
  return row.cells[column] ?? '';
}

function Head({ columns }: { readonly columns: readonly DataColumn[] }) {
  const app = useApp();
  const sort = useData((data) => data.sort);
  const isDescending = useData((data) => data.isDescending);
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ header, type }) => (
          <th
            key={header}
            scope="col"
            data-number={type !== 'text'}
            aria-sort={sort !== header ? 'none' : isDescending ? 'descending' : 'ascending'}
          >
            <button type="button" onClick={() => app.sortData(header)}>
              {headerText(header)}
              {sort === header && <Icon name={isDescending ? 'down' : 'up'} size={12} />}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row cannot take the focus
    <tr aria-hidden="true">
      <td colSpan={columns} className={styles.spacer} style={{ height }} />
    </tr>
  );
}
