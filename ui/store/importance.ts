/** What the engine says about the importance of every entity: measures, asked for while somebody looks at them. */
import { createStore } from 'zustand/vanilla';
import type { EngineClient } from '../../engine/api/client.ts';
import type { MeasureDescription } from '../../engine/api/protocol.ts';
import type { DatasetStore } from './dataset.ts';
import { runAgain } from './engine.ts';
import { weightIndex } from './results.ts';
import type { SessionStore } from './session.ts';
import type { SystemView } from './types.ts';

/** Ids of the engine's measures, the quick ones first: they share one thread. */
export const MEASURES = ['direct-impact', 'reach-up', 'pagerank', 'blast-radius', 'betweenness'] as const;

export type MeasureId = (typeof MEASURES)[number];

/** Measures that count losses by the chosen weight. */
const BY_WEIGHT: ReadonlySet<string> = new Set<MeasureId>(['direct-impact', 'blast-radius']);

/** One measure of all entities, as far as it is known. */
export interface Measured {
  /** One value per entity; null until it is computed. */
  readonly values: Float64Array | null;
  /** Standard error of each value where the method samples; empty otherwise. */
  readonly standardError: Float64Array;
  /** Which method ran and what it leaves uncertain, in words; empty when there was no choice. */
  readonly note: string;
  /** How much is done, 0..1; null while nothing is being computed. */
  readonly fraction: number | null;
  /** Why there are no values, in words; empty when there are, or when they will come. */
  readonly failure: string;
}

export interface Importance {
  /** Those of the table, and any other that the map was asked to show. */
  readonly measures: Readonly<Record<MeasureId, Measured> & Record<string, Measured>>;
  /** What the measures say of themselves; empty until it is known. */
  readonly descriptions: readonly MeasureDescription[];
}

const NOT_ASKED: Measured = {
  values: null,
  standardError: new Float64Array(),
  note: '',
  fraction: null,
  failure: '',
};

const NOTHING: Importance = {
  measures: {
    'direct-impact': NOT_ASKED,
    'reach-up': NOT_ASKED,
    pagerank: NOT_ASKED,
    'blast-radius': NOT_ASKED,
    betweenness: NOT_ASKED,
  },
  descriptions: [],
};

/** Nothing measured yet. */
export function createImportance() {
  return createStore<Importance>()(() => NOTHING);
}

export type ImportanceStore = ReturnType<typeof createImportance>;

const STOPPED = 'Stopped before it was done.';

interface Stores {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly importance: ImportanceStore;
}

/** Keeps the measures that are wanted in step with system and weight; a slow one does not hold a quick one up. */
export function followImportance(engine: EngineClient, { session, dataset, importance }: Stores) {
  const wanted = new Map<string, number>();
  /** The weight that each measure was last asked for. */
  const asked = new Map<string, string>();
  let system: SystemView | null = null;
  const running = new Map<string, AbortController>();
  let isDescribed = false;

  function tell(id: string, measured: Partial<Measured>): void {
    importance.setState(({ measures }) => ({
      measures: { ...measures, [id]: { ...NOT_ASKED, ...measures[id], ...measured } },
    }));
  }

  async function describe(): Promise<void> {
    isDescribed = true;
    const outcome = await runAgain(engine, { kind: 'measures' });
    if (outcome.ok) importance.setState({ descriptions: outcome.value });
    else isDescribed = false;
  }

  function weightFor(view: SystemView, id: string): string {
    const weight = view.weights[weightIndex(view, session.getState().weight)]?.column ?? '';
    return BY_WEIGHT.has(id) ? weight : (view.weights[0]?.column ?? '');
  }

  async function measure(view: SystemView, id: string): Promise<void> {
    const weight = weightFor(view, id);
    const stop = new AbortController();
    running.set(id, stop);
    asked.set(id, weight);
    tell(id, { ...NOT_ASKED, fraction: 0 });
    const outcome = await runAgain(
      engine,
      { kind: 'rank', measures: [id], weight },
      {
        signal: stop.signal,
        onProgress: ({ fraction }) => {
          if (running.get(id) === stop) tell(id, { fraction });
        },
      },
    );
    if (running.get(id) !== stop) return;
    running.delete(id);
    if (outcome.ok) {
      const [values = null] = outcome.value.columns;
      const [standardError = NOT_ASKED.standardError] = outcome.value.standardErrors;
      const note = outcome.value.measures[0]?.note ?? '';
      tell(id, { values, standardError, note, fraction: null });
    } else {
      const failure = outcome.error.code === 'cancelled' ? STOPPED : outcome.error.message;
      tell(id, { fraction: null, failure });
    }
    update();
  }

  /** Makes a measure as if it had never been asked for. */
  function forget(id: string): void {
    const stop = running.get(id);
    running.delete(id);
    stop?.abort();
    if (asked.delete(id)) tell(id, NOT_ASKED);
  }

  /** The table's measures first, for they are ordered by how long they take. */
  function known(): readonly string[] {
    return [...new Set<string>([...MEASURES, ...wanted.keys(), ...asked.keys()])];
  }

  function update(): void {
    const { view } = dataset.getState();
    if (view !== system) {
      for (const id of known()) forget(id);
      system = view;
    }
    if (!view) return;
    const isStale = (id: string) => asked.get(id) !== weightFor(view, id);
    for (const id of known()) if (isStale(id) || (running.has(id) && !wanted.has(id))) forget(id);
    // the thread is left to what another page asks for
    if (session.getState().page !== 'map') return;
    if (!isDescribed) void describe();
    const next = known().find((id) => running.has(id) || (wanted.has(id) && isStale(id)));
    if (next === undefined || running.has(next)) return;
    void measure(view, next);
  }

  session.subscribe(update);
  dataset.subscribe((now, before) => {
    if (now.view !== before.view) update();
  });

  return {
    /** Asks for measures, now and after every change of system or weight; returns the way to want them no more. */
    want(ids: readonly string[]): () => void {
      for (const id of ids) wanted.set(id, (wanted.get(id) ?? 0) + 1);
      update();
      return () => {
        for (const id of ids) {
          const count = (wanted.get(id) ?? 0) - 1;
          if (count > 0) wanted.set(id, count);
          else wanted.delete(id);
        }
        update();
      };
    },

    /** Stops a measure under way. */
    cancel(id: string): void {
      running.get(id)?.abort();
    },

    /** Computes again what was stopped or went wrong. */
    again(id: string): void {
      if ((importance.getState().measures[id]?.failure ?? '') === '') return;
      asked.delete(id);
      update();
    },
  };
}
