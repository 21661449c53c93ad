/**
 * `npm test`: every check, each timed, with one closing line `N passed, N failed`. A failure does not stop
 * the run; only what needs a failed step is left out, and counts as failed.
 * `npm test -- --only types,lint` runs the steps of those names.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { needBrowser } from './browser.mjs';

const root = resolve(import.meta.dirname, '../..');
const reports = join(root, 'test/.out');
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');
const stepTimeLimit = 720_000;

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command a JavaScript file that Node runs, and its arguments
 * @property {boolean} [needsBrowser]
 * @property {string} [needsStep] a step that must not have failed
 * @property {string} [report] a JSON file that tells how many tests passed
 * @property {(report: any) => Counts} [count]
 */

/**
 * @param {string} path inside node_modules
 */
function installed(path) {
  return join(root, 'node_modules', path);
}

/** Folders with sources, of those that there are by now. */
const sourceFolders = ['engine', 'cli', 'ui', 'bench', 'test'].filter((folder) =>
  existsSync(join(root, folder)),
);

/**
 * A test that is skipped proves nothing, so it counts as failed.
 * @param {any} report
 * @returns {Counts}
 */
function countVitest(report) {
  const left = report.numPendingTests + report.numTodoTests;
  const suitesOnly = report.numFailedTests === 0 ? report.numFailedTestSuites : 0;
  return { passed: report.numPassedTests, failed: report.numFailedTests + suitesOnly + left };
}

/**
 * @param {any} report
 * @returns {Counts}
 */
function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + skipped };
}

/** @type {Step[]} */
const steps = [
  { name: 'lint', command: [installed('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings'] },
  { name: 'types', command: [installed('@typescript/native/bin/tsc'), '-p', 'tsconfig.json'] },
  { name: 'types-engine', command: [installed('@typescript/native/bin/tsc'), '-p', 'tsconfig.engine.json'] },
  {
    name: 'architecture',
    command: [
      installed('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...sourceFolders,
      '--config',
      'test/architecture.mjs',
    ],
  },
  { name: 'kernels', command: ['test/tools/lanes-wasm.mjs', '--check'] },
  { name: 'dead-code', command: [installed('knip/bin/knip.js'), '--config', 'test/knip.json'] },
  {
    name: 'tests',
    command: [
      installed('vitest/vitest.mjs'),
      'run',
      '--config',
      'test/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${vitestReport}`,
    ],
    needsBrowser: true,
    report: vitestReport,
    count: countVitest,
  },
  { name: 'build', command: ['cli/build.mjs', 'web', 'cli'] },
  { name: 'dataset', command: ['cli/bin.mjs', 'check', 'datasets/digital-economy'], needsStep: 'build' },
  { name: 'bench', command: ['bench/run.mjs', '--quick'], needsBrowser: true, needsStep: 'build' },
  {
    name: 'end-to-end',
    command: [installed('@playwright/test/cli.js'), 'test', '--config', 'test/playwright.config.ts'],
    needsBrowser: true,
    needsStep: 'build',
    report: playwrightReport,
    count: countPlaywright,
  },
];

/** @param {string[]} words */
function chooseSteps(words) {
  const { values } = parseArgs({ args: words, options: { only: { type: 'string' } } });
  if (values.only === undefined) return steps;
  const names = values.only.split(',');
  const unknown = names.find((name) => !steps.some((step) => step.name === name));
  if (unknown !== undefined) {
    throw new Error(
      `No step is called "${unknown}". There are: ${steps.map((step) => step.name).join(', ')}.`,
    );
  }
  return steps.filter((step) => names.includes(step.name));
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * What a step adds to the sum: its tests where it reports them, else itself. A step that ends badly counts as
 * at least one failure, whatever its report says.
 * @param {Step} step
 * @param {boolean} endedWell
 * @returns {Counts}
 */
function countsOf(step, endedWell) {
  if (!step.report || !step.count) return endedWell ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (!existsSync(step.report)) return { passed: 0, failed: 1 };
  const counts = step.count(JSON.parse(readFileSync(step.report, 'utf8')));
  const isSilent = counts.failed === 0 && (!endedWell || counts.passed === 0);
  return isSilent ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {Step} step
 * @param {NodeJS.ProcessEnv} env
 */
function runStep(step, env) {
  console.log(`\n--- ${step.name}`);
  if (step.report) rmSync(step.report, { force: true });
  const start = performance.now();
  const result = spawnSync(process.execPath, step.command, {
    cwd: root,
    env,
    stdio: 'inherit',
    timeout: stepTimeLimit,
    killSignal: 'SIGKILL',
  });
  const counts = countsOf(step, result.status === 0);
  if (result.error) console.log(result.error.message);
  console.log(`${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${step.name} ${seconds(start)}`);
  return counts;
}

/** @param {Step[]} chosen */
function runAll(chosen) {
  mkdirSync(reports, { recursive: true });
  const env = { ...process.env };
  if (chosen.some((step) => step.needsBrowser)) {
    env.LINCHPIN_CHROMIUM = needBrowser();
    console.log(`Browser: ${env.LINCHPIN_CHROMIUM}`);
  }
  const sum = { passed: 0, failed: 0 };
  /** @type {string[]} */
  const failedSteps = [];
  for (const step of chosen) {
    const isBlocked = step.needsStep !== undefined && failedSteps.includes(step.needsStep);
    if (isBlocked) console.log(`\nFAIL ${step.name}: not run, because ${step.needsStep} failed`);
    const counts = isBlocked ? { passed: 0, failed: 1 } : runStep(step, env);
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    if (counts.failed > 0) failedSteps.push(step.name);
  }
  return { sum, failedSteps };
}

/** @returns {Step[]} */
function stepsOrExit() {
  try {
    return chooseSteps(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

const start = performance.now();
const { sum, failedSteps } = runAll(stepsOrExit());
console.log(
  `\n${seconds(start)} in all${failedSteps.length > 0 ? `; failed: ${failedSteps.join(', ')}` : ''}`,
);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed === 0 ? 0 : 1;
