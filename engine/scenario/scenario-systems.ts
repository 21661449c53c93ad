/** The systems that combinations of measures make, each made once and kept for as long as there is room. */
import { indicesOf } from '../concentration/indices.ts';
import { marketOf } from '../concentration/market.ts';
import { selectUsers } from '../concentration/users.ts';
import type { System } from '../model/system.ts';
import { createYearStage, type YearStage } from '../risk/simulated-years.ts';
import { applyScenario } from './apply-scenario.ts';
import type { Effect } from './effect.ts';
import type { Scenario } from './schema.ts';

/** What measures have made of a system. */
export interface ScenarioSystem {
  readonly system: System;
  /** One for each intervention of its measures, in their order. */
  readonly effects: readonly Effect[];
  /** Per entity; new ones count nothing. */
  readonly weight: Float64Array;
}

/** Herfindahl-Hirschman index 0..10,000 of those who operate the suppliers of a role in the end. */
export interface RoleConcentration {
  readonly role: string;
  readonly value: number;
}

export interface ScenarioSystems {
  /**
   * The system after measures, given by index, in the order in which they are carried out. Where one begins like
   * another it goes on from there. Cost: `applyScenario` for each measure that is new.
   */
  made(members: readonly number[]): ScenarioSystem;
  /** What years run on, for one run at a time: nobody else gets it before it is given back. */
  takeStage(members: readonly number[]): YearStage;
  giveBack(members: readonly number[], stage: YearStage): void;
  /** Of every role that somebody with a weight uses. O(roles x dependencies) when it is new. */
  concentration(members: readonly number[]): readonly RoleConcentration[];
}

export interface ScenarioSystemsOptions {
  readonly measures: readonly Scenario[];
  readonly weight: Float64Array;
  /** Decides who takes part. */
  readonly seed: number;
}

/** Entities and dependencies that are kept: some hundred megabytes. */
const ROWS_KEPT = 3_000_000;

interface Kept extends ScenarioSystem {
  readonly idle: YearStage[];
  concentration?: readonly RoleConcentration[];
}

/** Nothing is made before it is asked for. */
export function createScenarioSystems(
  system: System,
  { measures, weight, seed }: ScenarioSystemsOptions,
): ScenarioSystems {
  const kept = new Map<string, Kept>();
  let rows = 0;

  function keep(key: string, made: Kept): Kept {
    const rowsOf = (each: Kept): number => each.system.entities.count + each.system.dependencies.count;
    kept.set(key, made);
    rows += rowsOf(made);
    for (const [oldest, each] of kept) {
      if (rows <= ROWS_KEPT || oldest === key) break;
      kept.delete(oldest);
      rows -= rowsOf(each);
    }
    return made;
  }

  function find(members: readonly number[]): Kept {
    const key = members.join();
    const found = kept.get(key);
    if (found !== undefined) {
      // the last used goes last
      kept.delete(key);
      kept.set(key, found);
      return found;
    }
    const last = members.at(-1);
    if (last === undefined) return keep(key, { system, effects: [], weight, idle: [] });
    const before = find(members.slice(0, -1));
    const applied = applyScenario(before.system, measures[last]!, { weight: before.weight, seed });
    if (applied.system === before.system)
      return keep(key, { ...before, effects: [...before.effects, ...applied.effects] });
    const widened = new Float64Array(applied.system.entities.count);
    widened.set(before.weight);
    const effects = [...before.effects, ...applied.effects];
    return keep(key, { system: applied.system, effects, weight: widened, idle: [] });
  }

  return {
    made: find,
    takeStage(members) {
      const { idle, system: made } = find(members);
      return idle.pop() ?? createYearStage(made);
    },
    giveBack(members, stage) {
      find(members).idle.push(stage);
    },
    concentration(members) {
      const found = find(members);
      found.concentration ??= concentrationOf(found);
      return found.concentration;
    },
  };
}

function concentrationOf({ system, weight }: ScenarioSystem): readonly RoleConcentration[] {
  const users = selectUsers(system.entities, weight, { sectors: [], countries: [] });
  return system.dependencies.role.labels.flatMap((role, code) => {
    const market = marketOf(system, users, { role: code, suppliers: 'by-operator' });
    return market.userWeight > 0 ? [{ role, value: indicesOf(market.share, market.decentralized).hhi }] : [];
  });
}
