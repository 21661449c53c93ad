/**
 * An unexpected warning or error on the console fails the test in which it appears. A test that expects one
 * replaces the method for its own time: `vi.spyOn(console, 'warn').mockImplementation(() => {})`.
 */
import { afterAll, afterEach } from 'vitest';

const unexpected: string[] = [];

for (const level of ['warn', 'error'] as const) {
  const print = console[level];
  console[level] = (...parts: unknown[]) => {
    unexpected.push(`console.${level}: ${parts.map(String).join(' ')}`);
    print.apply(console, parts);
  };
}

function failOnMessages(): void {
  const messages = unexpected.splice(0);
  if (messages.length > 0) throw new Error(`Unexpected on the console:\n${messages.join('\n')}`);
}

afterEach(failOnMessages);
afterAll(failOnMessages);
