/** What a person does to the data: each change is an edit that can be undone by name. */
import type { EngineClient } from '../../engine/api/client.ts';
import type { DataTable, Edit, SystemSource } from '../../engine/api/protocol.ts';
import type { DataStore } from './data.ts';
import { type DatasetStore, isOwn, type LoadOutcome, type OwnSource } from './dataset.ts';
import { runAgain } from './engine.ts';
import type { FileSource } from './kept/projects.ts';
import { counted, listText, titleOf } from './words.ts';

interface Parts {
  readonly data: DataStore;
  readonly dataset: DatasetStore;
  /** What the open system is made of. */
  readonly openedSource: () => Promise<SystemSource | null>;
  readonly open: (name: string, own: OwnSource) => Promise<LoadOutcome['kind']>;
  readonly say: (tone: 'info' | 'warning' | 'error', text: string) => void;
}

/** The commands of the Data page. */
export function createDataCommands(engine: EngineClient, { data, dataset, openedSource, open, say }: Parts) {
  /** The open system as files, with what was edited since they came. */
  async function editable(): Promise<FileSource | null> {
    const source = await openedSource();
    if (source && 'files' in source) return source;
    const outcome = await runAgain(engine, { kind: 'tables' }, { latest: 'tables' });
    if (!outcome.ok) {
      if (outcome.error.code !== 'cancelled') say('error', outcome.error.message);
      return null;
    }
    const encoder = new TextEncoder();
    return { files: outcome.value.map(({ name, text }) => ({ name, bytes: encoder.encode(text) })) };
  }

  /** Opens the system with these edits; resolves to why it could not be, empty when it was. */
  async function apply(edits: readonly Edit[], name: string): Promise<string> {
    const { view, key } = dataset.getState();
    if (!view || edits.length === 0) return '';
    for (const edit of edits) {
      if (edit.do !== 'set' && edit.do !== 'add') continue;
      const checked = await runAgain(engine, { kind: 'checkEdit', edit }, { latest: 'check-edit' });
      if (!checked.ok) return checked.error.message;
      const [problem] = checked.value;
      if (problem) return problem.message;
    }
    const source = await editable();
    if (!source) return '';
    const all = [...(source.edits ?? []), ...edits];
    const outcome = await open(name, {
      name: titleOf(view),
      source: { files: source.files, edits: all },
      continues: true,
    });
    if (outcome !== 'ready') return outcome === 'cancelled' ? '' : 'The change could not be made.';
    data.setState({ marked: new Set() });
    if (!isOwn(key))
      say('info', 'This is your own copy from now on, kept in this browser. What you opened is unchanged.');
    return '';
  }

  return {
    /** Shows another table. */
    showData(table: DataTable): void {
      data.setState({
        table,
        sort: '',
        isDescending: false,
        filter: '',
        only: {},
        rows: null,
        cells: new Map(),
        marked: new Set(),
      });
    },

    /** Sorts by a column, the other way round when it is sorted by it. */
    sortData(column: string): void {
      const { sort, isDescending } = data.getState();
      data.setState({ sort: column, isDescending: sort === column ? !isDescending : false });
    },

    /** Shows rows with this text only. */
    filterData: (filter: string) => data.setState({ filter }),

    /** Shows rows with exactly this text in a column only; empty lets all pass. */
    showOnly(column: string, text: string): void {
      data.setState(({ only }) => {
        const { [column]: _, ...others } = only;
        return { only: text === '' ? others : { ...others, [column]: text } };
      });
    },

    /** Marks rows, in place of those marked. */
    markRows: (keys: readonly string[]) => data.setState({ marked: new Set(keys) }),

    /** Sets a cell; resolves to why it cannot be, in words, empty when it was. */
    setCell(
      table: DataTable,
      row: string,
      { column, value }: { readonly column: string; readonly value: string },
    ) {
      const edited = table === 'entities' ? 'entities' : 'dependencies';
      return apply(
        [{ do: 'set', table: edited, row, column, value }],
        `set ${column} of ${nameOf(table, row)}`,
      );
    },

    /** Adds a row; resolves like `setCell`. */
    addRow(table: DataTable, cells: Readonly<Record<string, string>>) {
      const edited = table === 'entities' ? 'entities' : 'dependencies';
      const { id, dependent, supplier } = cells;
      const name = edited === 'entities' ? id : `${dependent} on ${supplier}`;
      return apply([{ do: 'add', table: edited, cells }], `add ${name}`);
    },

    /** Takes the marked rows out. */
    async removeMarked(): Promise<void> {
      const { table, marked } = data.getState();
      const edited = table === 'entities' ? 'entities' : 'dependencies';
      const what =
        edited === 'entities'
          ? counted(marked.size, 'entity', 'entities')
          : counted(marked.size, 'dependency', 'dependencies');
      const problem = await apply([{ do: 'remove', table: edited, rows: [...marked] }], `delete ${what}`);
      if (problem !== '') say('error', problem);
    },

    /** Makes one entity of several, called by the id of one of them. */
    async mergeEntities(ids: readonly string[], into: string): Promise<void> {
      const problem = await apply([{ do: 'merge', ids, into }], `merge ${listText(ids)} into ${into}`);
      if (problem !== '') say('error', problem);
    },
  };
}

/** A row in words, by its key. */
function nameOf(table: DataTable, key: string): string {
  if (table === 'entities') return key;
  try {
    const [dependent, supplier] = JSON.parse(key) as readonly string[];
    return `${dependent} on ${supplier}`;
  } catch {
    return key;
  }
}
