/** `linchpin scenarios`: the presets that there are, what one does, and whether scenarios are sound. */
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Effect, Preset, PresetValues, Problem, ReadScenarioResult } from '../engine/api/protocol.ts';
import { MEASURES, readMeasure } from './named-measures.ts';
import {
  type Column,
  type OutputOptions,
  percent,
  printable,
  printCsv,
  printJson,
  printTable,
} from './output.ts';
import { PRESETS, scenarioNamed } from './policies.ts';
import { PROBLEM_COLUMNS, printProblems } from './problems.ts';
import { openDataset, startEngine, warnOfErrors } from './session.ts';
import { DataError, UsageError } from './usage.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface CheckOptions extends OutputOptions {
  readonly dataset?: string;
  readonly weight?: string;
}

/** The command with its three parts; `finish` takes the exit code. */
export function scenariosCommand(finish: (code: number) => void): Command {
  const root = new Command('scenarios')
    .description('list measures that come as presets, show one, or check scenarios')
    .exitOverride()
    .showHelpAfterError('(--help lists the commands and options)');
  root
    .command('list')
    .description('list the presets with their parameters')
    .addOption(new Option('--json', 'print JSON').conflicts('csv'))
    .addOption(new Option('--csv', 'print CSV').conflicts('json'))
    .action(async (options: OutputOptions) => finish(await list(options)));
  root
    .command('show')
    .description('say what a preset or a scenario does; with --json print it as a scenario')
    .argument('<id|file>', 'id of a preset, or file of a preset or scenario')
    .addOption(
      new Option('--set <name=value>', 'value of a parameter; may be repeated')
        .argParser(givenValue)
        .default({}, 'the defaults'),
    )
    .option('--json', 'print the scenario as JSON')
    .action(async (name: string, options: JsonOption & { readonly set: PresetValues }) =>
      finish(await show(name, options)),
    );
  root
    .command('check')
    .description('read scenarios and list every fault; on a dataset also what each intervention does there')
    .argument('<files...>', 'files of scenarios or presets, or ids of presets')
    .option('--dataset <dataset>', 'folder with entities.csv, dependencies.csv and dataset.json')
    .option(
      '--weight <column>',
      'column that says how much an entity counts; the first declared one unless given',
    )
    .addOption(new Option('--json', 'print JSON').conflicts('csv'))
    .addOption(new Option('--csv', 'print CSV').conflicts('json'))
    .action(async (files: readonly string[], options: CheckOptions) => finish(await check(files, options)));
  root
    .command('diff')
    .description('say what one scenario does and another does not')
    .argument('<before>', MEASURES)
    .argument('<after>', 'the other one')
    .option('--json', 'print JSON')
    .action(async (before: string, after: string, options: JsonOption) =>
      finish(await diff([before, after], options)),
    );
  return root;
}

const SIGNS = { same: ' ', added: '+', removed: '-', changed: '~' } as const;

/** Prints how the first becomes the second; exit code 0, whether they differ or not. */
async function diff(names: readonly [string, string], options: JsonOption): Promise<number> {
  const engine = startEngine();
  const [before, after] = await Promise.all(names.map((name) => readMeasure(engine, name)));
  const { differences } = await engine.run({
    kind: 'scenarioDifference',
    before: before!.scenario,
    after: after!.scenario,
  });
  if (options.json) printJson({ before: before!.hash, after: after!.hash, differences });
  else {
    const lines = differences.flatMap(({ change, sentence, details }) => [
      `${SIGNS[change]} ${sentence}`,
      ...details.map(({ path, before: old, after: now }) => `    ${path}: ${old} -> ${now}`),
    ]);
    const isSame = before!.hash === after!.hash;
    process.stdout.write(
      `${[...lines, ...(isSame ? ['They do the same.'] : [])].map(printable).join('\n')}\n`,
    );
  }
  return 0;
}

function givenValue(text: string, before: PresetValues): PresetValues {
  const [, name, value] = /^([^=]+)=(.*\S.*)$/.exec(text) ?? [];
  if (name === undefined || Number.isNaN(Number(value)))
    throw new InvalidArgumentError('Expected name=number, such as fraction=0.4.');
  return { ...before, [name.trim()]: Number(value) };
}

/** Prints the shipped presets; exit code 0. */
async function list(options: OutputOptions): Promise<number> {
  const { run } = startEngine();
  const presets: Preset[] = [];
  for (const file of PRESETS) {
    const { preset } = await run({ kind: 'readScenario', file, values: {} });
    if (preset !== null) presets.push(preset);
  }
  const columns: readonly Column<Preset>[] = [
    { header: 'id', cell: ({ id }) => id },
    { header: 'title', cell: ({ title }) => title },
    {
      header: 'parameters',
      cell: ({ parameters }) => parameters.map(({ id, default: value }) => `${id}=${value}`).join(' '),
    },
  ];
  if (options.json) printJson(presets);
  else if (options.csv) printCsv(columns, presets);
  else printTable(columns, presets);
  return 0;
}

/** Prints one preset or scenario; exit code 0. */
async function show(name: string, options: JsonOption & { readonly set: PresetValues }): Promise<number> {
  const read = await startEngine().run({
    kind: 'readScenario',
    file: scenarioNamed(name),
    values: options.set,
  });
  process.stdout.write(options.json ? read.text : `${linesOf(read).map(printable).join('\n')}\n`);
  return 0;
}

