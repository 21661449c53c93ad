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
    if (outcome !== 'ready') return outcome === 'cancelled' ? '' : 'The change could not be made.';
    data.setState({ marked: new Set() });
    if (!isOwn(key))
      say('info', 'This is your own copy from now on, kept in this browser. What you opened is unchanged.');
    return '';
  }

  /** Opens the system with more edits; resolves like `reopen`. */
  async function apply(edits: readonly Edit[], name: string): Promise<string> {
    for (const edit of edits) {
      if (edit.do !== 'set' && edit.do !== 'add') continue;
      const checked = await runAgain(engine, { kind: 'checkEdit', edit }, { latest: 'check-edit' });
      if (!checked.ok) return checked.error.message;
      const [problem] = checked.value;
      if (problem) return problem.message;
    }
    const source = await editable();
    return source ? reopen(source.files, [...(source.edits ?? []), ...edits], name) : '';
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
      const source = await editable();
      if (!source) return;
      const left = (source.edits ?? []).filter((each) => each !== edit);
      const problem = await reopen(source.files, left, `take out: ${editText(edit)}`);
      if (problem !== '') say('error', problem);
    },

    /** Sets a cell; resolves to why it cannot be, in words, empty when it was. */
    setCell(
      table: DataTable,
      row: string,
      { column, value }: { readonly column: string; readonly value: string },
    ) {
      const edit: Edit = { do: 'set', table: editedTable(table), row, column, value };
      return apply([edit], editText(edit));
    },

    /** Adds a row; resolves like `setCell`. */
    addRow(table: DataTable, cells: Readonly<Record<string, string>>) {
      const edit: Edit = { do: 'add', table: editedTable(table), cells };
      return apply([edit], editText(edit));
    },

    /** Takes the marked rows out. */
    async removeMarked(): Promise<void> {
      const { table, marked } = data.getState();
      if (marked.size === 0) return;
      const edit: Edit = { do: 'remove', table: editedTable(table), rows: [...marked] };
      const problem = await apply([edit], editText(edit));
      if (problem !== '') say('error', problem);
    },

    /** Makes one entity of several, called by the id of one of them. */
    async mergeEntities(ids: readonly string[], into: string): Promise<void> {
      const edit: Edit = { do: 'merge', ids, into };
      const problem = await apply([edit], editText(edit));
      if (problem !== '') say('error', problem);
    },
  };
}

/** Evidence is a part of the rows of dependencies. */
function editedTable(table: DataTable): 'entities' | 'dependencies' {
  return table === 'entities' ? 'entities' : 'dependencies';
}
