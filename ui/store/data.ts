/** The tables of the open system: which is shown, its rows in their order, and the cells that are in sight. */
import { createStore } from 'zustand/vanilla';
import type { EngineClient } from '../../engine/api/client.ts';
import type {
  DataQuality,
  DataRow,
  DataTable,
  Edit,
  LikelySame,
  RowsResult,
  SystemSource,
} from '../../engine/api/protocol.ts';
import { type DatasetStore, isOwn } from './dataset.ts';
import { runAgain } from './engine.ts';
import type { SessionStore } from './session.ts';
import type { SystemView } from './types.ts';

export const DATA_TABLES = ['entities', 'dependencies', 'requirements', 'evidence', 'problems'] as const;

/** What of a table is looked at. */
export interface DataQuestion {
  readonly table: DataTable;
  readonly sort: string;
  readonly isDescending: boolean;
  readonly filter: string;
  readonly only: Readonly<Record<string, string>>;
}

export interface Data extends DataQuestion {
  readonly rows: RowsResult | null;
  /** Cells by row, of the rows that have been in sight. */
  readonly cells: ReadonlyMap<number, DataRow>;
  /** Keys of the rows that are marked. */
  readonly marked: ReadonlySet<string>;
  /** Headers of the columns that are not shown, of any table. */
  readonly hidden: ReadonlySet<string>;
  /** What was changed by hand since the files came, the first change first. */
  readonly edits: readonly Edit[];
  readonly quality: DataQuality | null;
  /** Pairs of entities that may be one; null until they are asked for. */
  readonly same: readonly LikelySame[] | null;
  /** Why there is no table, in words. */
  readonly failure: string;
}

const NOTHING = { rows: null, cells: new Map(), marked: new Set<string>(), failure: '' } as const;

/** The table of entities, nothing of it fetched. */
export function createData() {
  return createStore<Data>()(() => ({
    table: 'entities',
    sort: '',
    isDescending: false,
    filter: '',
    only: {},
    ...NOTHING,
    hidden: new Set<string>(),
    edits: [],
    quality: null,
    same: null,
  }));
}

export type DataStore = ReturnType<typeof createData>;

interface Stores {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly data: DataStore;
  readonly openedSource: () => Promise<SystemSource | null>;
}

/** Rows that are fetched together. */
const WINDOW = 100;

/** Fetches rows while the page is open. */
export function followData(engine: EngineClient, { session, dataset, data, openedSource }: Stores) {
  let asked: { readonly view: SystemView; readonly question: string } | null = null;
  let described: SystemView | null = null;
  const underWay = new Set<number>();

  function questionOf(): DataQuestion {
    const { table, sort, isDescending, filter, only } = data.getState();
    return { table, sort, isDescending, filter, only };
  }

  async function askRows(): Promise<void> {
    const { view } = dataset.getState();
    if (!view || session.getState().page !== 'data') return;
    const question = questionOf();
    const text = JSON.stringify(question);
    if (asked?.view === view && asked.question === text) return;
    const isNew = asked?.view !== view;
    asked = { view, question: text };
    underWay.clear();
    // the cells of another system are gone; those of another order stay until their own come
    if (isNew) data.setState({ cells: new Map(), same: null });
    const outcome = await runAgain(engine, { kind: 'rows', ...question }, { latest: 'rows' });
    if (asked.view !== view || asked.question !== text) return;
    if (outcome.ok) data.setState({ rows: outcome.value, failure: '' });
    else if (outcome.error.code !== 'cancelled')
      data.setState({ rows: null, failure: outcome.error.message });
  }

  async function askQuality(): Promise<void> {
    const { view } = dataset.getState();
    if (!view || session.getState().page !== 'data' || described === view) return;
    described = view;
    // of what came with the page nobody has changed anything
    const source = isOwn(dataset.getState().key) ? await openedSource() : null;
    if (described !== view) return;
    data.setState({ edits: (source && 'files' in source && source.edits) || [] });
    const outcome = await runAgain(engine, { kind: 'dataQuality' }, { latest: 'data-quality' });
    if (described === view && outcome.ok) data.setState({ quality: outcome.value });
  }

  const ask = () => {
    void askRows();
    void askQuality();
  };
  session.subscribe(ask);
  dataset.subscribe(ask);
  data.subscribe((now, before) => {
    const isAsked =
      now.table !== before.table ||
      now.sort !== before.sort ||
      now.isDescending !== before.isDescending ||
      now.filter !== before.filter ||
      now.only !== before.only;
    if (isAsked) ask();
  });
  ask();

  return {
    /** Fetches the cells of the places `from` .. `to` of the order, if they are not here. */
    async want(from: number, to: number): Promise<void> {
      const { rows, cells, table } = data.getState();
      const { view } = dataset.getState();
      if (!rows || !view) return;
      const first = Math.max(0, Math.floor(from / WINDOW) * WINDOW);
      const last = Math.min(rows.order.length, Math.ceil((to + 1) / WINDOW) * WINDOW);
      const missing = Array.from(rows.order.subarray(first, last)).filter(
        (row) => !cells.has(row) && !underWay.has(row),
      );
      if (missing.length === 0) return;
      for (const row of missing) underWay.add(row);
      const outcome = await runAgain(engine, { kind: 'cells', table, rows: missing });
      for (const row of missing) underWay.delete(row);
      if (!outcome.ok || dataset.getState().view !== view || data.getState().table !== table) return;
      data.setState((now) => ({
        cells: new Map([...now.cells, ...outcome.value.map((each) => [each.row, each] as const)]),
      }));
    },

    /** Looks for entities that may be one. */
    async findSame(): Promise<void> {
      const { view } = dataset.getState();
      const outcome = await runAgain(engine, { kind: 'likelySame' }, { latest: 'likely-same' });
      if (outcome.ok && dataset.getState().view === view) data.setState({ same: outcome.value });
    },
  };
}
