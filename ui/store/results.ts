/** What the engine says about the session's choices; asked anew whenever they change. */
import { createStore } from 'zustand/vanilla';
import type { EngineClient } from '../../engine/api/client.ts';
import type {
  CascadeResult,
  ChainStep,
  Inspection,
  JobKind,
  JobRequest,
  JobResult,
} from '../../engine/api/protocol.ts';
import type { DatasetStore } from './dataset.ts';
import { runAgain } from './engine.ts';
import type { SessionStore } from './session.ts';
import type { SystemView } from './types.ts';

export interface Results {
  readonly cascade: CascadeResult | null;
  readonly inspection: Inspection | null;
  readonly chain: readonly ChainStep[];
  /** Entities that run but could not start again after a total stop; null until it is known. */
  readonly deadlocks: ReadonlySet<number> | null;
}

const NOTHING: Results = { cascade: null, inspection: null, chain: [], deadlocks: null };

/** Empty results. */
export function createResults() {
  return createStore<Results>()(() => NOTHING);
}

export type ResultsStore = ReturnType<typeof createResults>;

/** Index into the dataset's weights of the one chosen; 0 when none is or it is unknown. */
export function weightIndex(view: SystemView, column: string): number {
  return Math.max(
    0,
    view.weights.findIndex((weight) => weight.column === column),
  );
}

interface Stores {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly results: ResultsStore;
}

/** Keeps the results in step with session and dataset; `onError` hears what went wrong, in words. */
export function followSession(engine: EngineClient, stores: Stores, onError: (message: string) => void) {
  const { session, dataset, results } = stores;
  const asked = {
    cascade: '',
    inspect: '',
    explain: '',
    deadlocks: '',
    system: null as SystemView | null,
  };

  /** Asks once per question; a later question of the same purpose wins. */
  async function ask<K extends JobKind>(
    purpose: keyof typeof asked & string,
    question: string,
    request: JobRequest<K>,
    done: (value: JobResult<K>) => void,
  ): Promise<void> {
    const system = asked.system;
    const outcome = await runAgain(engine, request, { latest: purpose });
    if (asked.system !== system || asked[purpose] !== question) return;
    if (outcome.ok) done(outcome.value);
    else if (outcome.error.code !== 'cancelled') onError(outcome.error.message);
  }

  function update(): void {
    const { view, indexOf } = dataset.getState();
    const { failed, selected, weight: column } = session.getState();
    if (!view) return;
    if (asked.system !== view) {
      Object.assign(asked, { cascade: '', inspect: '', explain: '', deadlocks: '', system: view });
      results.setState(NOTHING);
    }
    const weight = view.weights[weightIndex(view, column)]?.column ?? '';
    const fail = failed.map((id) => indexOf.get(id)).filter((v) => v !== undefined);
    const entity = selected === null ? undefined : indexOf.get(selected);

    const cascadeQuestion = fail.length === 0 ? '' : `${weight} ${fail.join(' ')}`;
    if (cascadeQuestion !== asked.cascade) {
      asked.cascade = cascadeQuestion;
      if (cascadeQuestion === '') results.setState({ cascade: null });
      else {
        void ask<'cascade'>('cascade', cascadeQuestion, { kind: 'cascade', fail, weight }, (cascade) => {
          results.setState({ cascade });
          update();
        });
      }
    }

    const inspectQuestion = entity === undefined ? '' : `${weight} ${entity}`;
    if (inspectQuestion !== asked.inspect) {
      asked.inspect = inspectQuestion;
      if (entity === undefined) results.setState({ inspection: null });
      else {
        void ask<'inspect'>('inspect', inspectQuestion, { kind: 'inspect', entity, weight }, (inspection) =>
          results.setState({ inspection }),
        );
      }
    }

    if (entity !== undefined && asked.deadlocks === '') {
      asked.deadlocks = 'asked';
      void ask<'deadlocks'>('deadlocks', 'asked', { kind: 'deadlocks' }, (deadlocks) =>
        results.setState({ deadlocks: new Set(deadlocks) }),
      );
    }

    const { cascade } = results.getState();
    const isAffected = entity !== undefined && fail.length > 0 && (cascade?.level[entity] ?? 1) < 1;
    const explainQuestion = isAffected ? `${entity} of ${fail.join(' ')}` : '';
    if (explainQuestion !== asked.explain) {
      asked.explain = explainQuestion;
      results.setState({ chain: [] });
      if (isAffected) {
        void ask<'explain'>('explain', explainQuestion, { kind: 'explain', fail, entity }, (chain) =>
          results.setState({ chain }),
        );
      }
    }
  }

  session.subscribe(update);
  dataset.subscribe((now, before) => {
    if (now.view !== before.view) update();
  });
  update();
}
