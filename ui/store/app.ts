/**
 * The page's state, wired together: session, dataset, results and page, the address, the autosave.
 * Components read the stores and call the commands; nothing here knows React.
 */
import type { EnginePool } from '../../engine/api/pool.ts';
import type { SystemSource } from '../../engine/api/protocol.ts';
import { firstAddress, followAddress } from './address.ts';
import { createClock } from './clock.ts';
import { createConcentration, followConcentration, nameOfChoice } from './concentration.ts';
import { createData, followData } from './data.ts';
import { createDataCommands } from './data-commands.ts';
import { createDataset, createLoader, isOwn, type LoadOutcome, titleOfKey } from './dataset.ts';
import { runAgain } from './engine.ts';
import { toggled } from './filters.ts';
import { createImportCommands } from './import-commands.ts';
import { createImportance, followImportance } from './importance.ts';
import { createImporting } from './importing.ts';
import { decodeLink, encodeLink, type LinkContent, MOST_IDS } from './link.ts';
import { createMapCommands } from './map-commands.ts';
import { marketOf } from './markets.ts';
import { createPage, notify } from './page.ts';
import { hasMap, type PageId, pageInAddress } from './pages.ts';
import { createPolicy, followPolicy } from './policy.ts';
import { answerPolicyBeside, createPolicyBeside } from './policy-beside.ts';
import { createPolicyCommands } from './policy-commands.ts';
import { createProjectCommands, isProject } from './project-commands.ts';
import { reconciled } from './reconcile.ts';
import { nameOfReport, type ReportChoice } from './report-choice.ts';
import { createResults, followSession, weightIndex } from './results.ts';
import { createRisk, followRisk } from './risk.ts';
import { answerBeside, createRiskBeside } from './risk-beside.ts';
import { nameOfRisk, type RiskChoice, withRisk } from './risk-choice.ts';
import {
  BUILT_IN,
  type ConcentrationChoice,
  change,
  createSession,
  FIRST_SESSION,
  NO_FILTERS,
} from './session.ts';
import { createStress, followStress } from './stress.ts';
import { NO_STRESS } from './stress-choice.ts';
import { createStressCommands } from './stress-commands.ts';
import type { CascadeResult, SystemView } from './types.ts';
import { amountText, counted, countText, listText, shareText, titleOf, unitAmountText } from './words.ts';
import { answerWorst, createWorst } from './worst.ts';

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

/** "12 entities fall; 34 % of reach is down", for those who do not see the map. */
function cascadeSentence(view: SystemView, weight: number, cascade: CascadeResult | null): string {
  if (!cascade) return 'Everything is up';
  const label = view.weights[weight]?.label.toLowerCase() ?? 'weight';
  const fallen = counted(cascade.fallen.length, 'entity falls', 'entities fall');
  return `${fallen}; ${shareText(cascade.share)} of ${label} is down`;
}

export interface ChainToShow {
  /** Whose chain it is, in words. */
  readonly name: string;
  readonly failed: readonly string[];
  readonly selected: string | null;
}

