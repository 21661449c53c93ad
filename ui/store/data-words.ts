/** How well the data are known, in words. */
import type { DataQuality } from '../../engine/api/protocol.ts';
import { counted, countText, shareText } from './words.ts';

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
