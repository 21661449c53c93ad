/** Where measures come from: those that come with the page, and files of a person's own, read by the engine. */
import type { EngineClient } from '../../engine/api/client.ts';
import { runAgain } from './engine.ts';
import { LONGEST_FILE, type MeasureChoice } from './policy-choice.ts';
import type { Library, OwnFile } from './policy-library.ts';
import { idIn } from './policy-link.ts';
import type { Problem } from './types.ts';
import { countText } from './words.ts';

/** What is filled. */
interface Shelf {
  getState(): { readonly library: Library };
  setState(patch: { readonly library?: Library; readonly missing?: string }): void;
}

/** Files that are asked for and not read yet. */
type Reading = Set<string>;

/** Fills the library; `update` hears when it has something new. */
export function createPolicyFiles(engine: EngineClient, shelf: Shelf, update: () => void) {
  const reading: Reading = new Set();
  let isFetching = false;

  async function fetch(): Promise<void> {
    isFetching = true;
    shelf.setState({ missing: '' });
    try {
      const { PRESETS } = await import('./policy-presets.ts');
      shelf.setState({ library: { ...shelf.getState().library, presets: PRESETS } });
      update();
    } catch {
      shelf.setState({ missing: 'The measures could not be fetched.' });
    }
  }

  function keep(text: string, file: OwnFile): void {
    const { library } = shelf.getState();
    shelf.setState({ library: { ...library, files: new Map([...library.files, [text, file]]) } });
  }

  async function readText(name: string, text: string): Promise<OwnFile> {
    const bytes = new TextEncoder().encode(text);
    const outcome = await runAgain(engine, { kind: 'readScenario', file: { name, bytes }, values: {} });
    if (outcome.ok) return { read: outcome.value };
    const [first] = outcome.error.problems ?? [];
    return { read: null, problem: first ? `${name}: ${problemText(first)}` : outcome.error.message };
  }

  return {
    /** Fetches the measures that come with the page, once. */
    fetchPresets(): void {
      if (!isFetching) void fetch();
    },

    /** Fetches them again after they could not be had. */
    fetchAgain: () => void fetch(),

    /** Reads the files that these measures hold, as those of a link do. */
    read(measures: readonly MeasureChoice[]): void {
      const { files } = shelf.getState().library;
      for (const { id, file } of measures) {
        if (file === '' || files.has(file) || reading.has(file)) continue;
        reading.add(file);
        void readText(`${id}.json`, file).then((own) => {
          reading.delete(file);
          keep(file, own);
          update();
        });
      }
    },

    /** Reads a file that a person chose. */
    async readFile(file: File): Promise<{ readonly measure: MeasureChoice } | { readonly problem: string }> {
      if (file.size > LONGEST_FILE * 4) return { problem: tooLong(file.name) };
      const whole = await file.text();
      const own = await readText(file.name, whole);
      if (own.read === null) return { problem: own.problem };
      const text = JSON.stringify(JSON.parse(whole));
      if (text.length > LONGEST_FILE) return { problem: tooLong(file.name) };
      keep(text, own);
      return { measure: { id: idIn(text) ?? own.read.scenario.id, values: {}, file: text } };
    },
  };
}

function problemText({ column, value, message }: Pick<Problem, 'column' | 'value' | 'message'>): string {
  const place = [column, value === '' ? '' : `= ${value}`].join(' ').trim();
  return place === '' ? message : `${place}: ${message}`;
}

function tooLong(name: string): string {
  return `${name} has more than ${countText(LONGEST_FILE)} characters, which is too long for a link. Leave out what it does not need.`;
}
