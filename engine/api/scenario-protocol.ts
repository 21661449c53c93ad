/** The words about scenarios that the page or the command line and the engine exchange. */

import type { DatasetFile } from '../formats/read-table.ts';
import type { Difference } from '../scenario/difference.ts';
import type { Effect } from '../scenario/effect.ts';
import type { Preset, PresetValues } from '../scenario/preset.ts';
import type { Scenario } from '../scenario/schema.ts';

export type { Difference, Effect, Preset, PresetValues };

/** A scenario, or a preset that becomes one. */
export interface ReadScenarioRequest {
  readonly file: DatasetFile;
  /** Values for the parameters of a preset; its defaults are used for the others. */
  readonly values: PresetValues;
}

export interface ReadScenarioResult {
  readonly scenario: Scenario;
  /** What the file is when it is a preset. */
  readonly preset: Preset | null;
  /** One sentence for each intervention. */
  readonly words: readonly string[];
  /** The same for every scenario that does the same. */
  readonly hash: string;
  /** The scenario as a file. */
  readonly text: string;
}

export interface ScenarioEffectsRequest {
  readonly scenario: Scenario;
  /** Column of the weight by which shares of a market and top entities are found. */
  readonly weight: string;
  /** Decides who takes part; a whole number from 0 to 2^32 - 1. */
  readonly seed: number;
}

/** What a scenario does to the open system, which stays as it is. */
export interface ScenarioEffectsResult {
  readonly engine: string;
  readonly words: readonly string[];
  /** One for each intervention. */
  readonly effects: readonly Effect[];
  /** Of the system that comes out; that of the open system where nothing is changed. */
  readonly hash: string;
  readonly entityCount: number;
  readonly dependencyCount: number;
  /** Entities that it makes fail, for stress tests. */
  readonly failed: readonly number[];
}

/** How one scenario becomes another. */
export interface ScenarioDifferenceRequest {
  readonly before: Scenario;
  readonly after: Scenario;
}

/** In the order of the interventions of the second. */
export interface ScenarioDifferenceResult {
  readonly differences: readonly Difference[];
}

/** What can be asked of scenarios. */
export interface ScenarioJobs {
  /** Reads a scenario, or a preset with values for its parameters; needs no system. */
  readScenario: { request: ReadScenarioRequest; result: ReadScenarioResult };
  /** What a scenario would do to the system. */
  scenarioEffects: { request: ScenarioEffectsRequest; result: ScenarioEffectsResult };
  /** What one scenario does and another does not; needs no system. */
  scenarioDifference: { request: ScenarioDifferenceRequest; result: ScenarioDifferenceResult };
}
