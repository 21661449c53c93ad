/** What requests ask for, checked against the open system. */
import type { System, Weight } from '../model/system.ts';
import type { Problem } from './protocol.ts';

/** A request that the engine cannot serve; the message is for the person who made it. */
export class RequestError extends Error {
  readonly code: 'bad-request' | 'bad-data' | 'no-system';
  readonly problems: readonly Problem[];
  constructor(code: RequestError['code'], message: string, problems: readonly Problem[] = []) {
    super(message);
    this.code = code;
    this.problems = problems;
  }
}

/** The weight of a system by its column; throws `RequestError` when there is none. */
export function weightOf(system: System, column: string): Weight {
  const weight = system.weights.find((each) => each.column === column);
  if (weight !== undefined) return weight;
  const columns = system.weights.map((each) => each.column).join(', ');
  throw new RequestError('bad-request', `There is no weight '${column}'. Weights: ${columns}.`);
}

/** Throws `RequestError` when one of the indices is no entity of the system. */
export function checkEntities(system: System, entities: readonly number[]): void {
  for (const v of entities)
    if (!(Number.isInteger(v) && v >= 0 && v < system.entities.count))
      throw new RequestError('bad-request', `There is no entity with index ${v}.`);
}

/** Throws `RequestError` unless a value is a whole number within bounds. */
export function checkWhole(
  what: string,
  value: number,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  if (!(Number.isInteger(value) && value >= from && value <= to))
    throw new RequestError(
      'bad-request',
      `The ${what} is ${value}; expected a whole number from ${from} to ${to}.`,
    );
}
