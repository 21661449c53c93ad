/** The table twin of the map: every entity that passes search and filters, by importance, at any size. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { ProgressLine } from '../../parts/loading.tsx';
import { useApp, useImportance, usePage, useResults, useSession } from '../../parts/use-app.tsx';
import { visibleEntities } from '../../store/filters.ts';
import { matchingEntities } from '../../store/find.ts';
import { MEASURES, type MeasureId } from '../../store/importance.ts';
import { sortInSlices } from '../../store/order.ts';
import { weightIndex } from '../../store/results.ts';
import {
  badness,
  COLUMN_TITLES,
  firstDirection,
  inCountry,
  isText,
  oldBefore,
  systemNumbers,
  TABLE_COLUMNS,
  type TableColumn,
  type TableNumbers,
  type TableSort,
  tableCompare,
} from '../../store/table.ts';
import type { SystemView } from '../../store/types.ts';
import { countText } from '../../store/words.ts';
import styles from './entity-table.module.css';
import { TableBar } from './entity-table-bar.tsx';
import { HEADER_ROWS, TableHead } from './entity-table-head.tsx';
import { Row, type TableShown } from './entity-table-row.tsx';

const ROW_HEIGHT = 30;

/** All entities as a table. */
export function EntityTable({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const weight = weightIndex(
    view,
    useSession((session) => session.weight),
  );
  const [chosen, setChosen] = useState({ view, country: '' });
  // countries of another dataset mean nothing here
  const country = chosen.view === view ? chosen.country : '';
  const [sort, setSort] = useState<TableSort>({ column: 'blast-radius', direction: 'descending' });
  const shown = useShown(view, weight);
  const rows = useRows(view, country);
  const order = useOrder(rows, shown, sort);

  useEffect(() => app.wantMeasures(MEASURES), [app]);

  const sortBy = (column: TableColumn) => {
    const flipped = sort.direction === 'ascending' ? 'descending' : 'ascending';
    setSort({ column, direction: sort.column === column ? flipped : firstDirection(column) });
  };
  return (
    <div className={styles.table}>
      <TableBar
        {...shown}
        order={order}
        country={country}
        onCountry={(next) => setChosen({ view, country: next })}
      />
      <Rows shown={shown} order={order} sort={sort} onSort={sortBy} />
      <Work />
    </div>
  );
}

function useValues(id: MeasureId): Float64Array | null {
  return useImportance((importance) => importance.measures[id].values);
}

/** Everything that the rows show; the same object until something of it changes. */
function useShown(view: SystemView, weight: number): TableShown {
  const cascade = useResults((results) => results.cascade);
  const reach = useValues('reach-up');
  const direct = useValues('direct-impact');
  const blast = useValues('blast-radius');
  const pagerank = useValues('pagerank');
  const betweenness = useValues('betweenness');
  const ofSystem = useMemo(() => systemNumbers(view), [view]);
  const state = useMemo(() => badness(cascade), [cascade]);
  const isOld = useMemo(() => oldBefore(view), [view]);
  return useMemo(() => {
    const numbers: TableNumbers = {
      size: view.weights[weight]?.values ?? null,
      ...ofSystem,
      'reach-up': reach,
      'direct-impact': direct,
      'blast-radius': blast,
      pagerank,
      betweenness,
      state,
    };
    return { view, weight, cascade, numbers, oldBefore: isOld };
  }, [view, weight, cascade, ofSystem, state, isOld, reach, direct, blast, pagerank, betweenness]);
}

/** Entities that pass search and filters, in the order of the file. */
function useRows(view: SystemView, country: string): Uint32Array {
  const filters = useSession((session) => session.filters);
  const query = useDeferredValue(usePage((page) => page.query));
  return useMemo(() => {
    const visible = visibleEntities(view, filters);
    const matching = matchingEntities(view, query);
    const rows = new Uint32Array(view.entityCount);
    let count = 0;
    for (let v = 0; v < view.entityCount; v++) {
      if (visible[v] === 1 && (!matching || matching[v] === 1) && inCountry(view, country, v))
        rows[count++] = v;
    }
    return rows.slice(0, count);
  }, [view, filters, query, country]);
}

/** The rows sorted; while the sort is under way the order before it stays if it still fits. */
function useOrder(rows: Uint32Array, { view, numbers }: TableShown, sort: TableSort): Uint32Array {
  const [sorted, setSorted] = useState({ rows, order: rows });
  const key = isText(sort.column) ? null : numbers[sort.column];
  useEffect(() => {
    const stop = new AbortController();
    void sortInSlices(rows.slice(), tableCompare(view, sort, key), stop.signal).then((order) => {
      if (order) setSorted({ rows, order });
    });
    return () => stop.abort();
  }, [rows, view, sort, key]);
  return sorted.rows === rows ? sorted.order : rows;
}

interface RowsProps {
  readonly shown: TableShown;
  readonly order: Uint32Array;
  readonly sort: TableSort;
  readonly onSort: (column: TableColumn) => void;
}

function Rows({ shown, order, sort, onSort }: RowsProps) {
  const region = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => region.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const { view, weight } = shown;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section ref={region} className={styles.region} tabIndex={0} aria-label="Entities as a table">
      <table
        className={styles.grid}
        aria-rowcount={order.length + HEADER_ROWS}
        aria-label={`${countText(order.length)} entities`}
      >
        <TableHead view={view} weight={weight} sort={sort} onSort={onSort} />
        <tbody>
          {before > 0 && <Spacer height={before} />}
          {items.map((item) => (
            <Row key={item.key} shown={shown} entity={order[item.index]!} index={item.index} />
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

/** What is being computed, over the lower edge of the table: what comes and goes must not move it. */
function Work() {
  const app = useApp();
  const id = useImportance(({ measures }) => MEASURES.find((each) => measures[each].fraction !== null));
  const percent = useImportance(({ measures }) => (id ? Math.floor((measures[id].fraction ?? 0) * 100) : 0));
  if (id === undefined) return null;
  return (
    <div className={styles.work}>
      <ProgressLine
        label="Computing"
        progress={{ step: `${COLUMN_TITLES[id]} of every entity`, fraction: percent / 100 }}
        onCancel={() => app.cancelMeasure(id)}
      />
    </div>
  );
}
