import type { EngineError, Outcome } from './protocol.ts';

/** An outcome that carries an error. */
export function failure(code: EngineError['code'], message: string): Outcome<never> {
  return { ok: false, error: { code, message } };
}
