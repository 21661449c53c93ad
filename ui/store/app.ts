/**
 * The page's state, wired together: session, dataset, results and page, the address, the autosave.
 * Components read the stores and call the commands; nothing here knows React.
 */
import type { EnginePool } from '../../engine/api/pool.ts';
import { firstAddress, followAddress } from './address.ts';
import { createClock } from './clock.ts';
import { createConcentration, followConcentration, nameOfChoice } from './concentration.ts';
import { createData, followData } from './data.ts';
import { createDataCommands } from './data-commands.ts';
import { createDataset, createLoader } from './dataset.ts';
import { createExportCommands } from './export-commands.ts';
import { createImportCommands } from './import-commands.ts';
import { createImportance, followImportance } from './importance.ts';
import { createImporting } from './importing.ts';
import { followHistory } from './kept/history.ts';
import { createKeeper, createKeeping } from './kept/keeping.ts';
import { createKeptCommands } from './kept/kept-commands.ts';
import { decodeLink, encodeLink, MOST_IDS } from './link.ts';
import { createMapCommands } from './map-commands.ts';
import { createMapPlaces } from './map-places.ts';
import { createOpening } from './opening.ts';
import { isProject, isSystem } from './own-files.ts';
import { createPage, notify } from './page.ts';
import { hasMap, type PageId, pageInAddress } from './pages.ts';
import { createPolicy, followPolicy } from './policy.ts';
import { answerPolicyBeside, createPolicyBeside } from './policy-beside.ts';
import { createPolicyCommands } from './policy-commands.ts';
import { createProjectCommands } from './project-commands.ts';
import { nameOfReport, type ReportChoice } from './report-choice.ts';
import { createResults, followSession, weightIndex } from './results.ts';
import { createRisk, followRisk } from './risk.ts';
import { answerBeside, createRiskBeside } from './risk-beside.ts';
import { nameOfRisk, type RiskChoice, withRisk } from './risk-choice.ts';
import { type ConcentrationChoice, change, createSession, NO_FILTERS, withoutHistory } from './session.ts';
import { createStress, followStress } from './stress.ts';
import { NO_STRESS } from './stress-choice.ts';
import { createStressCommands } from './stress-commands.ts';
import { cascadeSentence } from './weight-text.ts';
import { counted, countText } from './words.ts';
import { answerWorst, createWorst } from './worst.ts';

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
  const keeping = createKeeping();
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
  const say = (tone: 'info' | 'warning' | 'error') => (text: string) => notify(page, tone, text);
  const keeper = createKeeper({
    keeping,
    sessionOn: (key) => encodeLink({ ...session.getState(), dataset: key }),
    say: (tone, text) => say(tone)(text),
  });
  const loader = createLoader(engine, dataset, keeper);
  let asker: ReturnType<typeof followConcentration> | null = null;
  let unfolding: ReturnType<typeof followStress> | null = null;
  let years: ReturnType<typeof followRisk> | null = null;
  let rows: ReturnType<typeof followData> | null = null;
  let compared: ReturnType<typeof followPolicy> | null = null;
  function forgetOutage(id: string): void {
    say('warning')(`There is no outage “${id.slice(0, 60)}” in the catalogue; choose another here.`);
    withoutHistory(session, () =>
      session.setState(({ stress: shown, against }) => ({
        stress: shown.incident === id ? NO_STRESS : shown,
        against: against?.incident === id ? null : against,
      })),
    );
  }

  function goTo(page: PageId): void {
    change(session, '', { page });
  }

  const places = createMapPlaces(engine, { session, dataset, say: (tone, text) => say(tone)(text) });
  const { reconcile, openOfSession, follow, ...opening } = createOpening({
    session,
    dataset,
    page,
    loader,
    needPlaces: places.need,
    say: (tone, text) => say(tone)(text),
  });
  const map = createMapCommands({ session, dataset, importance });
  const outages = createStressCommands({ session, dataset, stress });
  const measures = createPolicyCommands({ session, policy });
  const tables = createDataCommands(engine, {
    data,
    dataset,
    openedSource: loader.openedSource,
    open: opening.openOwn,
    say: (tone, text) => say(tone)(text),
  });
  const projects = createProjectCommands(engine, {
    session,
    dataset,
    risk,
    policy,
    openedSource: loader.openedSource,
    open: opening.openProjectData,
    say: (tone, text) => say(tone)(text),
  });
  const kept = createKeptCommands({ session, dataset, page, keeper, isChanging: tables.isChanging });
  const imports = createImportCommands(engine, {
    importing,
    dataset,
    say: (tone, text) => say(tone)(text),
    open: opening.openOwn,
    goTo,
  });

  function applyLink(hash: string, name: string): void {
    const { session: link, problems } = decodeLink(hash);
    for (const problem of problems) say('warning')(problem);
    if (!link) goTo(pageInAddress(hash) || session.getState().page);
    else if (name === '') withoutHistory(session, () => session.setState({ ...link, change: '' }));
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
    keeping,
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
      followHistory(session);
      followAddress(session, (hash) => applyLink(hash, 'go back or forward'));
      kept.follow();
      followSession(engine, { session, dataset, results }, say('error'));
      asker = followConcentration(engine, { session, dataset, concentration });
      rows = followData(engine, { session, dataset, data, openedSource: loader.openedSource });
      years = followRisk(engine, { session, dataset, risk }, besideYears.follow);
      compared = followPolicy(engine, { session, dataset, policy }, studies.follow);
      unfolding = followStress(engine, { session, dataset, stress, clock }, forgetOutage);
      session.subscribe((now, before) => {
        if (now.page !== before.page) places.need();
        if (now.dataset !== before.dataset) follow();
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
      void openOfSession();
    },

    /** Opens a page; what was chosen on the others stays. */
    goTo,

    /** Shows one entity on the map, without leaving a page that has it. */
    lookAt(id: string): void {
      const { page } = session.getState();
      change(session, '', { page: hasMap(page) ? page : 'map', selected: id });
    },

    /** Marks an entity as the one looked at, or none. */
    select(id: string | null): void {
      dataset.setState({ group: null });
      change(session, '', { selected: id });
    },

    setAspect: places.setAspect,
    selectGroup: places.selectGroup,
    toggleGroup: places.toggleGroup,

    ...map,

    ...imports,

    ...projects,

    ...kept,

    ...createExportCommands(engine, { dataset, say: (tone, text) => say(tone)(text) }),

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

    openDataset: opening.openDataset,

    /** Opens what a person's own files are: a project, a system, or tables that are to be imported. */
    async openFiles(files: readonly File[]): Promise<void> {
      const [only] = files;
      if (only && files.length === 1 && isProject(only)) await projects.openProject(only);
      else if (isSystem(files)) await opening.openFiles(files);
      else await imports.startImport(files);
    },

    /** Gives up what is being loaded. */
    cancelLoading: () => loader.cancel(),

    /** Tries the dataset of the session again. */
    retry: () => void openOfSession(),

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

    notify: (tone: 'info' | 'warning' | 'error', text: string) => notify(page, tone, text),
    announce: (text: string) => page.setState({ announcement: text }),
  };
}

export type App = ReturnType<typeof createApp>;
