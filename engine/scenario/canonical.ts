/** One text for everything that means the same, so that it can be compared and hashed. */
import { fingerprint } from '../model/fingerprint.ts';
import type { Scenario } from './schema.ts';

/** JSON with the keys of every object in the order of their characters; what is undefined is left out. */
export function canonicalJson(value: unknown, indent?: number): string {
  return JSON.stringify(sorted(value), null, indent);
}

/**
 * Fingerprint of what a scenario does, 16 hexadecimal digits: the same for the same interventions in the same
 * order, whatever the scenario is called and wherever it comes from.
 */
export function scenarioHash({ schemaVersion, interventions }: Scenario): string {
  return fingerprint([bytesOfText(canonicalJson({ schemaVersion, interventions }))]);
}

/** The bytes of a text, for a fingerprint. O(characters). */
export function bytesOfText(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) >> 8;
    bytes[2 * i + 1] = text.charCodeAt(i);
  }
  return bytes;
}

/** A scenario as a file: reading it back gives the same one. */
export function scenarioText(scenario: Scenario): string {
  return `${canonicalJson(scenario, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
