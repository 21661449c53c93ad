/** What the import page says. */
import type { TablePreview } from '../../engine/api/protocol.ts';
import { type Importing, openDecisions } from './importing.ts';
import { bytesText, counted, countText } from './words.ts';

const SEPARATORS: Readonly<Record<string, string>> = {
  ',': 'comma separated',
  ';': 'semicolon separated',
  '\t': 'tab separated',
  '|': 'bar separated',
};

const SHAPES = {
  dependencies: 'One row per dependency',
  wide: 'One row per dependent, a column per role',
  entities: 'One row per entity',
} as const;

/** The finding in a sentence: what was read and what is left to do. */
export function importSentence(importing: Importing): string {
  const { step, preview, done, failure } = importing;
  if (failure !== '') return 'The files could not be read.';
  if (step === 'Done' && done) {
    const { newDependencyCount, newEntityCount } = done.result;
    return `Imported: ${counted(newDependencyCount, 'dependency', 'dependencies')} and ${counted(newEntityCount, 'entity', 'entities')}.`;
  }
  if (!preview) return 'Import tables';
  const rows = preview.tables.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const read = `${counted(rows, 'row', 'rows')} read.`;
  const open = new Set(openDecisions(importing).map(({ table, column }) => `${table} ${column}`)).size;
  if (open === 0) return `${read} Nothing changes before you import.`;
  return `${read} ${open === 1 ? 'One column needs' : `${numberWord(open)} columns need`} your decision before anything changes.`;
}

const NUMBER_WORDS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six'];

/** A small number at the beginning of a sentence: "Two". */
function numberWord(count: number): string {
  return NUMBER_WORDS[count] ?? countText(count);
}

/** How a file was read: "dependencies.csv, 47 KB, comma separated, UTF-8". */
export function tableSentence({ files, plan, preview, shown }: Importing): string {
  const table = preview?.tables.find(({ name }) => name === shown);
  if (!table) return '';
  const size = files.find(({ name }) => name === table.file)?.bytes.length ?? 0;
  const shape = plan?.tables.find(({ file }) => file === shown)?.shape;
  const facts = [table.name, bytesText(size), ...formatWords(table)].join(', ');
  return `${facts}. ${shape ? `${SHAPES[shape]}. ` : ''}The file stays on this machine.`;
}

function formatWords({ format }: TablePreview): string[] {
  const { kind, separator, encoding, packed, sheet } = format;
  return [
    kind === 'csv' ? (SEPARATORS[separator ?? ','] ?? 'separated') : kind.toUpperCase(),
    ...(encoding ? [encoding.toUpperCase()] : []),
    ...(sheet ? [`sheet ${sheet}`] : []),
    ...(packed ? ['packed'] : []),
  ];
}

/** What an import would add or make, before it does: "237 dependencies, 235 entities. Can be undone." */
export function outcomeSentence({ trial, onto, isStale }: Importing): string {
  if (isStale || !trial) return 'Counting what would be imported.';
  const { result } = trial;
  if (!result) return 'Nothing would be imported: see the problems.';
  const { newDependencyCount, newEntityCount, dependencyCount, entityCount } = result;
  const made =
    onto === 'open'
      ? `Adds ${counted(newDependencyCount, 'dependency', 'dependencies')} and ${counted(newEntityCount, 'entity', 'entities')}`
      : `${counted(dependencyCount, 'dependency', 'dependencies')}, ${counted(entityCount, 'entity', 'entities')}`;
  return `${made}. Can be undone.`;
}

const SAME_WORDS = {
  lei: 'Same LEI',
  name: 'Same name',
  'alike-name': 'Same name but for its spelling',
  domain: 'Same domain',
  id: 'The id of one is the name of the other',
} as const;

/** Why two entities may be one. */
export function sameReasonText(reason: keyof typeof SAME_WORDS): string {
  return SAME_WORDS[reason];
}

/** What one of the words of a column does, in a few words. */
export function wordEffect(field: string, to: string): string {
  if (to === '')
    return field === 'loss' || field === 'confidence' ? 'as if nothing were said' : 'needs a choice';
  if (to === 'alternative') return 'nothing lost while another works';
  if (field === 'loss') {
    const value = Number(to);
    return value >= 1 ? 'the dependent stops' : value > 0 ? 'a part of it is lost' : 'nothing is lost';
  }
  if (field === 'confidence') return Number(to) >= 1 ? 'the dependency is sure' : 'it may not be there';
  return 'read as this';
}
