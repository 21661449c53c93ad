/** What the stress page knows: the catalogue, the film and its frame, the comparison, the reports, and why. */

import { createStore } from 'zustand/vanilla';
import type { EngineClient } from '../../engine/api/client.ts';
import type { FilmClock } from './clock.ts';
import type { DatasetStore } from './dataset.ts';
import { createProjector, type Film, type Frame, filmOf, instantAt } from './film.ts';
import { fetchIncidents } from './incidents.ts';
import { type Answer, createQuestion, NO_ANSWER } from './question.ts';
import { isAnswerWanted } from './report-choice.ts';
import { weightIndex } from './results.ts';
import type { SessionStore } from './session.ts';
import { isStressed, type StressChoice } from './stress-choice.ts';
import type {
  Incident,
  ReplayResult,
  SystemView,
  TimedFailure,
  TimelineRequest,
  TimelineStep,
} from './types.ts';

/** A frame of the film, a new object for every instant although its columns are kept. */
export interface ShownFrame {
  /** Index into the film's instants; -1 before the first. */
  readonly instant: number;
  readonly frame: Frame;
}

export interface Stress {
  /** Empty until fetched. */
  readonly incidents: readonly Incident[];
  /** Why the catalogue cannot be had, in words. */
  readonly catalogueFailure: string;
  readonly film: Answer<Film>;
  /** What the map and the lists show. */
  readonly shown: ShownFrame | null;
  readonly against: Answer<Film>;
  /** The reports beside the replay, for real outages. */
  readonly replay: Answer<ReplayResult>;
  /** Why the selected entity is at its level at the clock's hour, root first. */
  readonly steps: readonly TimelineStep[];
}

const NOTHING = {
  film: NO_ANSWER,
  shown: null,
  against: NO_ANSWER,
  replay: NO_ANSWER,
  steps: [],
} as const;

/** Nothing known yet. */
export function createStress() {
  return createStore<Stress>()(() => ({ incidents: [], catalogueFailure: '', ...NOTHING }));
}

export type StressStore = ReturnType<typeof createStress>;

/** The real outage of a choice, or undefined when it is none or not known (yet). */
export function incidentOf(
  choice: StressChoice | null,
  incidents: readonly Incident[],
): Incident | undefined {
  return incidents.find(({ id }) => id === choice?.incident);
}

/** What fails, by entity; failures of entities that the system does not have are left out. */
export function failuresOf(
  choice: StressChoice,
  incidents: readonly Incident[],
  indexOf: ReadonlyMap<string, number>,
): readonly TimedFailure[] {
  const incident = incidentOf(choice, incidents);
  const wanted = incident
    ? incident.phases
        .filter(({ use }) => use === 'fail')
        .map(({ entity, startHour, endHour, level }) => ({
          id: entity,
          start: startHour,
          duration: endHour - startHour,
          level,
        }))
    : choice.failures.map((failure) => ({
        ...failure,
        duration: failure.duration ?? Number.POSITIVE_INFINITY,
      }));
  return wanted.flatMap(({ id, start, duration, level }) => {
    const entity = indexOf.get(id);
    return entity === undefined ? [] : [{ entity, start, duration, level }];
  });
}

interface Stores {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly stress: StressStore;
  readonly clock: FilmClock;
}

/**
 * Keeps film, frame and reports in step with session, dataset and clock while the page is open. `onUnknown` hears
 * of a real outage that the catalogue does not have, and takes it out of the session.
 */
