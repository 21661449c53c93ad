/** The `linchpin` command: the same engine, words and files as the page. */
import { isMainThread } from 'node:worker_threads';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { SCALES } from '../engine/api/concentration.ts';
import { ENGINE_VERSION } from '../engine/api/version.ts';
import { type AvailabilityOptions, availability } from './availability.ts';
import { type CascadeOptions, cascade } from './cascade.ts';
import { check } from './check.ts';
import { type ChooseOptions, choose } from './choose.ts';
import { type CompareOptions, compare } from './compare.ts';
import { type ConcentrationOptions, concentration } from './concentration.ts';
import { type ConvertOptions, convert, TARGETS } from './convert.ts';
import { MOST_USEFUL_WORKERS, serveEngine, usefulWorkers } from './engine-thread.ts';
import { type GenerateOptions, generate } from './generate.ts';
import { type ImportOptions, importFiles } from './import.ts';
import { jurisdictions } from './jurisdictions.ts';
import { MARKETS } from './markets.ts';
import { measureLines, measures } from './measures.ts';
import { MEASURES } from './named-measures.ts';
import { type OutputOptions, printable } from './output.ts';
import { printProblems } from './problems.ts';
import { type GivenParameter, type RankOptions, rank } from './rank.ts';
import { type RiskOptions, risk } from './risk.ts';
import { scenariosCommand } from './scenarios.ts';
import { type SensitivityOptions, sensitivity } from './sensitivity.ts';
import { type StressOptions, stress } from './stress.ts';
import { TEMPLATES } from './templates.ts';
import { DataError, Interrupted, UsageError } from './usage.ts';
import { type WorstOptions, worst } from './worst.ts';

const EXIT_DATA = 1;
const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;

/** Threads beyond this are a mistake. */
const MOST_WORKERS = 256;

const DATASET =
  'folder with entities.csv, dependencies.csv and dataset.json, or a file: zip, project, JSON, GEXF, GraphML';
const WEIGHT = 'column that says how much an entity counts; the first declared one unless given';

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('Expected a whole number of 1 or more.');
  return value;
}

/** Adds what one `--param` says to those before it. */
function givenParameter(text: string, before: readonly GivenParameter[]): readonly GivenParameter[] {
  const [, measure, parameter, value] = /^([^.=]+)\.([^.=]+)=(.*\S.*)$/.exec(text) ?? [];
  if (measure === undefined || parameter === undefined || Number.isNaN(Number(value)))
    throw new InvalidArgumentError('Expected measure.parameter=number, such as eigenvector.rounds=5000.');
  return [...before, { measure, parameter, value: Number(value) }];
}

function seedNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value >= 2 ** 32)
    throw new InvalidArgumentError('Expected a whole number from 0 to 4294967295.');
  return value;
}

/** Parts 0..1 separated by commas, as asked of the engine: ascending, without 0. */
function partsUnseen(text: string): readonly number[] {
  const parts = text.split(',').map((word) => (word.trim() === '' ? Number.NaN : Number(word)));
  if (!parts.every((part) => part >= 0 && part <= 1))
    throw new InvalidArgumentError('Expected numbers from 0 to 1, separated by commas, as in 0.05,0.1.');
  return [...new Set(parts)].filter((part) => part > 0).sort((a, b) => a - b);
}

function amount(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= 0 && Number.isFinite(value)))
    throw new InvalidArgumentError('Expected numbers of 0 or more.');
  return value;
}

function amounts(text: string): readonly number[] {
  return text.split(',').map(amount);
}

function workersOption(): Option {
  return new Option('--workers <n>', 'how many threads work, of which none changes the result')
    .argParser(workerNumber)
    .default(usefulWorkers(), `as many as this machine runs at once, at most ${MOST_USEFUL_WORKERS}`);
}

function workerNumber(text: string): number {
  const value = wholeNumber(text);
  if (value > MOST_WORKERS) throw new InvalidArgumentError(`Expected at most ${MOST_WORKERS}.`);
  return value;
}

function withOutput(command: Command): Command {
  return command
    .addOption(new Option('--json', 'print JSON').conflicts('csv'))
    .addOption(new Option('--csv', 'print CSV').conflicts('json'));
}

