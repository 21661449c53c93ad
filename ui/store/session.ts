/**
 * What a person has chosen: small, made of ids, undoable. Arrays of the system never enter here.
 * Every change carries its name in words, so that undo and redo can say what they do. The selected
 * entity, the page and the film's hour are part of the session and of the link, but moving between them is
 * no change to undo; undo and redo go to the page where their change can be seen.
 */
import { temporal } from 'zundo';
import { createStore } from 'zustand/vanilla';
import type { PageId } from './pages.ts';
import { FIRST_POLICY, type PolicyChoice, samePolicy } from './policy-choice.ts';
import { FIRST_REPORT, type ReportChoice, sameReport } from './report-choice.ts';
import { FIRST_RISK, type RiskChoice, sameRisk } from './risk-choice.ts';
import { NO_STRESS, type StressChoice, sameStress } from './stress-choice.ts';

export const LAYOUTS = ['tower', 'force', 'table'] as const;

export type Layout = (typeof LAYOUTS)[number];

/** Empty lists let everything pass. */
export interface Filters {
  readonly kinds: readonly string[];
  readonly roles: readonly string[];
}

export const COUNTS = ['impact', 'use'] as const;

export const SUPPLIERS = ['each', 'by-operator'] as const;

/** What the concentration page shows. */
export interface ConcentrationChoice {
  /** The role that is looked at, or empty for the one that is used most. */
  readonly role: string;
  /** Whether the weight counts that cannot do without a supplier, or all weight that uses it. */
  readonly count: (typeof COUNTS)[number];
  /** Suppliers one by one, or together with all that their topmost operator runs. */
  readonly suppliers: (typeof SUPPLIERS)[number];
  /** Id of the scale that puts words to the HHI, or empty for the first. */
  readonly scale: string;
  /** Sectors and countries of the users that count; empty lists let everybody pass. */
  readonly sectors: readonly string[];
  readonly countries: readonly string[];
}

/** The part of the session that undo and redo restore. */
export interface Choice {
  readonly dataset: string;
  readonly failed: readonly string[];
  readonly layout: Layout;
  /** Column of the weight, or empty for the dataset's first. */
  readonly weight: string;
  readonly filters: Filters;
  /** Id of the measure that colours the map, or empty for the layers. */
  readonly colour: string;
  /** Id of the measure that sizes the map, or empty for the weight. */
  readonly size: string;
  readonly concentration: ConcentrationChoice;
  readonly stress: StressChoice;
  /** A second outage to compare with, or null. */
  readonly against: StressChoice | null;
  readonly risk: RiskChoice;
  readonly policy: PolicyChoice;
  readonly report: ReportChoice;
}

export interface Session extends Choice {
  readonly page: PageId;
  readonly selected: string | null;
  /** Where the film of the stress page stands, in hours. */
  readonly hour: number;
  /** Name of the last change, in words that fit behind "Undo: ". */
  readonly change: string;
}

export const BUILT_IN = 'digital-economy';

export const NO_FILTERS: Filters = { kinds: [], roles: [] };

export const FIRST_CONCENTRATION: ConcentrationChoice = {
  role: '',
  count: 'impact',
  suppliers: 'each',
  scale: '',
  sectors: [],
  countries: [],
};

export const FIRST_SESSION: Session = {
  page: 'map',
  dataset: BUILT_IN,
  failed: [],
  selected: null,
  layout: 'tower',
  weight: '',
  filters: NO_FILTERS,
  colour: '',
  size: '',
  concentration: FIRST_CONCENTRATION,
  stress: NO_STRESS,
  against: null,
  risk: FIRST_RISK,
  policy: FIRST_POLICY,
  report: FIRST_REPORT,
  hour: 0,
  change: '',
};

const CHANGES_KEPT = 100;

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** Whether two choices show the same thing. */
function sameChoice(a: Choice, b: Choice): boolean {
  return (
    a.dataset === b.dataset &&
    a.layout === b.layout &&
    a.weight === b.weight &&
    a.colour === b.colour &&
    a.size === b.size &&
    sameList(a.failed, b.failed) &&
    sameList(a.filters.kinds, b.filters.kinds) &&
    sameList(a.filters.roles, b.filters.roles) &&
    sameConcentration(a.concentration, b.concentration) &&
    sameStress(a.stress, b.stress) &&
    sameStress(a.against, b.against) &&
    sameRisk(a.risk, b.risk) &&
    samePolicy(a.policy, b.policy) &&
    sameReport(a.report, b.report)
  );
}

function sameConcentration(a: ConcentrationChoice, b: ConcentrationChoice): boolean {
  return (
    a.role === b.role &&
    a.count === b.count &&
    a.suppliers === b.suppliers &&
    a.scale === b.scale &&
    sameList(a.sectors, b.sectors) &&
    sameList(a.countries, b.countries)
  );
}

/** A session with its history, starting from `start`. */
export function createSession(start: Session = FIRST_SESSION) {
  return createStore<Session>()(
    temporal(() => start, {
      limit: CHANGES_KEPT,
      partialize: ({ selected: _, hour: __, ...remembered }) => remembered,
      equality: sameChoice,
    }),
  );
}

export type SessionStore = ReturnType<typeof createSession>;

/** Applies a named change; nothing is recorded when it changes nothing. */
export function change(store: SessionStore, name: string, patch: Partial<Omit<Session, 'change'>>): void {
  const now = store.getState();
  const next = { ...now, ...patch };
  if (sameChoice(now, next)) {
    const { selected, page, hour } = next;
    if (now.selected !== selected || now.page !== page || now.hour !== hour)
      store.setState({ selected, page, hour });
    return;
  }
  store.setState({ ...patch, change: name });
}

/** Does something that is no change to undo. */
export function withoutHistory(store: SessionStore, work: () => void): void {
  const { pause, resume } = store.temporal.getState();
  pause();
  work();
  resume();
}

/** Names of the change that undo would take back and of the one that redo would bring back, or null. */
export function undoNames(
  session: Session,
  past: readonly Partial<Session>[],
  future: readonly Partial<Session>[],
): { readonly undo: string | null; readonly redo: string | null } {
  return {
    undo: past.length > 0 ? session.change : null,
    redo: future.length > 0 ? (future.at(-1)?.change ?? '') : null,
  };
}
