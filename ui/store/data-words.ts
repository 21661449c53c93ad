/** How well the data are known, in words. */
import type { DataQuality, Edit } from '../../engine/api/protocol.ts';
import { counted, countText, listText, shareText } from './words.ts';

/** Grades of evidence as a person reads them. */
const GRADES: ReadonlyMap<string, string> = new Map([
  ['first-party', 'Said by the firm itself'],
  ['report', 'Reported by others'],
  ['memory', 'From memory'],
  ['assumed', 'Assumed'],
]);

/** A grade of evidence in words. */
export function gradeText(grade: string): string {
  return GRADES.get(grade) ?? grade;
}

/** Part of the dependencies that somebody has said or reported. */
function supportedShare({ grades }: DataQuality): number {
  const total = grades.reduce((sum, { count }) => sum + count, 0);
  const supported = grades
    .filter(({ grade }) => grade === 'first-party' || grade === 'report')
    .reduce((sum, { count }) => sum + count, 0);
  return total > 0 ? supported / total : 0;
}

/** The finding of the Data page, in a sentence. */
export function dataFinding(quality: DataQuality): string {
  const total = quality.grades.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return 'No dependencies are listed yet';
  return `${shareText(supportedShare(quality))} of ${counted(total, 'dependency', 'dependencies')} are said or reported by somebody; the others are from memory or assumed`;
}

/** What else to know of the evidence. */
export function evidenceText({
  year,
  oldAfter,
  old,
  undated,
  uncertain,
  suppliers,
  rated,
}: DataQuality): string {
  const age =
    year === 0
      ? 'No evidence has a date.'
      : `${countText(old)} are more than ${oldAfter} years older than ${year}, ${countText(undated)} have no date.`;
  return `${age} ${countText(uncertain)} are listed as uncertain. ${countText(rated)} of ${counted(suppliers, 'supplier', 'suppliers')} have a rate of outages.`;
}

/** Header of a column as a person reads it: "outages_per_year" becomes "Outages per year". */
export function headerText(header: string): string {
  const words = header.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A change in words that fit behind "Undo: ". */
export function editText(edit: Edit): string {
  switch (edit.do) {
    case 'set':
      return `set ${edit.column} of ${rowText(edit.table, edit.row)}`;
    case 'add': {
      const { id, dependent, supplier } = edit.cells;
      return `add ${edit.table === 'entities' ? id : `${dependent} on ${supplier}`}`;
    }
    case 'remove':
      return edit.table === 'entities'
        ? `delete ${counted(edit.rows.length, 'entity', 'entities')}`
        : `delete ${counted(edit.rows.length, 'dependency', 'dependencies')}`;
    default:
      return `merge ${listText(edit.ids)} into ${edit.into}`;
  }
}

/** What a change sets, or which rows it is about, where its name does not say so. */
export function editDetail(edit: Edit): string {
  if (edit.do === 'set') return edit.value === '' ? 'empty' : edit.value;
  if (edit.do === 'remove') return listText(edit.rows.map((row) => rowText(edit.table, row)));
  return '';
}

/** A row in words, by its key. */
function rowText(table: 'entities' | 'dependencies', key: string): string {
  if (table === 'entities') return key;
  try {
    const [dependent, supplier] = JSON.parse(key) as readonly string[];
    return `${dependent} on ${supplier}`;
  } catch {
    return key;
  }
}
