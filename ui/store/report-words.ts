/** What stands in a report beside its figures: how it is cited, how far its years are, by what methods. */
import type { RangedRun } from './ranged-run.ts';
import type { ReportPart } from './report-choice.ts';
import { counted, countText } from './words.ts';

export const PART_TITLES: Readonly<Record<ReportPart, string>> = {
  system: 'The system',
  concentration: 'Concentration',
  stress: 'An outage',
  risk: 'Risk',
  policy: 'Policy',
};

/** The question that a part answers. */
export const QUESTIONS: Readonly<Record<ReportPart, string>> = {
  system: 'What is looked at?',
  concentration: 'Who does everyone depend on, directly and without knowing it?',
  stress: 'What happens when it fails?',
  risk: 'How bad can a year get, and who drives it?',
  policy: 'Which measure helps most, and how sure is that?',
};

/** How a part is worked out, each in a sentence with its reference. */
export const METHODS: Readonly<Record<ReportPart, readonly string[]>> = {
  system: [
    'An entity falls when it cannot do without what has fallen; what falls is the end of repeating that until nothing changes.',
  ],
  concentration: [
    'HHI: sum of squared shares (A. O. Hirschman, 1945; O. C. Herfindahl, 1950). Hidden share: weight that falls when the supplier alone falls, less the weight that shows it as direct supplier.',
  ],
  stress: [
    'Entities fall when what they need is gone for longer than they can bridge, and come back when it is back and their own recovery is over; hours are those of the events.',
  ],
  risk: [
    'Outages are drawn for every simulated year from rates and durations in the data. The loss of a year is weight × hours without service; the 1-in-N year is the loss that one year in N reaches. A number is told from 30 years as bad or worse on.',
  ],
  policy: [
    'Every scenario has the same simulated years, so that differences are those of the measures. Average year: t interval over blocks of years; bad year: paired bootstrap, percentiles (B. Efron, 1979).',
  ],
};

/** "12,300 of 100,000 years so far"; empty when there are all that were wanted. */
export function soFarText({ done, target }: Pick<RangedRun, 'done' | 'target'>): string {
  if (target === 0 || done >= target) return '';
  return `${countText(done)} of ${counted(target, 'year', 'years')} so far`;
}

interface Cited {
  /** The report's title. */
  readonly title: string;
  readonly dataset: string;
  readonly asOf: string;
  readonly hash: string;
  /** Version of the engine that made the results; empty when there are none. */
  readonly engine: string;
  /** Seeds of the results that are in, with what they are of. */
  readonly seeds: readonly { readonly of: string; readonly seed: number }[];
  readonly link: string;
}

/** What somebody needs to cite the report and to make it again. */
export function citationText({ title, dataset, asOf, hash, engine, seeds, link }: Cited): string {
  const sentences = [
    `${title.replace(/[.?!]$/, '')}.`,
    `Linchpin${engine === '' ? '' : `, engine ${engine}`}.`,
    `Data: ${dataset}${asOf === '' ? '' : `, ${asOf}`}, hash ${hash}.`,
    ...seeds.map(({ of, seed }) => `Seed of ${of}: ${seed}.`),
    link,
  ];
  return sentences.join(' ');
}
