/** What is open on the page at the moment: not saved, not in the link, not undone. */
import { createStore } from 'zustand/vanilla';

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'warning' | 'error';
  readonly text: string;
}

export interface Page {
  readonly query: string;
  readonly notices: readonly Notice[];
  readonly problemsOpen: boolean;
  readonly helpOpen: boolean;
  readonly aboutOpen: boolean;
  /** The ways to save what is open. */
  readonly saveOpen: boolean;
  /** The projects of this browser. */
  readonly projectsOpen: boolean;
  /** The dialog to make a market, or the report on the one that is open. */
  readonly marketOpen: 'choice' | 'report' | null;
  /** Whether the outage is shown as on paper. */
  readonly printOpen: boolean;
  /** The last thing said to screen readers. */
  readonly announcement: string;
}

/** An empty page. */
export function createPage() {
  return createStore<Page>()(() => ({
    query: '',
    notices: [],
    problemsOpen: false,
    helpOpen: false,
    aboutOpen: false,
    saveOpen: false,
    projectsOpen: false,
    marketOpen: null,
    printOpen: false,
    announcement: '',
  }));
}

export type PageStore = ReturnType<typeof createPage>;

let lastNotice = 0;

/** Shows a notice until it is dismissed; one with the same words replaces the older one. */
export function notify(page: PageStore, tone: Notice['tone'], text: string): void {
  const others = page.getState().notices.filter((notice) => notice.text !== text);
  page.setState({ notices: [...others.slice(-2), { id: ++lastNotice, tone, text }] });
}

/** Takes a notice away. */
export function dismiss(page: PageStore, id: number): void {
  page.setState({ notices: page.getState().notices.filter((notice) => notice.id !== id) });
}
