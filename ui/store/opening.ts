/** What is open, kept in step with the session: by key, by files, from a project, and the way back when it cannot be. */
import {
  type DatasetStore,
  isOwn,
  type Loader,
  type LoadOutcome,
  type OwnSource,
  titleOfKey,
} from './dataset.ts';
import type { LinkContent } from './link.ts';
import { marketOf } from './markets.ts';
import type { PageStore } from './page.ts';
import { reconciled } from './reconcile.ts';
import {
  BUILT_IN,
  type ConcentrationChoice,
  change,
  FIRST_SESSION,
  NO_FILTERS,
  type SessionStore,
  withoutHistory,
} from './session.ts';
import { NO_STRESS } from './stress-choice.ts';
import { listText, titleOf } from './words.ts';

interface Parts {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly page: PageStore;
  readonly loader: Loader;
  /** Hears that something else is open. */
  readonly needPlaces: () => void;
  readonly say: (tone: 'warning', text: string) => void;
}

/** The choices that make sense for other data as well. */
function withoutNames(choice: ConcentrationChoice): ConcentrationChoice {
  return { ...choice, role: '', sectors: [], countries: [] };
}

/** The ways to open something. */
export function createOpening({ session, dataset, page, loader, needPlaces, say }: Parts) {
  /** A link made with own data that are not here: it waits for its files. */
  let waiting: LinkContent | null = null;
  /** Whether a person is making a market, and has not merely come to one by a link or by undo. */
  let isReportWanted = false;

  /** Leaves out what the open system does not have, and says so. */
  function reconcile(): void {
    const { view, indexOf, key } = dataset.getState();
    const now = session.getState();
    if (!view || now.dataset !== key) return;
    const { session: known, lost } = reconciled(now, view, indexOf);
    if (lost.length === 0) return;
    say(
      'warning',
      `${titleOf(view)} does not have ${listText(lost.map((id) => `“${id.slice(0, 60)}”`))}; left out here.`,
    );
    withoutHistory(session, () => session.setState(known));
  }

  async function openOfSession(): Promise<void> {
    const { dataset: wanted } = session.getState();
    const before = dataset.getState().key;
    const outcome = await loader.openKey(wanted);
    if (outcome.kind === 'ready') return session.getState().dataset === wanted ? opened() : follow();
    if (outcome.kind === 'overtaken') return;
    if (outcome.kind === 'cancelled') {
      if (session.getState().dataset === wanted && before !== '') backTo(before);
      return;
    }
    if (outcome.kind === 'unknown') {
      const now = session.getState();
      if (isOwn(wanted)) waiting = now;
      say(
        'warning',
        isOwn(wanted)
          ? 'This link was made with somebody’s own data. Data travel as files, never in a link: open the files to see the same picture.'
          : `There is no dataset “${wanted}” here.`,
      );
      withoutHistory(session, () =>
        session.setState({ ...FIRST_SESSION, page: now.page, layout: now.layout }),
      );
      if (before !== BUILT_IN) await openOfSession();
    } else if (before !== '') backTo(before);
  }

  /** Opens what the session asks for, and nothing else any more. */
  function follow(): void {
    const { key, loading } = dataset.getState();
    if (session.getState().dataset !== key) void openOfSession();
    else if (loading) loader.cancel();
  }

  function backTo(key: string): void {
    withoutHistory(session, () => session.setState({ dataset: key, failed: [], selected: null }));
  }

  function opened(): void {
    const { market } = dataset.getState().view ?? {};
    if (isReportWanted && market) page.setState({ marketOpen: 'report' });
    isReportWanted = false;
    reconcile();
    needPlaces();
  }

  return {
    reconcile,
    openOfSession,
    follow,

    /** Opens a dataset by its key: one that came with the page, or a market, whose report is shown once it is made. */
    openDataset(key: string): void {
      isReportWanted = marketOf(key) !== null;
      page.setState({ marketOpen: null });
      change(session, `open ${titleOfKey(key)}`, {
        dataset: key,
        failed: [],
        selected: null,
        weight: '',
        filters: NO_FILTERS,
        concentration: withoutNames(session.getState().concentration),
        stress: NO_STRESS,
        against: null,
        hour: 0,
      });
      if (dataset.getState().failure) dataset.setState({ failure: null });
    },

    /** Opens own data that are here already; what the open system does not have of the session is left out. */
    async openOwn(name: string, own: OwnSource): Promise<LoadOutcome['kind']> {
      const outcome = await loader.openOwn(own);
      if (outcome.kind === 'ready') {
        change(session, name, { dataset: outcome.key });
        opened();
      }
      return outcome.kind;
    },

    /** Opens the data of a project on the screen that it was saved from. */
    async openProjectData(own: OwnSource, saved: LinkContent | null): Promise<LoadOutcome['kind']> {
      const outcome = await loader.openOwn(own);
      if (outcome.kind === 'ready') {
        change(session, `open ${own.name}`, { ...saved, dataset: outcome.key });
        opened();
      }
      return outcome.kind;
    },

    /** Opens a person's own files. */
    async openFiles(files: readonly File[]): Promise<LoadOutcome['kind']> {
      const outcome = await loader.openFiles(files);
      if (outcome.kind === 'ready') {
        const { view } = dataset.getState();
        const link = waiting?.dataset === outcome.key ? waiting : null;
        waiting = null;
        change(session, `open ${view ? titleOf(view) : 'files'}`, {
          dataset: outcome.key,
          failed: link?.failed ?? [],
          selected: link?.selected ?? null,
          weight: link?.weight ?? '',
          filters: link?.filters ?? NO_FILTERS,
          concentration: link?.concentration ?? withoutNames(session.getState().concentration),
          stress: link?.stress ?? NO_STRESS,
          against: link?.against ?? null,
          risk: link?.risk ?? session.getState().risk,
          policy: link?.policy ?? session.getState().policy,
          report: link?.report ?? session.getState().report,
          hour: link?.hour ?? 0,
        });
        opened();
      }
      const { problems } = dataset.getState();
      if (outcome.kind === 'failed' || (outcome.kind === 'ready' && problems.length > 0)) {
        page.setState({ problemsOpen: problems.length > 0 });
      }
      return outcome.kind;
    },
  };
}