function program(finish: (code: number) => void): Command {
  const root = new Command('linchpin')
    .description('Finds the shared dependencies whose failure would bring down many at once.')
    .version(ENGINE_VERSION)
    .showHelpAfterError('(--help lists the commands and options)')
    .exitOverride();

  withOutput(root.command('check'))
    .description('read a dataset and list every problem with its file, row and column')
    .argument('<dataset>', DATASET)
    .action(async (folder: string, options: OutputOptions) => finish(await check(folder, options)));

  withOutput(root.command('import'))
    .description('make a dataset from tables, as a mapping file says (docs/mapping.md) or as is likely')
    .argument('<file...>', 'tables as CSV, XLSX, JSON, GEXF or GraphML, packed or not')
    .option(
      '--map <mapping>',
      `mapping file, or one that comes with the program: ${[...TEMPLATES.keys()].join(', ')}`,
    )
    .option('--suggest', 'say what the columns are likely to mean, and import nothing')
    .option('--out-map <file>', 'file for the suggested mapping')
    .option('--onto <dataset>', 'dataset to add the tables to, which stays as it is')
    .option('--out <dataset>', 'folder to write the dataset to')
    .option('--force', 'replace the dataset that is in the folder')
    .action(async (paths: readonly string[], options: ImportOptions) =>
      finish(await importFiles(paths, options)),
    );

  root
    .command('convert')
    .description('write a dataset in another format, and say what that format cannot carry')
    .argument('<dataset>', DATASET)
    .addOption(
      new Option('--to <format>', 'csv is a folder, the others are one file')
        .choices(TARGETS)
        .makeOptionMandatory(),
    )
    .requiredOption('--out <path>', 'folder or file to write')
    .option('--force', 'replace what is there')
    .option('--json', 'print JSON')
    .action(async (path: string, options: ConvertOptions) => finish(await convert(path, options)));

  withOutput(root.command('generate'))
    .description('make a market whose shares are published ones, and say how well it meets them')
    .argument(
      '<market>',
      `market file, or one that comes with the program: ${[...MARKETS.keys()].join(', ')}`,
    )
    .option('--size <n>', 'how many members', wholeNumber, 10_000)
    .option('--seed <n>', 'which draws', seedNumber, 1)
    .option('--out <dataset>', 'folder to write the dataset to; nothing is written unless given')
    .option('--force', 'replace the dataset that is in the folder')
    .option('--report', 'hold what was generated beside every published figure')
    .action(async (market: string, options: GenerateOptions) => finish(await generate(market, options)));

  withOutput(root.command('cascade'))
    .description('say what falls when entities fail, and because of what')
    .argument('<dataset>', DATASET)
    .requiredOption(
      '--fail <failure...>',
      'entities that fail: id[@start][:duration][=level], as in cloud@30m:2h52m=40%; for good without a duration, down without a level',
    )
    .option('--weight <column>', WEIGHT)
    .addOption(
      new Option('--failover <assumption>', 'whether switches to alternatives work, in time').choices([
        'always',
        'never',
        'drawn',
      ]),
    )
    .option('--seed <n>', 'which draws, for --failover drawn (0 unless given)', seedNumber)
    .option('--crowding', 'survivors serve less when they take over more than they can carry, in time')
    .option('--why <entity>', 'says in sentences why this entity falls, and why it is back so late, in time')
    .option('--timeline', 'list every change of level in time')
    .action(async (folder: string, options: CascadeOptions) => finish(await cascade(folder, options)));

  withOutput(root.command('worst'))
    .description('list the failures, alone or in pairs, that cost most in time')
    .argument('<dataset>', DATASET)
    .requiredOption('--duration <duration>', 'how long the failed are out, as in 8h, 90m or 2h52m')
    .addOption(
      new Option('--size <n>', 'one failure, or two at the same time').choices(['1', '2']).default('1'),
    )
    .addOption(
      new Option('--by <order>', 'pairs by what they cost, or by what they cost beyond the two alone')
        .choices(['loss', 'surprise'])
        .default('loss'),
    )
    .option('--top <n>', 'how many to list', wholeNumber, 20)
    .option(
      '--paired <n>',
      'of how many suppliers pairs are formed, the worst alone first (500 unless given)',
      wholeNumber,
    )
    .option('--weight <column>', WEIGHT)
    .addOption(
      new Option('--failover <assumption>', 'whether switches to alternatives work').choices([
        'always',
        'never',
        'drawn',
      ]),
    )
    .option('--seed <n>', 'which draws, for --failover drawn (0 unless given)', seedNumber)
    .action(async (folder: string, options: WorstOptions) => finish(await worst(folder, options)));

  withOutput(root.command('stress'))
    .description('replay outages of the past and say who falls beside who was reported')
    .argument('<dataset>', DATASET)
    .option('--incident <id>', 'one outage in full; a line for each unless given')
    .option(
      '--incidents <folder>',
      'catalogue of outages: incidents.csv, phases.csv and effects.csv; the shipped one unless given',
    )
    .option('--weight <column>', WEIGHT)
    .addOption(
      new Option('--failover <assumption>', 'whether switches to alternatives work').choices([
        'always',
        'never',
        'drawn',
      ]),
    )
    .option('--seed <n>', 'which draws, for --failover drawn (0 unless given)', seedNumber)
    .option('--crowding', 'survivors serve less when they take over more than they can carry')
    .action(async (folder: string, options: StressOptions) => finish(await stress(folder, options)));

  withOutput(root.command('availability'))
    .description('say how much is down at a random moment, and how likely each entity is to be down')
    .argument('<dataset>', DATASET)
    .option('--replicates <n>', 'how many random moments to look at', wholeNumber, 100_000)
    .option('--seed <n>', 'which draws', seedNumber, 1)
    .option('--weight <column>', WEIGHT)
    .option('--top <n>', 'how many entities to list (20 in a table, all as JSON or CSV)', wholeNumber)
    .addOption(workersOption())
    .action(async (folder: string, options: AvailabilityOptions) =>
      finish(await availability(folder, options)),
    );

  withOutput(root.command('risk'))
    .description('simulate years and say how bad one can get, and who drives it')
    .argument('<dataset>', DATASET)
    .option('--years <n>', 'how many years to simulate', wholeNumber, 10_000)
    .option('--seed <n>', 'which draws', seedNumber, 1)
    .option('--weight <column>', WEIGHT)
    .addOption(
      new Option('--failover <assumption>', 'whether switches to alternatives work')
        .choices(['always', 'never', 'drawn'])
        .default('drawn'),
    )
    .addOption(
      new Option('--evidence <treatment>', 'uncertain dependencies: all there, or each with its confidence')
        .choices(['as-given', 'drawn'])
        .default('as-given'),
    )
    .option('--top <n>', 'how many drivers to list (20 in a table, all as JSON or CSV)', wholeNumber)
    .addOption(workersOption())
    .action(async (folder: string, options: RiskOptions) => finish(await risk(folder, options)));

  withOutput(root.command('sensitivity'))
    .description('say how far risk stands on uncertain dependencies, and on those that nobody has listed')
    .argument('<dataset>', DATASET)
    .option('--years <n>', 'how many years each world has, a multiple of 64', wholeNumber, 1024)
    .option('--worlds <n>', 'how often the evidence is redrawn', wholeNumber, 40)
    .option('--seed <n>', 'which draws', seedNumber, 1)
    .addOption(
      new Option('--unseen <parts>', 'parts of the dependencies that are added as unseen; 0 for none')
        .argParser(partsUnseen)
        .default([0.05, 0.1, 0.2], '0.05,0.1,0.2'),
    )
    .option('--weight <column>', WEIGHT)
    .addOption(
      new Option('--failover <assumption>', 'whether switches to alternatives work')
        .choices(['always', 'never', 'drawn'])
        .default('drawn'),
    )
    .option('--top <n>', 'how many drivers to list (20 in a table, all as JSON or CSV)', wholeNumber)
    .addOption(workersOption())
    .action(async (folder: string, options: SensitivityOptions) =>
      finish(await sensitivity(folder, options)),
    );

  withOutput(root.command('rank'))
    .description('list the entities that matter most')
    .argument('<dataset>', DATASET)
    .requiredOption(
      '--by <measures>',
      'measures, separated by commas; the first one decides the order',
      (text: string) => text.split(',').map((word) => word.trim()),
    )
    .addOption(
      new Option('--param <measure.parameter=value>', 'set a parameter of a measure; may be repeated')
        .argParser(givenParameter)
        .default([], 'standard values'),
    )
    .option('--weight <column>', WEIGHT)
    .option('--top <n>', 'how many entities to list (20 in a table, all as JSON or CSV)', wholeNumber)
    .addHelpText(
      'after',
      () => `\n${measureLines()}\n\n\`linchpin measures\` lists formulas, sources and parameters.`,
    )
    .action(async (folder: string, options: RankOptions) => finish(await rank(folder, options)));

  root
    .command('measures')
    .description('list what entities can be ranked by, with formulas, sources and parameters')
    .option('--json', 'print JSON')
    .action((options: { readonly json?: boolean }) => finish(measures(options)));

  withOutput(root.command('concentration'))
    .description('say who everyone depends on, directly and without knowing it')
    .argument('<dataset>', DATASET)
    .option('--role <role>', 'one role in full; a line for every role unless given')
    .option('--direct-only', 'leave hidden dependence out')
    .option('--by-operator', 'count suppliers of one topmost operator as one')
    .addOption(
      new Option('--scale <scale>', 'published scale for the HHI')
        .choices(SCALES.map(({ id }) => id))
        .default(SCALES[0]!.id),
    )
    .addOption(
      new Option('--jurisdictions', 'say what falls if everything in a country fails').conflicts([
        'role',
        'directOnly',
        'byOperator',
        'scale',
      ]),
    )
    .option('--weight <column>', WEIGHT)
    .option('--sector <sectors...>', 'count only users of these sectors')
    .option('--country <countries...>', 'count only users of these countries')
    .option('--top <n>', 'how many lines to list (20 in a table, all as JSON or CSV)', wholeNumber)
    .action(async (folder: string, options: ConcentrationOptions & { readonly jurisdictions?: boolean }) =>
      finish(await (options.jurisdictions ? jurisdictions : concentration)(folder, options)),
    );

  withOutput(root.command('compare'))
    .description('hold measures against each other on the same simulated years')
    .argument('<dataset>', DATASET)
    .requiredOption('--scenarios <scenarios...>', MEASURES)
    .option('--given <scenarios...>', 'done first in every scenario, the baseline too', [])
    .option('--years <n>', 'how many years to simulate in every scenario', wholeNumber, 10_000)
    .option('--seed <n>', 'which draws', seedNumber, 1)
    .option('--weight <column>', WEIGHT)
    .addOption(
      new Option('--failover <assumption>', 'whether switches to alternatives work')
        .choices(['always', 'never', 'drawn'])
        .default('drawn'),
    )
    .addOption(
      new Option('--evidence <treatment>', 'uncertain dependencies: all there, or each with its confidence')
        .choices(['as-given', 'drawn'])
        .default('as-given'),
    )
    .option('--flips', 'look for values of parameters that would flip the result')
    .option('--draws <n>', 'draw all parameters from their ranges so many times', wholeNumber)
    .option('--screen <n>', 'so many trajectories of Morris, to see which parameters matter', wholeNumber)
    .addOption(workersOption())
    .action(async (folder: string, options: CompareOptions) => finish(await compare(folder, options)));

  withOutput(root.command('choose'))
    .description('find the best measures that a budget allows')
    .argument('<dataset>', DATASET)
    .requiredOption('--measures <measures...>', MEASURES)
    .addOption(
      new Option('--costs <numbers>', 'what each measure costs, in any one unit, separated by commas')
        .argParser(amounts)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--budget <number>', 'what can be spent, in the same unit')
        .argParser(amount)
        .makeOptionMandatory(),
    )
    .option('--given <scenarios...>', 'done first in every choice', [])
    .option('--years <n>', 'how many years each choice has, a multiple of 64', wholeNumber, 512)
    .option('--seed <n>', 'which draws', seedNumber, 1)
    .option('--weight <column>', WEIGHT)
    .addOption(
      new Option('--failover <assumption>', 'whether switches to alternatives work')
        .choices(['always', 'never', 'drawn'])
        .default('drawn'),
    )
    .addOption(workersOption())
    .action(async (folder: string, options: ChooseOptions) => finish(await choose(folder, options)));

  root.addCommand(scenariosCommand(finish));

  return root;
}

/** Exit code for whatever ended a command; prints the message where commander has not done so. */
function explainFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  if (error instanceof DataError) printProblems(error.problems, process.stderr);
  process.stderr.write(`${printable(error instanceof Error ? error.message : String(error))}\n`);
  if (error instanceof UsageError) return EXIT_USAGE;
  if (error instanceof Interrupted) return EXIT_INTERRUPTED;
  if (error instanceof DataError) return EXIT_DATA;
  throw error;
}

// a reader that closes the pipe early (head, less) is not an error; a full disk is one
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`The result could not be written: ${error.message}\n`);
  process.exit(EXIT_DATA);
});
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

async function main(): Promise<void> {
  try {
    await program((code) => {
      process.exitCode = code;
    }).parseAsync();
  } catch (error) {
    process.exitCode = explainFailure(error);
  }
}

// the same file is what the threads of its workers run
if (isMainThread) await main();
else serveEngine();
