/**
 * What a person has chosen: small, made of ids, undoable. Arrays of the system never enter here.
 * Every change carries its name in words, so that undo and redo can say what they do. The selected
 * entity is part of the session and of the link, but moving the selection is no change to undo.
 */
import { temporal } from 'zundo';
import { createStore } from 'zustand/vanilla';

export const LAYOUTS = ['tower', 'force', 'table'] as const;

export type Layout = (typeof LAYOUTS)[number];

/** Empty lists let everything pass. */
export interface Filters {
  readonly kinds: readonly string[];
  readonly roles: readonly string[];
}

/** The part of the session that undo and redo restore. */
export interface Choice {
  readonly dataset: string;
  readonly failed: readonly string[];
  readonly layout: Layout;
  /** Column of the weight, or empty for the dataset's first. */
  readonly weight: string;
  readonly filters: Filters;
}

export interface Session extends Choice {
  readonly selected: string | null;
  /** Name of the last change, in words that fit behind "Undo: ". */
  readonly change: string;
}

export const BUILT_IN = 'digital-economy';

export const NO_FILTERS: Filters = { kinds: [], roles: [] };

export const FIRST_SESSION: Session = {
  dataset: BUILT_IN,
  failed: [],
  selected: null,
  layout: 'tower',
  weight: '',
  filters: NO_FILTERS,
  change: '',
};

const CHANGES_KEPT = 100;

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** Whether two choices show the same thing. */
function sameChoice(a: Choice, b: Choice): boolean {
  return (
    a.dataset === b.dataset &&
    a.layout === b.layout &&
    a.weight === b.weight &&
    sameList(a.failed, b.failed) &&
    sameList(a.filters.kinds, b.filters.kinds) &&
    sameList(a.filters.roles, b.filters.roles)
  );
}

/** A session with its history, starting from `start`. */
export function createSession(start: Session = FIRST_SESSION) {
  return createStore<Session>()(
    temporal(() => start, {
      limit: CHANGES_KEPT,
      partialize: ({ dataset, failed, layout, weight, filters, change }) => ({
        dataset,
        failed,
        layout,
        weight,
        filters,
        change,
      }),
      equality: sameChoice,
    }),
  );
}

export type SessionStore = ReturnType<typeof createSession>;

/** Applies a named change; nothing is recorded when it changes nothing. */
export function change(
  store: SessionStore,
  name: string,
  patch: Partial<Choice> & { readonly selected?: string | null },
): void {
  const now = store.getState();
  const next = { ...now, ...patch };
  if (sameChoice(now, next)) {
    if (now.selected !== next.selected) store.setState({ selected: next.selected });
    return;
  }
  store.setState({ ...patch, change: name });
}

/** Names of the change that undo would take back and of the one that redo would bring back, or null. */
export function undoNames(
  session: Session,
  past: readonly Partial<Session>[],
  future: readonly Partial<Session>[],
): { readonly undo: string | null; readonly redo: string | null } {
  return {
    undo: past.length > 0 ? session.change : null,
    redo: future.length > 0 ? (future.at(-1)?.change ?? '') : null,
  };
}
