/** The measures that scenarios are made of, by what the page and the engine need of them. */
import type { JobResult, Measure, Preset } from '../../engine/api/protocol.ts';
import type { MeasureChoice } from './policy-choice.ts';

export type Parameter = Preset['parameters'][number];

/** A file of a person's own as the engine read it, or why it could not be read. */
export type OwnFile =
  | { readonly read: JobResult<'readScenario'> }
  | { readonly read: null; readonly problem: string };

export interface Library {
  /** Those that come with the page; empty until they are there. */
  readonly presets: readonly Preset[];
  /** By the text of the file. */
  readonly files: ReadonlyMap<string, OwnFile>;
}

/** A measure that can be shown and asked for. */
export interface KnownMeasure {
  readonly title: string;
  readonly explanation: string;
  readonly parameters: readonly Parameter[];
  readonly sideEffects: readonly string[];
  readonly doesNotFix: readonly string[];
  readonly source: string;
  /** How many effects a result has for it. */
  readonly interventionCount: number;
  /** Roles that it names. */
  readonly roles: readonly string[];
  readonly asked: Measure;
}

/** The measure that a choice means; null while it is not known, or where there is none. */
export function knownMeasure(choice: MeasureChoice, { presets, files }: Library): KnownMeasure | null {
  if (choice.file === '') {
    const preset = presets.find(({ id }) => id === choice.id);
    return preset ? ofPreset(preset, choice) : null;
  }
  const read = files.get(choice.file)?.read;
  if (!read) return null;
  if (read.preset) return ofPreset(read.preset, choice);
  const { scenario, words } = read;
  return {
    title: scenario.title,
    explanation: scenario.description === '' ? words.join(' ') : scenario.description,
    parameters: [],
    sideEffects: [],
    doesNotFix: [],
    source: '',
    interventionCount: scenario.interventions.length,
    roles: rolesIn(scenario.interventions),
    asked: { scenario },
  };
}

function ofPreset(preset: Preset, { values }: MeasureChoice): KnownMeasure {
  const { title, explanation, parameters, sideEffects, doesNotFix, source, interventions } = preset;
  return {
    title,
    explanation,
    parameters,
    sideEffects,
    doesNotFix,
    source,
    interventionCount: interventions.length,
    roles: rolesIn(interventions),
    asked: { preset, values },
  };
}

/** Why there is no measure, in words; empty while it may still come. */
export function whyUnknown(choice: MeasureChoice, { presets, files }: Library): string {
  if (choice.file !== '') {
    const own = files.get(choice.file);
    return own && own.read === null ? own.problem : '';
  }
  return presets.length === 0 ? '' : `There is no measure “${choice.id}” here. Remove it, or add another.`;
}

/** The number that a parameter of a measure has. */
export function numberOf({ values }: MeasureChoice, parameter: Parameter): number {
  return values[parameter.id] ?? parameter.default;
}

/** Every role that stands in a `where`. */
function rolesIn(interventions: readonly unknown[]): readonly string[] {
  const roles = new Set<string>();
  for (const each of interventions) {
    const { where } = each as { readonly where?: { readonly role?: readonly string[] } };
    for (const role of where?.role ?? []) roles.add(role);
  }
  return [...roles];
}

/** Groups of the presets as they are offered; what is in none of them comes last. */
const GROUPS: readonly { readonly title: string; readonly ids: readonly string[] }[] = [
  { title: 'The market', ids: ['cap-share', 'break-up', 'new-entrant', 'merger', 'sovereign-cloud'] },
  {
    title: 'Alternatives',
    ids: [
      'multi-cloud',
      'multi-region',
      'second-dns',
      'second-ca',
      'four-time-sources',
      'break-glass-identity',
      'data-replication',
      'edge-site',
    ],
  },
  {
    title: 'Less harm, sooner back',
    ids: [
      'offline-backup',
      'staged-rollout',
      'independent-control-plane',
      'tested-failover',
      'exit-plan',
      'surge-capacity',
    ],
  },
];

/** What is no measure and belongs to all scenarios. */
const ASSUMPTIONS: readonly string[] = ['assumed-rates'];

export interface PresetGroup {
  readonly title: string;
  readonly presets: readonly Preset[];
}

/** The presets in their groups; assumptions are offered for all scenarios only. */
export function groupedPresets(presets: readonly Preset[], isForAll: boolean): readonly PresetGroup[] {
  const known = new Set([...GROUPS.flatMap(({ ids }) => ids), ...ASSUMPTIONS]);
  const assumptions = presets.filter(({ id }) => ASSUMPTIONS.includes(id));
  return [
    { title: 'Assumptions', presets: isForAll ? assumptions : [] },
    ...GROUPS.map(({ title, ids }) => ({
      title,
      presets: ids.flatMap((id) => presets.find((preset) => preset.id === id) ?? []),
    })),
    { title: 'Others', presets: presets.filter(({ id }) => !known.has(id)) },
  ].filter((group) => group.presets.length > 0);
}
