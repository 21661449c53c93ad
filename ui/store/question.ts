/** One purpose for which the engine is asked: each question once, the latest wins, and it can be stopped. */
import type { EngineClient } from '../../engine/api/client.ts';
import type { JobKind, JobRequest, JobResult, Progress } from '../../engine/api/protocol.ts';
import { runAgain } from './engine.ts';

export interface Answer<T> {
  /** The last answer; while `progress` is not null it is one to an older question. */
  readonly value: T | null;
  /** How far the work on the latest question is; null when there is none. */
  readonly progress: Progress | null;
  /** Why the latest question has no answer, in words; empty when it has one or is being worked on. */
  readonly failure: string;
}

export const NO_ANSWER = { value: null, progress: null, failure: '' } as const;

const STOPPED = 'Stopped before it was done.';

interface Asking<K extends JobKind> {
  readonly engine: EngineClient;
  /** Tells the engine's work for this apart from work for others. */
  readonly purpose: string;
  /** How many answers are kept, so that going back to a question shows it at once; none unless given. */
  readonly keeps?: number;
  /** Hears of every step of the answer. */
  readonly tell: (answer: Partial<Answer<JobResult<K>>>) => void;
}

/** Asks for one purpose. */
export function createQuestion<K extends JobKind>({ engine, purpose, keeps = 0, tell }: Asking<K>) {
  const kept = new Map<string, JobResult<K>>();
  let asked = '';
  let isUnderWay = false;
  let last: JobRequest<K> | null = null;
  let running = new AbortController();

  async function put(request: JobRequest<K>, question: string): Promise<void> {
    const isCurrent = () => asked === question;
    isUnderWay = true;
    tell({ progress: { step: 'Starting', fraction: 0 }, failure: '' });
    const outcome = await runAgain(engine, request, {
      latest: purpose,
      signal: running.signal,
      onProgress: (progress) => {
        if (isCurrent()) tell({ progress });
      },
    });
    if (!isCurrent()) return;
    isUnderWay = false;
    if (outcome.ok) {
      keep(question, outcome.value);
      tell({ value: outcome.value, progress: null, failure: '' });
    } else {
      const failure = outcome.error.code === 'cancelled' ? STOPPED : outcome.error.message;
      tell({ value: null, progress: null, failure });
    }
  }

  function keep(question: string, value: JobResult<K>): void {
    kept.set(question, value);
    const [oldest] = kept.keys();
    if (kept.size > keeps && oldest !== undefined) kept.delete(oldest);
  }

  function cancel(): void {
    running.abort();
    running = new AbortController();
  }

  return {
    /** Asks unless this was asked last; null forgets the answer. `key` tells apart what the request does not, such as the system. */
    ask(request: JobRequest<K> | null, key = ''): void {
      const question = request === null ? '' : `${key} ${JSON.stringify(request)}`;
      if (question === asked) return;
      asked = question;
      last = request;
      isUnderWay = false;
      const known = kept.get(question);
      if (request === null) {
        cancel();
        tell(NO_ANSWER);
      } else if (known === undefined) void put(request, question);
      else tell({ value: known, progress: null, failure: '' });
    },

    /** Stops the work under way; the question stays unanswered until `again`. */
    cancel,

    /** Asks again what was stopped or went wrong. */
    again(): void {
      if (last !== null && !isUnderWay) void put(last, asked);
    },

    /** Forgets the work under way, to be asked for anew; what was answered stays. */
    leave(): void {
      cancel();
      if (!isUnderWay) return;
      isUnderWay = false;
      asked = '';
      tell({ progress: null });
    },

    /** Forgets everything. */
    clear(): void {
      cancel();
      kept.clear();
      asked = '';
      tell(NO_ANSWER);
    },
  };
}
