/**
 * A change that a person makes to a dataset by hand, as data: kept beside the files that it changes, so that it can
 * be undone, listed, and applied again. Rows are named by what they are, never by where they stand.
 */
export type Edit =
  /** One cell of a row that is there. */
  | {
      readonly do: 'set';
      readonly table: EditedTable;
      readonly row: string;
      readonly column: string;
      readonly value: string;
    }
  /** A new row, by column. */
  | {
      readonly do: 'add';
      readonly table: EditedTable;
      readonly cells: Readonly<Record<string, string>>;
    }
  /** Rows taken out; with an entity go the dependencies that name it. */
  | { readonly do: 'remove'; readonly table: EditedTable; readonly rows: readonly string[] }
  /** Entities that are one: all that names `ids` names `into` from then on. */
  | { readonly do: 'merge'; readonly ids: readonly string[]; readonly into: string };

export type EditedTable = 'entities' | 'dependencies';
