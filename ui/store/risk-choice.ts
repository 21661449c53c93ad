/** What a person asks on the Risk page: small, part of the session and the link. */
import type { Failover } from './stress-choice.ts';
import { countText } from './words.ts';

export const RISK_PARTS = ['year', 'moment', 'sure'] as const;

export const EVIDENCES = ['as-given', 'drawn'] as const;

export const LOSS_UNITS = ['each', 'all', 'share'] as const;

/** What losses are told in: hours per unit of weight, weight × hours, or a share of all service of a year. */
export type LossUnit = (typeof LOSS_UNITS)[number];

export interface RiskChoice {
  /** Years that are wanted. */
  readonly years: number;
  readonly seed: number;
  readonly failover: Failover;
  readonly evidence: (typeof EVIDENCES)[number];
  readonly unit: LossUnit;
  /** How many years there were when a person stopped them; null to have all that are wanted. */
  readonly stop: number | null;
  /** Which of the page's parts is shown. */
  readonly part: (typeof RISK_PARTS)[number];
}

export const FIRST_RISK: RiskChoice = {
  years: 10_000,
  seed: 1,
  failover: 'drawn',
  evidence: 'as-given',
  unit: 'each',
  part: 'year',
  stop: null,
};

/** Numbers of years that are offered; any other can be asked for. */
export const YEAR_COUNTS = [1_000, 10_000, 100_000, 1_000_000] as const;

/** Losses of more years than this would not fit into a page. */
export const MOST_RISK_YEARS = 10_000_000;

/** Years as bad that a number needs; the engine withholds others. */
export const LEAST_EXCEEDANCES = 30;

export const MOST_SEED = 2 ** 32 - 1;

/** Whether two choices ask for and show the same. */
export function sameRisk(a: RiskChoice, b: RiskChoice): boolean {
  return (
    a.years === b.years &&
    a.seed === b.seed &&
    a.failover === b.failover &&
    a.evidence === b.evidence &&
    a.unit === b.unit &&
    a.part === b.part &&
    a.stop === b.stop
  );
}

/** A choice with some of it changed; who asks for other years wants all of them, who looks at them in another way does not. */
export function withRisk(choice: RiskChoice, patch: Partial<RiskChoice>): RiskChoice {
  const isLook = patch.unit !== undefined || patch.part !== undefined;
  return { ...choice, ...(isLook ? {} : { stop: null }), ...patch };
}

const UNIT_NAMES: Readonly<Record<LossUnit, string>> = {
  each: 'count hours for each',
  all: 'count hours of all',
  share: 'count a share of all service',
};

const PART_NAMES: Readonly<Record<RiskChoice['part'], string>> = {
  year: 'look at a year',
  moment: 'look at a random moment',
  sure: 'look at how sure it is',
};

const FAILOVER_NAMES: Readonly<Record<Failover, string>> = {
  always: 'let switches always work',
  never: 'let switches never work',
  drawn: 'draw whether switches work',
};

/** The name of a change of what the page asks or shows, in words that fit behind "Undo: ". */
export function nameOfRisk(patch: Partial<RiskChoice>): string {
  if (patch.years !== undefined) return `simulate ${countText(patch.years)} years`;
  if (patch.seed !== undefined) return `simulate with seed ${patch.seed}`;
  if (patch.failover !== undefined) return FAILOVER_NAMES[patch.failover];
  if (patch.evidence !== undefined)
    return patch.evidence === 'drawn' ? 'draw uncertain dependencies' : 'take dependencies as given';
  if (patch.unit !== undefined) return UNIT_NAMES[patch.unit];
  return PART_NAMES[patch.part ?? 'year'];
}
