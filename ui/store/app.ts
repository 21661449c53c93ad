/**
 * The page's state, wired together: session, dataset, results and page, the address, the autosave.
 * Components read the stores and call the commands; nothing here knows React.
 */
import type { EngineClient } from '../../engine/api/client.ts';
import { BUILT_INS } from './built-in.ts';
import { createDataset, createLoader, isOwn, type LoadOutcome } from './dataset.ts';
import { runAgain } from './engine.ts';
import { decodeLink, encodeLink, type LinkContent } from './link.ts';
import { createPage, notify } from './page.ts';
import { createResults, followSession, weightIndex } from './results.ts';
import {
  BUILT_IN,
  change,
  createSession,
  FIRST_SESSION,
  type Filters,
  type Layout,
  NO_FILTERS,
  type Session,
} from './session.ts';
import type { CascadeResult, SystemView } from './types.ts';
import { amountText, counted, listText, shareText, titleOf } from './words.ts';

const AUTOSAVE = 'linchpin.session';

/** Pixels of header, page bar and legend: a guess at the map's shape before it stands on the page. */
const FRAME_HEIGHT = 132;
const LEAST_MAP_HEIGHT = 200;

/** Half the inspector's width: the tower should fit well with the inspector and without it. */
const HALF_PANEL = 177;
const PANEL_BESIDE_FROM = 900;

function firstAspect(): number {
  const width = innerWidth > PANEL_BESIDE_FROM ? innerWidth - HALF_PANEL : innerWidth;
  return width / Math.max(LEAST_MAP_HEIGHT, innerHeight - FRAME_HEIGHT);
}

/** A map whose shape changes by this factor is laid out anew; opening the inspector stays below it. */
const MUCH_WIDER = 1.6;

function saved(): string {
  try {
    return localStorage.getItem(AUTOSAVE) ?? '';
  } catch {
    return '';
  }
}

function save(hash: string): void {
  try {
    localStorage.setItem(AUTOSAVE, hash);
  } catch {
    // Storage is full or refused: the address still holds the session.
  }
}

/** "12 entities fall; 34 % of reach is down", for those who do not see the map. */
function cascadeSentence(view: SystemView, weight: number, cascade: CascadeResult | null): string {
  if (!cascade) return 'Everything is up';
  const label = view.weights[weight]?.label.toLowerCase() ?? 'weight';
  const fallen = counted(cascade.fallen.length, 'entity falls', 'entities fall');
  return `${fallen}; ${shareText(cascade.share)} of ${label} is down`;
}

