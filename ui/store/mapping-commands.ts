/** What a person does with mappings: keeps, uses and forgets them, and opens their files. */
import type { ImportPlan } from '../../engine/api/protocol.ts';
import { forgetMapping, planThatFits, saveMapping } from './import-library.ts';
import { findingKey, type ImportingStore } from './importing.ts';
import { MAPPING_TEMPLATES } from './mapping-templates.ts';

interface Parts {
  readonly importing: ImportingStore;
  readonly say: (tone: 'info' | 'warning' | 'error', text: string) => void;
  /** Finds out what an import of what is chosen would do. */
  readonly tryIt: () => Promise<void>;
}

/** Commands of the library of mappings. */
export function createMappingCommands({ importing, say, tryIt }: Parts) {
  function takeWritten(name: string, text: string): void {
    importing.setState({
      written: { name, text: forOneTable(text, importing.getState().plan) },
      mapping: name,
    });
    void tryIt();
  }

  return {
    /** Keeps the mapping in this browser under a name. */
    keepMapping(name: string): void {
      const { plan, preview } = importing.getState();
      if (!plan || !preview) return;
      const columns = plan.tables.map(
        ({ file }) =>
          preview.tables.find((table) => table.name === file)?.columns.map(({ column }) => column) ?? [],
      );
      importing.setState({ library: saveMapping({ name, columns, plan }), mapping: name });
      say(
        'info',
        `The mapping “${name}” is kept in this browser, and used when the same columns come again.`,
      );
    },

    /** Removes a mapping from this browser. */
    dropMapping(name: string): void {
      importing.setState({ library: forgetMapping(name), mapping: '' });
    },

    /** Uses the suggestion, a saved mapping, or one that comes with the program. */
    async chooseMapping(name: string): Promise<void> {
      const { preview, library } = importing.getState();
      if (!preview) return;
      const template = MAPPING_TEMPLATES.find((each) => each.name === name);
      if (template) {
        try {
          takeWritten(name, JSON.stringify(await template.fetch()));
        } catch {
          say('error', 'The mapping could not be fetched. Try it again when you are connected.');
        }
        return;
      }
      const saved = library.filter((each) => each.name === name);
      const found = planThatFits(saved, preview.tables);
      if (name !== '' && found === null) {
        say('warning', `The mapping “${name}” is about tables with other columns.`);
        return;
      }
      importing.setState({
        written: null,
        mapping: name,
        plan: found?.plan ?? preview.plan,
        answered: new Set(found ? preview.findings.map(findingKey) : []),
      });
      await tryIt();
    },

    /** Uses a mapping file of a person's own, as it is written. */
    async openMapping(file: File): Promise<void> {
      takeWritten(file.name, await file.text());
    },
  };
}

/** A mapping about one table is used for the one that is there, whatever the file is called. */
function forOneTable(text: string, plan: ImportPlan | null): string {
  const [table, ...others] = plan?.tables ?? [];
  if (table === undefined || others.length > 0) return text;
  try {
    const mapping = JSON.parse(text) as { tables?: { file?: unknown }[] };
    if (mapping.tables?.length !== 1) return text;
    return JSON.stringify({ ...mapping, tables: [{ ...mapping.tables[0], file: table.file }] }, null, 2);
  } catch {
    // the engine says what is wrong with it
    return text;
  }
}
