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
  let underWay = 0;
  /** Keys of the system that is changed and of what changes have made of it: undo goes from one to another. */
  let versions = new Set<string>();

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

  /** Why an edit cannot be made, in words, or empty. */
  async function refusalOf(edit: Edit): Promise<string> {
    if (edit.do !== 'set' && edit.do !== 'add') return '';
    const checked = await runAgain(engine, { kind: 'checkEdit', edit });
    if (!checked.ok) return checked.error.message;
    return checked.value[0]?.message ?? '';
  }

  /**
   * Opens the system with other edits, one change after another, each on what the one before or an undo has made;
   * resolves to why it could not be, empty when it was.
   */
  function change(
    name: string,
    refusal: () => Promise<string>,
    changed: (edits: readonly Edit[]) => readonly Edit[],
  ): Promise<string> {
    const { key } = dataset.getState();
    if (!versions.has(key)) versions = new Set([key]);
    const known = versions;
    const inItsTurn = async (): Promise<string> => {
      for (;;) {
        await nothingLoads(dataset);
        const { view, key: before } = dataset.getState();
        if (!view || !known.has(before)) return `Not done, for something else was opened: ${name}.`;
        const refused = await refusal();
        const source = await editable();
        // an undo came in between: on what it has made
        if (isLoading(dataset)) continue;
        if (refused !== '' || !source) return refused;
        const made = source.edits ?? [];
        const edits = changed(made);
        if (edits.length === made.length) return '';
        const own = { name: titleOf(view), source: { files: source.files, edits }, continues: true };
        const outcome = await open(name, own);
        if (outcome === 'overtaken') continue;
        if (outcome === 'cancelled') return `Given up before it was done: ${name}.`;
        if (outcome !== 'ready') return 'The change could not be made.';
        known.add(dataset.getState().key);
        data.setState({ marked: new Set() });
        if (!isOwn(before))
          say(
            'info',
            'This is your own copy from now on, kept in this browser. What you opened is unchanged.',
          );
        return '';
      }
    };
    underWay++;
    const mine = turn.then(inItsTurn).finally(() => {
      underWay--;
    });
    turn = mine.catch(() => undefined);
    return mine;
  }

  /** Makes one edit more; resolves like `change`. */
  function apply(edit: Edit): Promise<string> {
    const isMeant = () =>
      // asked for twice in haste, they are one already
      edit.do !== 'merge' || edit.ids.every((id) => dataset.getState().indexOf.has(id));
    return change(
      editText(edit),
      () => refusalOf(edit),
      (edits) => (isMeant() ? [...edits, edit] : edits),
    );
  }

  /** Says what is wrong, where a change has no place of its own for it. */
  async function told(problem: Promise<string>): Promise<void> {
    const text = await problem;
    if (text !== '') say('error', text);
  }

  return {
    /** Whether a change is not made yet, and would be lost with the page. */
    isChanging: () => underWay > 0,

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
    takeOut: (edit: Edit): Promise<void> =>
      told(
        change(
          `take out: ${editText(edit)}`,
          async () => '',
          (edits) => edits.filter((each) => each !== edit),
        ),
      ),

    /** Sets a cell; resolves to why it cannot be, in words, empty when it was. */
    setCell: (
      table: DataTable,
      row: string,
      { column, value }: { readonly column: string; readonly value: string },
    ) => apply({ do: 'set', table: editedTable(table), row, column, value }),

    /** Adds a row; resolves like `setCell`. */
    addRow: (table: DataTable, cells: Readonly<Record<string, string>>) =>
      apply({ do: 'add', table: editedTable(table), cells }),

    /** Takes the marked rows out. */
    async removeMarked(): Promise<void> {
      const { table, marked } = data.getState();
      if (marked.size === 0) return;
      data.setState({ marked: new Set() });
      await told(apply({ do: 'remove', table: editedTable(table), rows: [...marked] }));
    },

    /** Makes one entity of several, called by the id of one of them. */
    mergeEntities: (ids: readonly string[], into: string): Promise<void> =>
      told(apply({ do: 'merge', ids, into })),
  };
}

function isLoading(dataset: DatasetStore): boolean {
  return dataset.getState().loading !== null;
}

/** Resolves when nothing is being opened. */
function nothingLoads(dataset: DatasetStore): Promise<void> {
  return new Promise((resolve) => {
    if (!isLoading(dataset)) return resolve();
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