export function followStress(engine: EngineClient, stores: Stores, onUnknown: (outage: string) => void) {
  const { session, dataset, stress, clock } = stores;
  const film = createQuestion<'timeline'>({
    engine,
    purpose: 'timeline',
    tell: ({ value, ...rest }) => {
      stress.setState((now) => ({ film: { ...now.film, ...rest } }));
      if (value !== undefined) openFilm(value && filmOf(value));
    },
  });
  const against = createQuestion<'timeline'>({
    engine,
    purpose: 'against',
    tell: ({ value, ...rest }) => {
      const patch = value === undefined ? {} : { value: value && filmOf(value) };
      stress.setState((now) => ({ against: { ...now.against, ...rest, ...patch } }));
    },
  });
  const replay = createQuestion<'replay'>({
    engine,
    purpose: 'replay',
    tell: (answer) => stress.setState((now) => ({ replay: { ...now.replay, ...answer } })),
  });
  const why = createQuestion<'explainTimeline'>({
    engine,
    purpose: 'explain-timeline',
    tell: ({ value }) => {
      if (value !== undefined) stress.setState({ steps: value ?? [] });
    },
  });
  let system: SystemView | null = null;
  let projector: ReturnType<typeof createProjector> | null = null;
  let isFetching = false;

  function openFilm(next: Film | null): void {
    projector = next && system ? createProjector(next, system.entityCount) : null;
    stress.setState((now) => ({ film: { ...now.film, value: next }, shown: null }));
    // an hour from a link could not be gone to before its film was there
    if (next && !clock.store.getState().isPlaying) clock.drag(session.getState().hour);
    project();
  }

  /** Shows the frame of the clock's hour. */
  function project(): void {
    const { film, shown } = stress.getState();
    if (!projector || !film.value) return;
    const instant = instantAt(film.value, clock.store.getState().hour);
    if (shown?.instant === instant) return;
    stress.setState({ shown: { instant, frame: projector.frame(instant) } });
    explain();
  }

  function requestOf(choice: StressChoice | null): TimelineRequest | null {
    const { view, indexOf } = dataset.getState();
    const { incidents } = stress.getState();
    if (!view || !choice || !isStressed(choice)) return null;
    const failures = failuresOf(choice, incidents, indexOf);
    if (failures.length === 0) return null;
    const weight = view.weights[weightIndex(view, session.getState().weight)]?.column ?? '';
    const { failover, seed, replicate, crowding, independent, incident, until } = choice;
    return {
      failures,
      weight,
      failover,
      crowding,
      ...(failover === 'drawn' ? { seed, replicate } : {}),
      ...(until === null ? {} : { horizonHours: until }),
      ...(independent && incident !== '' ? { without: incident } : {}),
    };
  }

  function explain(): void {
    const { selected, stress: choice } = session.getState();
    const { film, shown } = stress.getState();
    const entity = selected === null ? undefined : dataset.getState().indexOf.get(selected);
    const row = entity === undefined || !shown ? -1 : shown.frame.row[entity]!;
    const request = requestOf(choice);
    const { result, instants } = film.value ?? {};
    // who is not back is held back by what may change without it
    const isBack = result === undefined || row < 0 || result.level[row] === 1;
    const hour = isBack ? result?.time[row] : instants?.[shown?.instant ?? -1];
    const isKnown = entity !== undefined && hour !== undefined && request !== null;
    why.ask(isKnown ? { kind: 'explainTimeline', ...request, entity, hour } : null, key());
  }

  const key = () => system?.hash ?? '';

  function update(): void {
    const { view } = dataset.getState();
    const now = session.getState();
    if (!view) return;
    if (system !== view) {
      system = view;
      projector = null;
      for (const question of [film, against, replay, why]) question.clear();
      stress.setState(NOTHING);
    }
    if (!isAnswerWanted(now, 'stress')) {
      clock.pause();
      return;
    }
    void fetchCatalogue();
    const { hour, isPlaying } = clock.store.getState();
    if (now.hour !== hour && !isPlaying) clock.drag(now.hour);
    const { incidents } = stress.getState();
    const unknown = [now.stress, now.against].find(
      (choice) => choice && choice.incident !== '' && !incidentOf(choice, incidents),
    );
    if (unknown && incidents.length > 0) {
      onUnknown(unknown.incident);
      return;
    }
    const request = requestOf(now.stress);
    film.ask(request && { kind: 'timeline', ...request }, key());
    const other = requestOf(now.against);
    against.ask(other && { kind: 'timeline', ...other }, key());
    const incident = incidentOf(now.stress, incidents);
    if (!incident || !request) replay.ask(null);
    else {
      const { failures: _, without: __, ...rest } = request;
      replay.ask({ kind: 'replay', ...rest, incident }, key());
    }
    explain();
  }

  async function fetchCatalogue(): Promise<void> {
    if (isFetching || stress.getState().incidents.length > 0) return;
    isFetching = true;
    try {
      const files = await fetchIncidents();
      const outcome = await engine.run({ kind: 'incidents', files }, { latest: 'incidents' });
      if (!outcome.ok) throw new Error(outcome.error.message);
      const { incidents, problems } = outcome.value;
      if (incidents.length === 0) throw new Error(problems[0]?.message ?? 'there are none.');
      stress.setState({ incidents, catalogueFailure: '' });
    } catch (fault) {
      stress.setState({
        catalogueFailure: `The real outages cannot be read: ${fault instanceof Error ? fault.message : fault}`,
      });
    }
    isFetching = false;
    if (stress.getState().incidents.length > 0) update();
  }

  session.subscribe(update);
  clock.store.subscribe(project);
  dataset.subscribe((now, before) => {
    if (now.view !== before.view) update();
  });
  update();

  return {
    /** Stops the work under way. */
    cancel(): void {
      for (const question of [film, against, replay]) question.cancel();
    },
    /** Asks again what was stopped or went wrong. */
    again(): void {
      const { film: a, against: b, replay: c, incidents } = stress.getState();
      if (incidents.length === 0) void fetchCatalogue();
      if (a.failure !== '') film.again();
      if (b.failure !== '') against.again();
      if (c.failure !== '') replay.again();
    },
  };
}
