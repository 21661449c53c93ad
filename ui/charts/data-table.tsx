/** The table twin of a chart, at any number of rows. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import styles from './data-table.module.css';
import { type Column, cellText, type Table } from './table.ts';

const ROW_HEIGHT = 28;

interface DataTableProps {
  readonly table: Table;
  readonly label: string;
}

/** A table that scrolls in its place. */
export function DataTable({ table, label }: DataTableProps) {
  const { columns, rows, missing } = table;
  const isMissing = missing !== undefined && rows.some((row) => row.some(Number.isNaN));
  const region = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => region.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const spacer = (height: number) => (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row cannot take the focus
    <tr aria-hidden="true">
      <td colSpan={columns.length} className={styles.spacer} style={{ height }} />
    </tr>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section ref={region} className={styles.region} tabIndex={0} aria-label={`${label}, as a table`}>
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ title, unit }) => (
              <th key={title} scope="col" data-number={unit !== 'text'}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && spacer(before)}
          {items.map(({ index }) => (
            <tr key={index} aria-rowindex={index + 2}>
              {columns.map(({ title, unit }, c) => (
                <Cell key={title} value={rows[index]?.[c] ?? ''} unit={unit} />
              ))}
            </tr>
          ))}
          {after > 0 && spacer(after)}
        </tbody>
      </table>
      {isMissing && <p className={styles.missing}>– {missing}</p>}
    </section>
  );
}

interface CellProps {
  readonly value: string | number;
  readonly unit: Column['unit'];
}

/** Long texts are cut off, and read by pointing at them. */
function Cell({ value, unit }: CellProps) {
  const text = cellText(value, unit);
  return unit === 'text' ? <td title={text}>{text}</td> : <td data-number="true">{text}</td>;
}
