/**
 * How long a dependent runs on after it has lost a supplier, by role, where a dataset does not say
 * (model.md, section 8). A role that is not listed has no grace.
 */

const NOTHING_BETWEEN = { hours: 0, why: 'nothing stands between', source: 'by definition' };

export interface GraceDefault {
  readonly role: string;
  readonly hours: number;
  /** What carries the dependent over. */
  readonly why: string;
  /** Where the number is from. */
  readonly source: string;
}

/** One entry per role. */
export const GRACE_DEFAULTS: readonly GraceDefault[] = [
  { role: 'hosting', ...NOTHING_BETWEEN },
  { role: 'cdn', ...NOTHING_BETWEEN },
  { role: 'network', ...NOTHING_BETWEEN },
  { role: 'payment', ...NOTHING_BETWEEN },
  {
    role: 'dns',
    hours: 1,
    why: 'resolvers go on with cached answers',
    source: 'assumed; published times to live run from 5 minutes to 1 day',
  },
  {
    role: 'identity',
    hours: 1,
    why: 'sessions go on while their access tokens are valid',
    source: 'assumed; access tokens live about an hour',
  },
  {
    role: 'ca',
    hours: 720,
    why: 'certificates are renewed when two thirds of 90 days are over, which leaves 30 days',
    source: 'renewal practice for 90-day certificates; 47-day certificates, from 2029, leave 15.7 days',
  },
  {
    role: 'ntp',
    hours: 1056,
    why: 'a clock that runs freely takes 44 days to be 5 minutes off',
    source:
      'median error of 78 ppm, about 7 s a day, over some 20,000 hosts: https://www.taylorfrancis.com/books/9780429114397/chapters/10.1201/9781420006155-16',
  },
  {
    role: 'control-plane',
    hours: 2,
    why: 'running load goes on, scaling and launches stop',
    source: 'assumed',
  },
];