function linesOf({ scenario, preset, words, hash }: ReadScenarioResult): readonly string[] {
  const numbered = words.map((sentence, i) => `  ${i + 1}. ${sentence}`);
  const listed = (title: string, sentences: readonly string[]): readonly string[] =>
    sentences.length === 0 ? [] : [title, ...sentences.map((sentence) => `  ${sentence}`)];
  const values: PresetValues = preset === null ? {} : (scenario.from[0]?.values ?? {});
  const parameters = (preset?.parameters ?? []).flatMap(({ id, label, unit, min, max, source }) => {
    const value = values[id]!;
    return [
      `  ${label.replace('{value}', unit === 'fraction' ? percent(value) : String(value))}`,
      `    --set ${id}=${value}: ${min} to ${max}, ${unit}. ${source}`,
    ];
  });
  return [
    `${scenario.id}: ${scenario.title}`,
    ...(scenario.description === '' ? [] : [`  ${scenario.description}`]),
    ...(parameters.length === 0 ? [] : ['Parameters', ...parameters]),
    'What it changes, in this order',
    ...(numbered.length === 0 ? ['  nothing'] : numbered),
    ...listed('Side effects', preset?.sideEffects ?? []),
    ...listed('What it does not fix', preset?.doesNotFix ?? []),
    ...listed('Source', preset === null ? [] : [preset.source]),
    `Hash: ${hash}`,
  ];
}

/** What became of one file. */
interface CheckedFile {
  readonly file: string;
  readonly read: ReadScenarioResult | undefined;
  readonly problems: readonly Problem[];
  /** One for each intervention; empty without a dataset. */
  readonly effects: readonly Effect[];
}

interface EffectLine extends Effect {
  readonly file: string;
  readonly number: number;
  readonly sentence: string;
}

const EFFECT_COLUMNS: readonly Column<EffectLine>[] = [
  { header: 'file', cell: ({ file }) => file },
  { header: 'step', cell: ({ number }) => number },
  { header: 'matched', cell: ({ matched }) => matched },
  { header: 'reached', cell: ({ reached }) => reached },
  { header: 'entities added', cell: ({ entitiesAdded }) => entitiesAdded },
  { header: 'changed', cell: ({ entitiesChanged }) => entitiesChanged },
  { header: 'dependencies added', cell: ({ dependenciesAdded }) => dependenciesAdded },
  { header: 'changed', cell: ({ dependenciesChanged }) => dependenciesChanged },
  { header: 'removed', cell: ({ dependenciesRemoved }) => dependenciesRemoved },
];

/** Checks files one by one; exit code 1 when one has a fault, or names what the dataset does not have. */
async function check(names: readonly string[], options: CheckOptions): Promise<number> {
  if (options.weight !== undefined && options.dataset === undefined)
    throw new UsageError('--weight needs a --dataset.');
  const session = options.dataset === undefined ? undefined : await openDataset(options.dataset);
  const run = session?.run ?? startEngine().run;
  const weight = options.weight ?? session?.view.weights[0]?.column ?? '';
  const checked: CheckedFile[] = [];
  for (const file of names.map(scenarioNamed)) {
    const read = await run({ kind: 'readScenario', file, values: {} }).catch((error: unknown) => {
      if (!(error instanceof DataError) || error.problems.length === 0) throw error;
      return error;
    });
    if (read instanceof DataError) {
      checked.push({ file: file.name, read: undefined, problems: read.problems, effects: [] });
      continue;
    }
    const tried =
      session === undefined
        ? undefined
        : await run({ kind: 'scenarioEffects', scenario: read.scenario, weight, seed: 0 });
    const effects = tried?.effects ?? [];
    checked.push({ file: file.name, read, problems: remarkProblems(file.name, effects), effects });
  }
  const problems = checked.flatMap((each) => each.problems);
  if (options.json) printJson(checked.map(forProgram));
  else if (options.csv) printCsv(PROBLEM_COLUMNS, problems);
  else printForPeople(checked);
  const isPartial = session !== undefined && warnOfErrors(session.view);
  return isPartial || problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** What was remarked on the dataset, at the intervention that it is about. */
function remarkProblems(file: string, effects: readonly Effect[]): readonly Problem[] {
  return effects.flatMap(({ remarks }, i) =>
    remarks.map(({ severity, message }) => ({
      severity,
      file,
      row: 0,
      column: `interventions[${i}]`,
      value: '',
      message,
    })),
  );
}

function forProgram({ file, read, problems, effects }: CheckedFile): object {
  return {
    file,
    isSound: read !== undefined,
    id: read?.scenario.id,
    hash: read?.hash,
    interventions: read?.words.map((sentence, i) => ({ sentence, ...effects[i] })),
    problems,
  };
}

function printForPeople(checked: readonly CheckedFile[]): void {
  for (const { file, read, problems } of checked) {
    printProblems(problems, process.stdout);
    const count = read?.scenario.interventions.length ?? 0;
    const verdict =
      read === undefined ? 'not sound' : `sound, ${count} ${count === 1 ? 'intervention' : 'interventions'}`;
    process.stdout.write(`${printable(`${file}: ${verdict}`)}\n`);
  }
  const lines = checked.flatMap(({ file, read, effects }) =>
    effects.map((effect, i): EffectLine => ({ ...effect, file, number: i + 1, sentence: read!.words[i]! })),
  );
  if (lines.length === 0) return;
  process.stdout.write('\n');
  printTable(EFFECT_COLUMNS, lines);
  process.stdout.write(
    'matched: entities that could take part; reached: that do; then what is added, changed and removed\n',
  );
}
