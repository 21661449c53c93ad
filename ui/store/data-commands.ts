/** What a person does to the data: each change is an edit that can be undone by name. */
import type { EngineClient } from '../../engine/api/client.ts';
import type { DataTable, Edit, SystemSource } from '../../engine/api/protocol.ts';
import type { DataStore } from './data.ts';
import { editText } from './data-words.ts';
import { type DatasetStore, isOwn, type LoadOutcome, type OwnSource } from './dataset.ts';
import { runAgain } from './engine.ts';
import type { FileSource } from './kept/projects.ts';
import { titleOf } from './words.ts';

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
  let turn: Promise<unknown> = Promise.resolve();

  /** Runs changes one after another, each on what the one before has made, and none beside an opening. */
  function inTurn<T>(deed: () => Promise<T>): Promise<T> {
    const mine = turn.then(() => nothingLoads(dataset)).then(deed);
    turn = mine.catch(() => undefined);
    return mine;
  }

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

  /** Opens the system with exactly these edits; resolves to why it could not be, empty when it was. */
  async function reopen(files: FileSource['files'], edits: readonly Edit[], name: string): Promise<string> {
    const { view, key } = dataset.getState();
    if (!view) return '';
    const outcome = await open(name, { name: titleOf(view), source: { files, edits }, continues: true });
    if (outcome === 'cancelled') return `Given up before it was done: ${name}.`;
    if (outcome !== 'ready') return 'The change could not be made.';
    data.setState({ marked: new Set() });
    if (!isOwn(key))
      say('info', 'This is your own copy from now on, kept in this browser. What you opened is unchanged.');
    return '';
  }

  /** Opens the system with one edit more; resolves like `reopen`. */
  async function apply(edit: Edit): Promise<string> {
    if (edit.do === 'set' || edit.do === 'add') {
      const checked = await runAgain(engine, { kind: 'checkEdit', edit });
      if (!checked.ok) return checked.error.message;
      const [problem] = checked.value;
      if (problem) return problem.message;
    }
    // asked for twice in haste, they are one already
    if (edit.do === 'merge' && edit.ids.some((id) => !dataset.getState().indexOf.has(id))) return '';
    const source = await editable();
    return source ? reopen(source.files, [...(source.edits ?? []), edit], editText(edit)) : '';
  }

  /** Makes a change, when it is its turn, that has no place of its own for what is wrong. */
  async function make(edit: Edit): Promise<void> {
    const problem = await inTurn(() => apply(edit));
    if (problem !== '') say('error', problem);
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

    /** Shows a column, or shows it no more. */
    toggleColumn(header: string): void {
      data.setState(({ hidden }) => {
        const others = new Set(hidden);
        if (!others.delete(header)) others.add(header);
        return { hidden: others };
      });
    },

    /** Takes one of the changes out and leaves the others. */
    async takeOut(edit: Edit): Promise<void> {
      const problem = await inTurn(async () => {
        const source = await editable();
        // asked for twice in haste, it is out already
        if (!source?.edits?.includes(edit)) return '';
        const left = source.edits.filter((each) => each !== edit);
        return reopen(source.files, left, `take out: ${editText(edit)}`);
      });
      if (problem !== '') say('error', problem);
    },

    /** Sets a cell; resolves to why it cannot be, in words, empty when it was. */
    setCell: (
      table: DataTable,
      row: string,
      { column, value }: { readonly column: string; readonly value: string },
    ) => inTurn(() => apply({ do: 'set', table: editedTable(table), row, column, value })),

    /** Adds a row; resolves like `setCell`. */
    addRow: (table: DataTable, cells: Readonly<Record<string, string>>) =>
      inTurn(() => apply({ do: 'add', table: editedTable(table), cells })),

    /** Takes the marked rows out. */
    async removeMarked(): Promise<void> {
      const { table, marked } = data.getState();
      if (marked.size === 0) return;
      data.setState({ marked: new Set() });
      await make({ do: 'remove', table: editedTable(table), rows: [...marked] });
    },

    /** Makes one entity of several, called by the id of one of them. */
    mergeEntities: (ids: readonly string[], into: string): Promise<void> => make({ do: 'merge', ids, into }),
  };
}

/** Resolves when nothing is being opened. */
function nothingLoads(dataset: DatasetStore): Promise<void> {
  return new Promise((resolve) => {
    if (dataset.getState().loading === null) return resolve();
    const leave = dataset.subscribe(({ loading }) => {
      if (loading !== null) return;
      leave();
      resolve();
    });
  });
}

/** Evidence is a part of the rows of dependencies. */
function editedTable(table: DataTable): 'entities' | 'dependencies' {
  return table === 'entities' ? 'entities' : 'dependencies';
}
