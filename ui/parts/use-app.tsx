/** The page's state in React. */
import { createContext, type ReactNode, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { App } from '../store/app.ts';
import type { Clock } from '../store/clock.ts';
import type { Concentration } from '../store/concentration.ts';
import type { Data } from '../store/data.ts';
import type { Dataset } from '../store/dataset.ts';
import type { Importance } from '../store/importance.ts';
import type { Importing } from '../store/importing.ts';
import type { Keeping } from '../store/kept/keeping.ts';
import type { Page } from '../store/page.ts';
import type { Policy } from '../store/policy.ts';
import type { PolicyStudies } from '../store/policy-beside.ts';
import type { Results } from '../store/results.ts';
import type { Risk } from '../store/risk.ts';
import type { BesideParts } from '../store/risk-beside.ts';
import { type Session, undoNames } from '../store/session.ts';
import type { Stress } from '../store/stress.ts';
import type { Worst } from '../store/worst.ts';

const AppContext = createContext<App | null>(null);

/** Gives the state to all components below. */
export function AppProvider({ app, children }: { readonly app: App; readonly children: ReactNode }) {
  return <AppContext value={app}>{children}</AppContext>;
}

/** The state and its commands. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('useApp needs an AppProvider above it.');
  return app;
}

/** A part of the session. */
export function useSession<T>(select: (session: Session) => T): T {
  return useStore(useApp().session, select);
}

/** A part of what is loaded. */
export function useDataset<T>(select: (dataset: Dataset) => T): T {
  return useStore(useApp().dataset, select);
}

/** A part of what the engine answered. */
export function useResults<T>(select: (results: Results) => T): T {
  return useStore(useApp().results, select);
}

/** A part of what the engine answered about concentration. */
export function useConcentration<T>(select: (concentration: Concentration) => T): T {
  return useStore(useApp().concentration, select);
}

/** A part of what the engine answered about the importance of every entity. */
export function useImportance<T>(select: (importance: Importance) => T): T {
  return useStore(useApp().importance, select);
}

/** A part of what is known of the outage on the stress page. */
export function useStress<T>(select: (stress: Stress) => T): T {
  return useStore(useApp().stress, select);
}

/** A part of the film's clock. */
export function useClock<T>(select: (clock: Clock) => T): T {
  return useStore(useApp().clock.store, select);
}

/** A part of the ranking of worst cases. */
export function useWorst<T>(select: (worst: Worst) => T): T {
  return useStore(useApp().worst, select);
}

/** A part of what is known of simulated years. */
export function useRisk<T>(select: (risk: Risk) => T): T {
  return useStore(useApp().risk, select);
}

/** A part of what is known beside the simulated years: the worst of them, rates, random moments, other worlds. */
export function useRiskBeside<K extends keyof BesideParts>(part: K): BesideParts[K] {
  return useStore<StoreApi<BesideParts[K]>>(useApp().riskBeside[part]);
}

/** A part of what is known of scenarios side by side. */
export function usePolicy<T>(select: (policy: Policy) => T): T {
  return useStore(useApp().policy, select);
}

/** What is worked out beside the comparison of scenarios. */
export function usePolicyStudy<K extends keyof PolicyStudies>(study: K): PolicyStudies[K] {
  return useStore<StoreApi<PolicyStudies[K]>>(useApp().policyBeside[study]);
}

/** A part of the tables of the open system. */
export function useData<T>(select: (data: Data) => T): T {
  return useStore(useApp().data, select);
}

/** A part of the import that is under way. */
export function useImporting<T>(select: (importing: Importing) => T): T {
  return useStore(useApp().importing, select);
}

/** A part of what is known of the keeping of work in this browser. */
export function useKeeping<T>(select: (keeping: Keeping) => T): T {
  return useStore(useApp().keeping, select);
}

/** A part of what is open on the page. */
export function usePage<T>(select: (page: Page) => T): T {
  return useStore(useApp().page, select);
}

/** Names of the changes that undo and redo would make, null where there is none. */
export function useUndoNames() {
  const { session } = useApp();
  const now = useStore(session);
  const past = useStore(session.temporal, (history) => history.pastStates);
  const future = useStore(session.temporal, (history) => history.futureStates);
  return undoNames(now, past, future);
}
