/** The presets that come with the program, and scenarios by name or path. */
import { existsSync } from 'node:fs';
import type { SourceFile } from '../engine/api/protocol.ts';
import { readNamedFile } from './dataset-files.ts';
import { suggestions } from './suggestions.ts';
import { UsageError } from './usage.ts';

const TEXTS = import.meta.glob<string>('../datasets/policies/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The shipped presets as files, in the order of their ids, which are their names without the ending. */
export const PRESETS: readonly SourceFile[] = Object.entries(TEXTS)
  .map(([path, text]) => ({
    name: path.slice(path.lastIndexOf('/') + 1),
    bytes: new TextEncoder().encode(text),
  }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

/**
 * The file of a scenario or preset: the one at the path, else the shipped preset of that id. Throws `UsageError`
 * with what may have been meant, `DataError` when a file cannot be read.
 */
export function scenarioNamed(name: string): SourceFile {
  if (existsSync(name)) return readNamedFile(name);
  const shipped = PRESETS.find((file) => file.name === `${name}.json`);
  if (shipped !== undefined) return shipped;
  const id = PRESETS.map((file) => file.name.replace(/\.json$/, ''));
  const close = suggestions({ id, name: id }, name.replace(/\.json$/, ''));
  const hint = close.length > 0 ? `Did you mean ${close.join(' or ')}?` : 'See: linchpin scenarios list';
  throw new UsageError(`There is no file and no preset '${name}'. ${hint}`);
}