/** Starts the page's state on an engine. */
export function createApp(engine: EngineClient) {
  const session = createSession();
  const dataset = createDataset();
  const results = createResults();
  const page = createPage();
  const loader = createLoader(engine, dataset);
  const say = (tone: 'info' | 'warning' | 'error') => (text: string) => notify(page, tone, text);
  let follower: ReturnType<typeof followSession> | null = null;
  /** A link made with own data that are not here: it waits for its files. */
  let waiting: LinkContent | null = null;

  function nameOf(id: string): string {
    const { indexOf, view } = dataset.getState();
    const v = indexOf.get(id);
    return v === undefined || !view ? id : (view.name[v] ?? id);
  }

  /** Leaves out what the open system does not have, and says so. */
  function reconcile(): void {
    const { view, indexOf, key } = dataset.getState();
    const now = session.getState();
    if (!view || now.dataset !== key) return;
    const unknown = [...now.failed, ...(now.selected === null ? [] : [now.selected])].filter(
      (id) => !indexOf.has(id),
    );
    const filters: Filters = {
      kinds: now.filters.kinds.filter((kind) => view.kinds.includes(kind)),
      roles: now.filters.roles.filter((role) => view.roles.includes(role)),
    };
    const isWeightKnown = now.weight === '' || view.weights.some((weight) => weight.column === now.weight);
    const lost = [
      ...new Set(unknown),
      ...now.filters.kinds.filter((kind) => !filters.kinds.includes(kind)),
      ...now.filters.roles.filter((role) => !filters.roles.includes(role)),
      ...(isWeightKnown ? [] : [now.weight]),
    ];
    if (lost.length === 0) return;
    say('warning')(
      `${titleOf(view)} does not have ${listText(lost.map((id) => `“${id.slice(0, 60)}”`))}; left out here.`,
    );
    withoutHistory(() =>
      session.setState({
        failed: now.failed.filter((id) => indexOf.has(id)),
        selected: now.selected !== null && indexOf.has(now.selected) ? now.selected : null,
        filters,
        weight: isWeightKnown ? now.weight : '',
      }),
    );
  }

  function withoutHistory(work: () => void): void {
    const { pause, resume } = session.temporal.getState();
    pause();
    work();
    resume();
  }

  async function openDatasetOfSession(): Promise<void> {
    const { dataset: wanted } = session.getState();
    const before = dataset.getState().key;
    const outcome = await loader.openKey(wanted);
    if (outcome.kind === 'ready') return opened();
    if (outcome.kind === 'cancelled') {
      if (session.getState().dataset === wanted && before !== '') backTo(before);
      return;
    }
    if (outcome.kind === 'unknown') {
      const now = session.getState();
      if (isOwn(wanted)) waiting = now;
      say('warning')(
        isOwn(wanted)
          ? 'This link was made with somebody’s own data. Data travel as files, never in a link: open the files to see the same picture.'
          : `There is no dataset “${wanted}” here.`,
      );
      withoutHistory(() => session.setState({ ...FIRST_SESSION, layout: now.layout }));
      if (before !== BUILT_IN) await openDatasetOfSession();
    } else if (before !== '') backTo(before);
  }

  function backTo(key: string): void {
    withoutHistory(() => session.setState({ dataset: key, failed: [], selected: null }));
  }

  function opened(): void {
    reconcile();
    void layTower();
  }

  let aspect = firstAspect();
  let laying: { readonly view: SystemView | null; isStale: boolean } | null = null;
  async function layTower(): Promise<void> {
    const { view } = dataset.getState();
    // a tower cannot be stopped half-way, and an engine that does not stop is started again: wait for the last
    if (laying !== null && laying.view === view) {
      laying.isStale = true;
      return;
    }
    const mine = { view, isStale: false };
    laying = mine;
    const outcome = await runAgain(engine, { kind: 'tower', aspect }, '');
    if (laying === mine) laying = null;
    if (dataset.getState().view !== view) return;
    if (mine.isStale) return layTower();
    if (outcome.ok) dataset.setState({ tower: outcome.value });
    else if (outcome.error.code !== 'cancelled') say('error')(outcome.error.message);
  }

  function applyLink(hash: string, name: string): void {
    const { session: link, problems } = decodeLink(hash);
    for (const problem of problems) say('warning')(problem);
    if (!link) return;
    if (name === '') withoutHistory(() => session.setState({ ...link, change: '' }));
    else change(session, name, link);
    reconcile();
  }

  function followAddress(): void {
    let shown = '';
    const write = (now: Session, before: Session | null) => {
      const hash = encodeLink(now);
      save(hash);
      if (hash === location.hash || hash === shown) return;
      const isStep =
        before !== null && (now.change !== before.change || now.selected !== before.selected) && shown !== '';
      shown = hash;
      if (isStep && now.filters === before.filters) history.pushState(null, '', hash);
      else history.replaceState(null, '', hash);
    };
    const read = () => {
      if (location.hash === shown) return;
      shown = location.hash;
      if (shown !== encodeLink(session.getState())) applyLink(shown, 'go back or forward');
    };
    session.subscribe(write);
    addEventListener('popstate', read);
    addEventListener('hashchange', read);
    write(session.getState(), null);
  }

  return {
    session,
    dataset,
    results,
    page,

    /** Reads the address or the autosave, opens the dataset, and keeps everything in step from then on. */
    start(): void {
      const link = location.hash.includes('?') ? location.hash : saved();
      applyLink(link, '');
      followAddress();
      follower = followSession(engine, { session, dataset, results }, say('error'));
      session.subscribe((now, before) => {
        if (now.dataset !== before.dataset && now.dataset !== dataset.getState().key)
          void openDatasetOfSession();
      });
      results.subscribe((now, before) => {
        const { view } = dataset.getState();
        if (!view || now.cascade === before.cascade) return;
        const weight = weightIndex(view, session.getState().weight);
        page.setState({ announcement: cascadeSentence(view, weight, now.cascade) });
      });
      engine.onRestart((reason, isBack) => {
        if (isBack) say('info')('The calculation engine stopped and was started again; nothing is lost.');
        else
          say('error')(`The calculation engine cannot be started: ${reason}. Load the page again to go on.`);
      });
      void openDatasetOfSession();
    },

    /** Tells the width of the map over its height; the tower is laid out again when it changed much. */
    setAspect(next: number): void {
      const ratio = next / aspect;
      if (ratio > 1 / MUCH_WIDER && ratio < MUCH_WIDER) return;
      aspect = next;
      if (dataset.getState().view) void layTower();
    },

    /** Marks an entity as the one looked at, or none. */
    select(id: string | null): void {
      change(session, '', { selected: id });
    },

    /** Makes an entity fail, or repairs it. */
    toggleFailure(id: string): void {
      const { failed } = session.getState();
      if (failed.includes(id)) {
        change(session, `repair ${nameOf(id)}`, { failed: failed.filter((other) => other !== id) });
      } else change(session, `fail ${nameOf(id)}`, { failed: [...failed, id] });
    },

    /** Repairs everything. */
    clearFailures(): void {
      change(session, 'repair all', { failed: [] });
    },

    /** Draws the system another way. */
    setLayout(layout: Layout): void {
      change(session, `show as ${layout}`, { layout });
    },

    /** Counts losses by another weight. */
    setWeight(column: string): void {
      const label =
        dataset.getState().view?.weights.find((weight) => weight.column === column)?.label ?? column;
      change(session, `weigh by ${label.toLowerCase()}`, { weight: column });
    },

    /** Shows only entities that pass. */
    setFilters(filters: Filters): void {
      const isClear = filters.kinds.length === 0 && filters.roles.length === 0;
      change(session, isClear ? 'show all kinds' : 'change what is shown', { filters });
    },

    /** Opens a dataset that came with the page. */
    openBuiltIn(key: string): void {
      const title = BUILT_INS.find((builtIn) => builtIn.key === key)?.title ?? key;
      change(session, `open ${title}`, {
        dataset: key,
        failed: [],
        selected: null,
        weight: '',
        filters: NO_FILTERS,
      });
      if (dataset.getState().failure) dataset.setState({ failure: null });
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
        });
        opened();
      }
      const { problems } = dataset.getState();
      if (outcome.kind === 'failed' || (outcome.kind === 'ready' && problems.length > 0)) {
        page.setState({ problemsOpen: problems.length > 0 });
      }
      return outcome.kind;
    },

    /** Gives up what is being loaded. */
    cancelLoading: () => loader.cancel(),

    /** Tries the dataset of the session again. */
    retry: () => void openDatasetOfSession(),

    /** Takes the last change back. */
    undo: () => session.temporal.getState().undo(),

    /** Brings the change back that was taken back last. */
    redo: () => session.temporal.getState().redo(),

    /** Asks for the blast radius of every entity. */
    wantBlast: () => follower?.wantBlast(),

    /** The address that shows what is on the page. */
    link: () => `${location.href.split('#')[0]}${encodeLink(session.getState())}`,

    /** The system as native CSV files, or null when there is none; tells the reason itself. */
    async tables() {
      const outcome = await runAgain(engine, { kind: 'tables' }, 'tables');
      if (outcome.ok) return outcome.value;
      if (outcome.error.code !== 'cancelled') say('error')(outcome.error.message);
      return null;
    },

    notify: (tone: 'info' | 'warning' | 'error', text: string) => notify(page, tone, text),
    announce: (text: string) => page.setState({ announcement: text }),
  };
}

export type App = ReturnType<typeof createApp>;

/** Weight down with its unit: "5.3 million users". */
export function weightText(view: SystemView, weight: number, amount: number): string {
  const unit = view.weights[weight]?.unit ?? '';
  return unit === '' || unit === '1' ? amountText(amount) : `${amountText(amount)} ${unit}`;
}

/** Weight down of the total, the unit said once: "2,360 of 33,700 million people". */
export function weightOfTotalText(view: SystemView, weight: number, cascade: CascadeResult): string {
  return `${amountText(cascade.weightDown)} of ${weightText(view, weight, cascade.totalWeight)}`;
}
