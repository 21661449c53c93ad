/** The table twin of a chart, at any number of rows. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import styles from './data-table.module.css';
import { cellText, type Table } from './table.ts';

const ROW_HEIGHT = 28;

interface DataTableProps {
  readonly table: Table;
  readonly label: string;
}

/** A table that scrolls in its place. */
export function DataTable({ table, label }: DataTableProps) {
  const { columns, rows } = table;
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
                <td key={title} data-number={unit !== 'text'}>
                  {cellText(rows[index]?.[c] ?? '', unit)}
                </td>
              ))}
            </tr>
          ))}
          {after > 0 && spacer(after)}
        </tbody>
      </table>
    </section>
  );
}
