/** What a person puts into the report: small, part of the session and the link. */
import type { PageId } from './pages.ts';

export const REPORT_PARTS = ['system', 'concentration', 'stress', 'risk', 'policy'] as const;

export type ReportPart = (typeof REPORT_PARTS)[number];

export interface ReportChoice {
  /** Which parts are in; they always stand in the order of `REPORT_PARTS`. */
  readonly parts: readonly ReportPart[];
  /** A title of a person's own, or empty for the dataset's. */
  readonly title: string;
  /** A person's own words before the parts and after them; empty for none. */
  readonly introduction: string;
  readonly conclusion: string;
}

export const FIRST_REPORT: ReportChoice = {
  parts: ['system', 'concentration', 'risk'],
  title: '',
  introduction: '',
  conclusion: '',
};

/** Characters that a link still carries with all else that it holds; the fields take no more. */
export const MOST_TITLE = 160;
export const MOST_WORDS = 1_200;

/** Whether two choices show the same report. */
export function sameReport(a: ReportChoice, b: ReportChoice): boolean {
  return (
    a.title === b.title &&
    a.introduction === b.introduction &&
    a.conclusion === b.conclusion &&
    a.parts.length === b.parts.length &&
    a.parts.every((part, i) => part === b.parts[i])
  );
}

/** Whether the numbers of a page are wanted: it is open, or the report with them in. */
export function isAnswerWanted(
  session: { readonly page: PageId; readonly report: ReportChoice },
  part: ReportPart,
): boolean {
  return session.page === part || (session.page === 'report' && session.report.parts.includes(part));
}

/** The parts with one put in or taken out, in their order. */
export function toggledPart(parts: readonly ReportPart[], part: ReportPart): readonly ReportPart[] {
  return REPORT_PARTS.filter((each) => parts.includes(each) !== (each === part));
}

/** The name of a change of the report, in words that fit behind "Undo: ". */
export function nameOfReport(patch: Partial<ReportChoice>): string {
  if (patch.parts !== undefined) return 'change what is in the report';
  if (patch.title !== undefined) return 'change the title of the report';
  return patch.introduction === undefined
    ? 'change the conclusion of the report'
    : 'change the introduction of the report';
}
