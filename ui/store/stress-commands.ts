/** What a person can do on the stress page; every change carries its name. */
import type { DatasetStore } from './dataset.ts';
import { change, type SessionStore } from './session.ts';
import type { StressStore } from './stress.ts';
import { type FailureChoice, NO_STRESS, type StressChoice, USUAL_HOURS } from './stress-choice.ts';
import type { WorstEvent, YearsResult } from './types.ts';
import { countText } from './words.ts';

/** How far a film goes unless it is told. */
const YEAR_HOURS = 8766;

/** What stands only for an event of a simulated year. */
const OF_NO_YEAR = { replicate: 0, until: null } as const;

interface Stores {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly stress: StressStore;
}

/** The commands of the stress page. */
export function createStressCommands({ session, dataset, stress }: Stores) {
  function nameOf(id: string): string {
    const { indexOf, view } = dataset.getState();
    return view?.name[indexOf.get(id) ?? -1] ?? id;
  }

  function titleOfIncident(id: string): string {
    return stress.getState().incidents.find((incident) => incident.id === id)?.title ?? id;
  }

  /** What fails now, as a person may change it: a real outage becomes a list of failures of their own. */
  function ownFailures(): readonly FailureChoice[] {
    const { stress: choice } = session.getState();
    const incident = stress.getState().incidents.find(({ id }) => id === choice.incident);
    if (!incident) return choice.failures;
    return incident.phases
      .filter(({ use }) => use === 'fail')
      .map(({ entity, startHour, endHour, level }) => ({
        id: entity,
        start: startHour,
        duration: Number.isFinite(endHour) ? endHour - startHour : null,
        level,
      }));
  }

  function set(name: string, patch: Partial<StressChoice>): void {
    change(session, name, { stress: { ...session.getState().stress, ...patch }, page: 'stress' });
  }

  return {
    /** Replays a real outage from its start. */
    replayIncident(id: string): void {
      change(session, `replay ${titleOfIncident(id)}`, {
        page: 'stress',
        hour: 0,
        stress: { ...session.getState().stress, ...OF_NO_YEAR, incident: id, failures: [] },
      });
    },

    /** Lets an entity fail as well, from hour 0 for a working day, or takes its failures away. */
    toggleStress(id: string): void {
      const failures = ownFailures();
      if (failures.some((failure) => failure.id === id))
        set(`repair ${nameOf(id)}`, { incident: '', failures: failures.filter((each) => each.id !== id) });
      else
        set(`fail ${nameOf(id)}`, {
          incident: '',
          failures: [...failures, { id, start: 0, duration: USUAL_HOURS, level: 0 }],
        });
    },

    /** Lets exactly these fail. */
    setStressFailures(name: string, failures: readonly FailureChoice[]): void {
      set(name, { ...OF_NO_YEAR, incident: '', failures });
    },

    /** Lets a simulated event happen as it did in its year; the same switches fail to work. */
    setStressEvent(event: WorstEvent, { seed, failover }: Pick<YearsResult, 'seed' | 'failover'>): void {
      const { view } = dataset.getState();
      change(session, `see the event of year ${countText(event.year)}`, {
        page: 'stress',
        hour: 0,
        stress: {
          ...NO_STRESS,
          failures: event.failures.map(({ entity, start, duration, level = 0 }) => ({
            id: view?.id[entity] ?? '',
            start,
            duration,
            level,
          })),
          failover,
          ...(failover === 'drawn' ? { seed, replicate: event.year } : {}),
          until: event.backHour < YEAR_HOURS ? null : event.horizonHours,
        },
      });
    },

    /** Changes the i-th failure. */
    changeStressFailure(i: number, patch: Partial<FailureChoice>): void {
      const failures = ownFailures().map((each, j) => (i === j ? { ...each, ...patch } : each));
      set(`change the failure of ${nameOf(failures[i]?.id ?? '')}`, { incident: '', failures });
    },

    /** Takes the i-th failure away. */
    removeStressFailure(i: number): void {
      const failures = ownFailures();
      set(`repair ${nameOf(failures[i]?.id ?? '')}`, {
        incident: '',
        failures: failures.filter((_, j) => i !== j),
      });
    },

    ownFailures,

    /** Changes what is assumed. */
    setStressAssumption(
      name: string,
      patch: Partial<Pick<StressChoice, 'failover' | 'seed' | 'crowding' | 'independent'>>,
    ): void {
      set(name, patch.seed === undefined ? patch : { ...patch, replicate: 0 });
    },

    /** Repairs everything and forgets the comparison. */
    clearStress(): void {
      change(session, 'repair all', { stress: NO_STRESS, against: null, hour: 0 });
    },

    /** Keeps the outage that is shown to compare another with it, or stops comparing with null. */
    compareStress(against: StressChoice | null): void {
      change(session, against === null ? 'stop comparing' : 'compare two outages', { against });
    },

    /** Shows the outage that is compared with, and compares with the one shown. */
    swapStress(): void {
      const { stress: shown, against } = session.getState();
      if (against !== null) change(session, 'swap the outages', { stress: against, against: shown, hour: 0 });
    },
  };
}
