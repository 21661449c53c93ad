/** The report in a link: `report-part=risk&report-title=...`; what is as usual is left out. */
import { z } from 'zod';
import {
  FIRST_REPORT,
  MOST_TITLE,
  MOST_WORDS,
  REPORT_PARTS,
  type ReportChoice,
  sameReport,
} from './report-choice.ts';

const TEXTS = { title: MOST_TITLE, introduction: MOST_WORDS, conclusion: MOST_WORDS } as const;

const NONE = 'none';

/** Writes the report into the query of a link. */
export function encodeReport(query: URLSearchParams, choice: ReportChoice): void {
  if (!sameReport({ ...FIRST_REPORT, parts: choice.parts }, FIRST_REPORT)) {
    for (const part of choice.parts) query.append('report-part', part);
    if (choice.parts.length === 0) query.set('report-part', NONE);
  }
  for (const field of Object.keys(TEXTS) as (keyof typeof TEXTS)[])
    if (choice[field] !== '') query.set(`report-${field}`, choice[field]);
}

/** Reads the report from the query of a link; `problem` hears what could not be read and was left out. */
export function decodeReport(query: URLSearchParams, problem: (words: string) => void): ReportChoice {
  const named = query.getAll('report-part');
  const isKnown = (part: string) => part === NONE || z.enum(REPORT_PARTS).safeParse(part).success;
  if (!named.every(isKnown)) problem('parts of the report');
  const text = (field: keyof typeof TEXTS) => {
    const value = query.get(`report-${field}`) ?? '';
    if (value.length <= TEXTS[field]) return value;
    problem(`${field} of the report`);
    return '';
  };
  const isUsual = named.length === 0 || !named.some(isKnown);
  return {
    parts: isUsual ? FIRST_REPORT.parts : REPORT_PARTS.filter((part) => named.includes(part)),
    title: text('title'),
    introduction: text('introduction'),
    conclusion: text('conclusion'),
  };
}
