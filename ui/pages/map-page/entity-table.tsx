/** The table twin of the map: every entity that passes search and filters, sortable, at any size. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { Icon } from '../../parts/icon.tsx';
import { Mark } from '../../parts/mark.tsx';
import { useApp, usePage, useResults, useSession } from '../../parts/use-app.tsx';
import { visibleEntities } from '../../store/filters.ts';
import { matchingEntities } from '../../store/find.ts';
import { sortInSlices } from '../../store/order.ts';
import { weightIndex } from '../../store/results.ts';
import {
  firstDirection,
  TABLE_COLUMNS,
  type TableColumn,
  type TableData,
  type TableSort,
  tableCompare,
  tableData,
} from '../../store/table.ts';
import type { SystemView } from '../../store/types.ts';
import { amountText, countText, levelText, shareText, stateIn, vocabularyText } from '../../store/words.ts';
import styles from './entity-table.module.css';

const ROW_HEIGHT = 30;
const HEADER_ROWS = 1;

const TITLES: Readonly<Record<TableColumn, string>> = {
  name: 'Entity',
  kind: 'Kind',
  operator: 'Operator',
  country: 'Country',
  weight: 'Weight',
  suppliers: 'Suppliers',
  dependents: 'Dependents',
  blast: 'Blast radius',
  state: 'State',
};

const NUMBERS: ReadonlySet<TableColumn> = new Set(['weight', 'suppliers', 'dependents', 'blast']);

/** All entities as a table. */
export function EntityTable({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const weight = weightIndex(
    view,
    useSession((session) => session.weight),
  );
  const blast = useResults((results) => results.blast);
  const cascade = useResults((results) => results.cascade);
  const data = useMemo(() => tableData(view, weight, blast, cascade), [view, weight, blast, cascade]);
  const rows = useRows(data);
  const [sort, setSort] = useState<TableSort>({ column: 'blast', direction: 'descending' });
  const order = useOrder(rows, data, sort);

  useEffect(() => {
    app.wantBlast();
  }, [app]);

  const sortBy = (column: TableColumn) => {
    const flipped = sort.direction === 'ascending' ? 'descending' : 'ascending';
    setSort({ column, direction: sort.column === column ? flipped : firstDirection(column) });
  };
  return <Rows data={data} weight={weight} order={order} sort={sort} onSort={sortBy} />;
}

/** Entities that pass search and filters, in the order of the file. */
function useRows({ view }: TableData): Uint32Array {
  const filters = useSession((session) => session.filters);
  const query = useDeferredValue(usePage((page) => page.query));
  return useMemo(() => {
    const visible = visibleEntities(view, filters);
    const matching = matchingEntities(view, query);
    const rows = new Uint32Array(view.entityCount);
    let count = 0;
    for (let v = 0; v < view.entityCount; v++) {
      if (visible[v] === 1 && (!matching || matching[v] === 1)) rows[count++] = v;
    }
    return rows.slice(0, count);
  }, [view, filters, query]);
}

/** The rows sorted; while the sort is under way the order before it stays if it still fits. */
function useOrder(rows: Uint32Array, data: TableData, sort: TableSort): Uint32Array {
  const [sorted, setSorted] = useState({ rows, order: rows });
  useEffect(() => {
    const stop = new AbortController();
    void sortInSlices(rows.slice(), tableCompare(data, sort), stop.signal).then((order) => {
      if (order) setSorted({ rows, order });
    });
    return () => stop.abort();
  }, [rows, data, sort]);
  return sorted.rows === rows ? sorted.order : rows;
}

interface RowsProps {
  readonly data: TableData;
  readonly weight: number;
  readonly order: Uint32Array;
  readonly sort: TableSort;
  readonly onSort: (column: TableColumn) => void;
}

function Rows({ data, weight, order, sort, onSort }: RowsProps) {
  const { view } = data;
  const region = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => region.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 16,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const unit = view.weights[weight]?.unit ?? '';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section ref={region} className={styles.region} tabIndex={0} aria-label="Entities as a table">
      <table
        className={styles.table}
        aria-rowcount={order.length + HEADER_ROWS}
        aria-label={`${countText(order.length)} entities`}
      >
        <thead>
          <tr aria-rowindex={1}>
            {TABLE_COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                className={styles[column]}
                data-number={NUMBERS.has(column)}
                aria-sort={sort.column === column ? sort.direction : 'none'}
              >
                <button type="button" onClick={() => onSort(column)}>
                  {TITLES[column]}
                  {column === 'weight' && unit !== '' && <span className={styles.unit}>{unit}</span>}
                  {sort.column === column && (
                    <Icon name={sort.direction === 'ascending' ? 'up' : 'down'} size={12} />
                  )}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Spacer height={before} />}
          {items.map((item) => (
            <Row key={item.key} data={data} entity={order[item.index]!} index={item.index} />
          ))}
          {after > 0 && <Spacer height={after} />}
        </tbody>
      </table>
      {order.length === 0 && <p className={styles.empty}>No entity passes search and filters.</p>}
    </section>
  );
}

function Spacer({ height }: { readonly height: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row cannot take the focus
    <tr aria-hidden="true">
      <td colSpan={TABLE_COLUMNS.length} className={styles.spacer} style={{ height }} />
    </tr>
  );
}

interface RowProps {
  readonly data: TableData;
  readonly entity: number;
  readonly index: number;
}

function Row({ data, entity, index }: RowProps) {
  const app = useApp();
  const { view, cascade, blast } = data;
  const id = view.id[entity] ?? '';
  const isSelected = useSession((session) => session.selected === id);
  const amount = data.weight[entity] ?? 0;
  const level = cascade?.level[entity] ?? 1;
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
      <td>{vocabularyText(view.kinds[view.kind[entity]!] ?? '')}</td>
      <td>{view.name[view.operator[entity] ?? -1] ?? ''}</td>
      <td>{view.country[entity]}</td>
      <td data-number="true">{amount === 0 ? '' : amountText(amount)}</td>
      <td data-number="true">{countText(data.suppliers[entity] ?? 0)}</td>
      <td data-number="true">{countText(data.dependents[entity] ?? 0)}</td>
      <td data-number="true">{blast ? shareText(blast[entity] ?? 0) : ''}</td>
      <td className={styles.stateCell} data-state={state}>
        {state === 'failed' ? 'Failed' : levelText(level)}
      </td>
    </tr>
  );
}
