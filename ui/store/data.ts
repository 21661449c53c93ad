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

/** The rows at the places `from` .. `to` of an order, and those that are fetched with them. */
function windowAround(order: Uint32Array, from: number, to: number): number[] {
  const first = Math.max(0, Math.floor(from / WINDOW) * WINDOW);
  const last = Math.min(order.length, Math.ceil((to + 1) / WINDOW) * WINDOW);
  return Array.from(order.subarray(first, last));
}

function byRow(rows: readonly DataRow[]): ReadonlyMap<number, DataRow> {
  return new Map(rows.map((each) => [each.row, each]));
}

/** Fetches rows while the page is open. */
export function followData(engine: EngineClient, { session, dataset, data, openedSource }: Stores) {
  let asked: { readonly view: SystemView; readonly question: string } | null = null;
  let described: SystemView | null = null;
  /** What the rows and cells that are here belong to. */
  let here: SystemView | null = null;
  let inSight: readonly [number, number] = [0, 0];
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
    if (asked?.view !== view) data.setState({ same: null });
    asked = { view, question: text };
    underWay.clear();
    const isAsked = () => asked?.view === view && asked.question === text;
    const outcome = await runAgain(engine, { kind: 'rows', ...question }, { latest: 'rows' });
    if (!isAsked()) return;
    if (!outcome.ok) {
      if (outcome.error.code !== 'cancelled') data.setState({ rows: null, failure: outcome.error.message });
      return;
    }
    if (here === view) return data.setState({ rows: outcome.value, failure: '' });
    // what a person looks at stays until the same places of the other system can be shown
    const rows = windowAround(outcome.value.order, ...inSight);
    const cells = await runAgain(engine, { kind: 'cells', table: question.table, rows });
    if (!isAsked()) return;
    here = view;
    data.setState({ rows: outcome.value, cells: byRow(cells.ok ? cells.value : []), failure: '' });
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
      inSight = [from, to];
      if (!rows || !view || here !== view) return;
      const missing = windowAround(rows.order, from, to).filter(
        (row) => !cells.has(row) && !underWay.has(row),
      );
      if (missing.length === 0) return;
      for (const row of missing) underWay.add(row);
      const outcome = await runAgain(engine, { kind: 'cells', table, rows: missing });
      for (const row of missing) underWay.delete(row);
      if (!outcome.ok || dataset.getState().view !== view || data.getState().table !== table) return;
      data.setState((now) => ({ cells: new Map([...now.cells, ...byRow(outcome.value)]) }));
    },

    /** Looks for entities that may be one. */
    async findSame(): Promise<void> {
      const { view } = dataset.getState();
      const outcome = await runAgain(engine, { kind: 'likelySame' }, { latest: 'likely-same' });
      if (outcome.ok && dataset.getState().view === view) data.setState({ same: outcome.value });
    },
  };
}
