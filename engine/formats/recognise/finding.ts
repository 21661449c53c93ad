/** Something in the tables that a person should look at, with what can be done about it. */
import type { ColumnPlan } from './import-plan.ts';

/** Something in the tables that a person should look at. */
export interface Finding {
  readonly table: string;
  readonly column: string;
  /** Whether nothing is imported before it is answered, or it is good to know. */
  readonly kind: 'decide' | 'know';
  readonly title: string;
  readonly text: string;
  readonly count: number;
  /** What can be done about it, the suggestion first. */
  readonly choices: readonly FindingChoice[];
}

/** A choice is what replaces the plan of the column. */
export interface FindingChoice {
  readonly label: string;
  readonly column: ColumnPlan;
}