/** Starts the page's state on an engine. */
export function createApp(engine: EnginePool) {
  const session = createSession();
  const dataset = createDataset();
  const data = createData();
  const results = createResults();
  const concentration = createConcentration();
  const importance = createImportance();
  const importing = createImporting();
  const page = createPage();
  const stress = createStress();
  const worst = createWorst();
  const risk = createRisk();
  const riskBeside = createRiskBeside();
  const policy = createPolicy();
  const policyBeside = createPolicyBeside();
  const clock = createClock(
    () => stress.getState().film.value?.endHour ?? 0,
    (hour) => change(session, '', { hour }),
  );
  const ranking = answerWorst(engine, { session, dataset, worst });
  const besideYears = answerBeside(engine, riskBeside);
  const studies = answerPolicyBeside(engine, policyBeside, () => session.getState().policy);
  const measurer = followImportance(engine, { session, dataset, importance });
  const loader = createLoader(engine, dataset);
  const say = (tone: 'info' | 'warning' | 'error') => (text: string) => notify(page, tone, text);
  let asker: ReturnType<typeof followConcentration> | null = null;
  let unfolding: ReturnType<typeof followStress> | null = null;
  let years: ReturnType<typeof followRisk> | null = null;
  let rows: ReturnType<typeof followData> | null = null;
  let compared: ReturnType<typeof followPolicy> | null = null;
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
    say('warning')(
      `${titleOf(view)} does not have ${listText(lost.map((id) => `“${id.slice(0, 60)}”`))}; left out here.`,
    );
    withoutHistory(() => session.setState(known));
  }

  function forgetOutage(id: string): void {
    say('warning')(`There is no outage “${id.slice(0, 60)}” in the catalogue; choose another here.`);
    withoutHistory(() =>
      session.setState(({ stress: shown, against }) => ({
        stress: shown.incident === id ? NO_STRESS : shown,
        against: against?.incident === id ? null : against,
      })),
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
      withoutHistory(() => session.setState({ ...FIRST_SESSION, page: now.page, layout: now.layout }));
      if (before !== BUILT_IN) await openDatasetOfSession();
    } else if (before !== '') backTo(before);
  }

  function backTo(key: string): void {
    withoutHistory(() => session.setState({ dataset: key, failed: [], selected: null }));
  }

  function opened(): void {
    const { market } = dataset.getState().view ?? {};
    if (isReportWanted && market) page.setState({ marketOpen: 'report' });
    isReportWanted = false;
    reconcile();
    needTower();
  }

  /** A tower is laid out when the map is shown, for it may hold up the engine for a second. */
  function needTower(): void {
    const { view, tower } = dataset.getState();
    const { page } = session.getState();
    if (view && !tower && (hasMap(page) || page === 'report')) void layTower();
  }

  function goTo(page: PageId): void {
    change(session, '', { page });
  }

  /** The choices that make sense for other data as well. */
  function withoutNames(choice: ConcentrationChoice): ConcentrationChoice {
    return { ...choice, role: '', sectors: [], countries: [] };
  }

  const map = createMapCommands({ session, dataset, importance });
  const outages = createStressCommands({ session, dataset, stress });
  const measures = createPolicyCommands({ session, policy });
  const tables = createDataCommands(engine, {
    data,
    dataset,
    openedSource: loader.openedSource,
    open: openOwn,
    say: (tone, text) => say(tone)(text),
  });
  const projects = createProjectCommands(engine, {
    session,
    dataset,
    risk,
    openedSource: loader.openedSource,
    open: openProject,
    say: (tone, text) => say(tone)(text),
  });
  const imports = createImportCommands(engine, {
    importing,
    dataset,
    say: (tone, text) => say(tone)(text),
    open: openOwn,
    goTo,
  });

  /** Opens own data that are here already; what the open system does not have of the session is left out. */
  async function openOwn(name: string, title: string, source: SystemSource): Promise<LoadOutcome['kind']> {
    const outcome = await loader.openVersion(title, source);
    if (outcome.kind === 'ready') {
      change(session, name, { dataset: outcome.key });
      opened();
    }
    return outcome.kind;
  }

  /** Opens the data of a project on the screen that it was saved from. */
  async function openProject(
    title: string,
    source: SystemSource,
    saved: LinkContent | null,
  ): Promise<LoadOutcome['kind']> {
    const outcome = await loader.openVersion(title, source);
    if (outcome.kind === 'ready') {
      change(session, `open ${title}`, { ...saved, dataset: outcome.key });
      opened();
    }
    return outcome.kind;
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
    const open = dataset.getState().openGroups;
    const outcome = await runAgain(engine, { kind: 'tower', aspect, open });
    if (laying === mine) laying = null;
    if (dataset.getState().view !== view) return;
    if (mine.isStale) return layTower();
    if (outcome.ok) dataset.setState({ tower: outcome.value });
    else if (outcome.error.code !== 'cancelled') say('error')(outcome.error.message);
  }

  function applyLink(hash: string, name: string): void {
    const { session: link, problems } = decodeLink(hash);
    for (const problem of problems) say('warning')(problem);
    if (!link) goTo(pageInAddress(hash) || session.getState().page);
    else if (name === '') withoutHistory(() => session.setState({ ...link, change: '' }));
    else change(session, name, link);
    reconcile();
  }

  return {
    session,
    dataset,
    data,
    results,
    concentration,
    importance,
    importing,
    stress,
    worst,
    risk,
    riskBeside,
    policy,
    policyBeside,
    clock,
    page,

    /** Reads the address or the autosave, opens the dataset, and keeps everything in step from then on. */
    start(): void {
      const asked = pageInAddress(location.hash);
      applyLink(firstAddress(), '');
      if (asked) goTo(asked);
      followAddress(session, (hash) => applyLink(hash, 'go back or forward'));
      followSession(engine, { session, dataset, results }, say('error'));
      asker = followConcentration(engine, { session, dataset, concentration });
      rows = followData(engine, { session, dataset, data });
      years = followRisk(engine, { session, dataset, risk }, besideYears.follow);
      compared = followPolicy(engine, { session, dataset, policy }, studies.follow);
      unfolding = followStress(engine, { session, dataset, stress, clock }, forgetOutage);
      session.subscribe((now, before) => {
        if (now.page !== before.page) needTower();
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

    /** Opens a page; what was chosen on the others stays. */
    goTo,

    /** Shows one entity on the map, without leaving a page that has it. */
    lookAt(id: string): void {
      const { page } = session.getState();
      change(session, '', { page: hasMap(page) ? page : 'map', selected: id });
    },

    /** Tells the width of the map over its height; the tower is laid out again when it changed much. */
    setAspect(next: number): void {
      const ratio = next / aspect;
      if (ratio > 1 / MUCH_WIDER && ratio < MUCH_WIDER) return;
      aspect = next;
      if (dataset.getState().view && hasMap(session.getState().page)) void layTower();
    },

    /** Marks an entity as the one looked at, or none. */
    select(id: string | null): void {
      dataset.setState({ group: null });
      change(session, '', { selected: id });
    },

    /** Marks a group of entities on the map as the one looked at. */
    selectGroup(group: string): void {
      change(session, '', { selected: null });
      dataset.setState({ group });
    },

    /** Lets the heaviest members of a group stand alone on the map, or takes them together again. */
    toggleGroup(group: string): void {
      const { openGroups } = dataset.getState();
      dataset.setState({ openGroups: toggled(openGroups, group) });
      void layTower();
    },

    ...map,

    ...imports,

    ...projects,

    ...tables,

    /** Fetches the cells of rows that come into sight. */
    wantCells: (from: number, to: number) => void rows?.want(from, to),

    /** Looks for entities that may be one. */
    findSame: () => void rows?.findSame(),

    /** Makes an entity fail, or repairs it, on the page that is open: on the stress page for a time. */
    toggleFailureHere(id: string): void {
      if (session.getState().page === 'stress') outages.toggleStress(id);
      else map.toggleFailure(id);
    },

    /** Changes what the concentration page shows. */
    setConcentration(patch: Partial<ConcentrationChoice>): void {
      const next = { ...session.getState().concentration, ...patch };
      change(session, nameOfChoice(patch), { concentration: next });
    },

    /** Stops what is computed for the concentration page. */
    cancelConcentration: () => asker?.cancel(),

    /** Computes again what was stopped or went wrong. */
    retryConcentration: () => asker?.again(),

    ...outages,

    /** Stops what is computed for the stress page. */
    cancelStress: () => unfolding?.cancel(),

    /** Computes again what was stopped or went wrong. */
    retryStress: () => unfolding?.again(),

    /** The ranking of worst cases. */
    ranking,

    /** Changes what is asked of simulated years. */
    setRisk(patch: Partial<RiskChoice>): void {
      change(session, nameOfRisk(patch), { risk: withRisk(session.getState().risk, patch) });
    },

    /** Stops simulating years, with what there is. */
    stopYears: () => years?.cancel(),

    /** Goes on with years that were stopped or went wrong. */
    goOnWithYears: () => years?.goOn(),

    /** Random moments, looked at when asked. */
    riskMoments: besideYears.moments,

    /** Other worlds, run when asked. */
    riskSensitivity: besideYears.sensitivity,

    /** Changes what the report holds. */
    setReport(patch: Partial<ReportChoice>): void {
      change(session, nameOfReport(patch), { report: { ...session.getState().report, ...patch } });
    },

    ...measures,

    /** Stops comparing scenarios, with what there is. */
    stopComparing: () => compared?.cancel(),

    /** Goes on comparing scenarios that were stopped or went wrong. */
    goOnComparing: () => compared?.goOn(),

    /** Asks again for the measures that come with the page. */
    fetchMeasures: () => compared?.fetchAgain(),

    /** Adds a measure of a person's own to a scenario. */
    async addMeasureFile(scenario: number, file: File): Promise<void> {
      const read = await compared?.readFile(file);
      if (!read) return;
      if ('problem' in read) say('error')(read.problem);
      else measures.addMeasure(scenario, read.measure);
    },

    /** Adds a scenario that consists of a measure of a person's own. */
    async addScenarioFile(file: File): Promise<void> {
      const read = await compared?.readFile(file);
      if (!read) return;
      if ('problem' in read) say('error')(read.problem);
      else if (!measures.addScenarioOf(read.measure))
        say('warning')('There is no room for another scenario. Delete one first.');
    },

    /** Saves a scenario as a file. */
    async saveScenario(s: number): Promise<void> {
      const scenario = session.getState().policy.scenarios[s - 1];
      if (!scenario) return;
      const { scenarioFile } = await import('./policy-export.ts');
      const made = await scenarioFile(engine, scenario, policy.getState().library);
      if ('problem' in made) return say('error')(made.problem);
      const { saveFile } = await import('./download.ts');
      saveFile(made.name, made.text, 'application/json');
    },

    /** What is worked out beside the comparison, when asked. */
    policyStudies: studies.commands,

    /** Makes suppliers fail and goes to the map, to the chain that ends at one of those who fall. */
    showChain({ name, failed, selected }: ChainToShow): void {
      const { layout } = session.getState();
      if (failed.length > MOST_IDS)
        say('warning')(
          `${name} runs ${counted(failed.length, 'supplier', 'suppliers')}: the ${countText(MOST_IDS)} busiest are made to fail, for a link holds no more.`,
        );
      change(session, `see the chain of ${name}`, {
        page: 'map',
        failed: failed.slice(0, MOST_IDS),
        selected,
        layout: layout === 'table' ? 'tower' : layout,
        filters: NO_FILTERS,
      });
    },

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

    /** Opens a person's own files. */
    async openFiles(files: readonly File[]): Promise<LoadOutcome['kind']> {
      const [only] = files;
      if (only && files.length === 1 && isProject(only)) return projects.openProject(only);
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

    /** Gives up what is being loaded. */
    cancelLoading: () => loader.cancel(),

    /** Tries the dataset of the session again. */
    retry: () => void openDatasetOfSession(),

    /** Takes the last change back. */
    undo: () => session.temporal.getState().undo(),

    /** Brings the change back that was taken back last. */
    redo: () => session.temporal.getState().redo(),

    /** Asks for measures of every entity while somebody looks at them; returns the way to want them no more. */
    wantMeasures: measurer.want,

    /** Stops a measure under way. */
    cancelMeasure: measurer.cancel,

    /** Computes a measure again that was stopped or went wrong. */
    retryMeasure: measurer.again,

    /** Goes to the table of all entities. */
    showTable(): void {
      change(session, 'show all entities by importance', { page: 'map', layout: 'table' });
    },

    /** The address that shows what is on the page. */
    link: () => `${location.href.split('#')[0]}${encodeLink(session.getState())}`,

    /** The system as native CSV files, or null when there is none; tells the reason itself. */
    async tables() {
      const outcome = await runAgain(engine, { kind: 'tables' }, { latest: 'tables' });
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
  return unit === '' || unit === '1' ? amountText(amount) : unitAmountText(amount, unit);
}

/** Weight down of the total, the unit said once: "2,360 of 33,700 million people". */
export function weightOfTotalText(view: SystemView, weight: number, cascade: CascadeResult): string {
  const { weightDown, totalWeight } = cascade;
  const total = weightText(view, weight, totalWeight);
  // where the total is told in another unit, so is the part
  const isSame = total.startsWith(amountText(totalWeight));
  return `${isSame ? amountText(weightDown) : weightText(view, weight, weightDown)} of ${total}`;
}
