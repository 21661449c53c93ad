/** Presets: arithmetic, ranges, and every shipped one on the shipped dataset. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyScenario } from '../../engine/scenario/apply-scenario.ts';
import { evaluate } from '../../engine/scenario/expression.ts';
import { instantiate, isPreset, type Preset, readPreset } from '../../engine/scenario/preset.ts';
import { scenarioWords } from '../../engine/scenario/words.ts';
import { readFiles } from '../formats/reading.ts';
import { textOf } from './scenarios.ts';

const FOLDER = 'datasets/policies/';
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

function presetIn(name: string): Preset {
  const read = readPreset(name, readFileSync(FOLDER + name, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

const dataset = 'datasets/digital-economy/';
const digitalEconomy = readFiles(
  ['entities.csv', 'dependencies.csv', 'dataset.json'].map((name) => ({
    name,
    bytes: readFileSync(dataset + name),
  })),
).system!;

describe('an expression', () => {
  const values = new Map([
    ['common', 0.3],
    ['parts', 4],
  ]);
  const value = (text: string): unknown => {
    const result = evaluate(text, values);
    return result.ok ? result.value : result.fault;
  };

  test.each([
    ['1 - common', 0.7],
    ['(parts - 1) / parts', 0.75],
    ['-parts + 2*3', 2],
    ['8 / 2 / 2 - 1 - 1', 0],
    ['0.1 + 0.2', 0.3],
    ['--2', 2],
  ])('%s is %d', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test.each([
    ['share', "'share' is no parameter; there are: common, parts"],
    ['1 +', 'it ends too early'],
    ['(1', 'a bracket is not closed'],
    ['1 2', "'2' is not expected there"],
    ['1 / (parts - 4)', 'it gives no finite number'],
    ['globalThis.x', "'.x' cannot be read"],
    ['('.repeat(100), 'it goes too deep'],
    ['', 'it ends too early'],
  ])('%s is a fault, in words', (text, fault) => {
    expect(value(text)).toBe(fault);
  });
});

describe('a preset', () => {
  const multiCloud = presetIn('multi-cloud.json');

  test('becomes a scenario with the values that are given, and says which', () => {
    const made = instantiate(multiCloud, { fraction: 0.25 });
    expect(made.ok && made.value).toMatchObject({
      id: 'multi-cloud',
      from: [{ preset: 'multi-cloud', values: { fraction: 0.25, works: 0.8, hours: 1 } }],
      interventions: [{ fraction: 0.25, failoverProbability: 0.8 }],
    });
  });

  test('refuses values out of range, broken numbers of things and names that it does not have', () => {
    const faults = (name: string, values: Readonly<Record<string, number>>): readonly string[] => {
      const made = instantiate(presetIn(name), values);
      return made.ok
        ? []
        : made.problems.map(({ column, value, message }) => `${column} = ${value}: ${message}`);
    };
    expect(faults('multi-cloud.json', { fraction: 40, hours: Number.NaN })).toEqual([
      'fraction = 40: Expected a value from 0 to 1 (fraction).',
      'hours = NaN: Expected a value from 0 to 48 (hours).',
    ]);
    expect(faults('break-up.json', { parts: 2.5 })).toEqual([
      'parts = 2.5: Expected a whole number from 2 to 10.',
    ]);
    expect(faults('merger.json', { size: 1 })).toEqual([
      "size = 1: 'merger' has no parameter 'size'. Parameters: moved.",
    ]);
  });

  test('is told from a scenario', () => {
    expect(isPreset(JSON.stringify(multiCloud))).toBe(true);
    expect(isPreset(textOf([]))).toBe(false);
    expect(isPreset('{')).toBe(false);
  });

  test('is refused with the place of every fault, those of its interventions included', () => {
    const broken = {
      ...multiCloud,
      interventions: [{ verb: 'reassign', where: {}, to: {}, fraction: '= fractoin' }],
    };
    const read = readPreset('x.json', JSON.stringify(broken));
    expect(!read.ok && read.problems).toEqual([
      {
        severity: 'error',
        file: 'x.json',
        row: 0,
        column: 'interventions[0].fraction',
        value: '= fractoin',
        message: "This cannot be worked out: 'fractoin' is no parameter; there are: fraction, works, hours.",
      },
    ]);
    const range = structuredClone(multiCloud);
    range.parameters[0]!.default = 7;
    const second = readPreset('x.json', JSON.stringify(range));
    expect(!second.ok && second.problems.map(({ column }) => column)).toEqual(['parameters[0].default']);
  });
});

describe('the shipped presets', () => {
  test('are those that the question needs, under the names of their files', () => {
    expect(names.map((name) => presetIn(name).id)).toEqual(names.map((name) => name.replace('.json', '')));
    expect(names).toHaveLength(21);
  });

  test.each(names)('%s is sound at both ends of every range', (name) => {
    const preset = presetIn(name);
    for (const { id, min, max } of preset.parameters)
      for (const value of [min, max]) {
        const made = instantiate(preset, { [id]: value });
        expect(made.ok || made.problems).toBe(true);
      }
  });

  test.each(names)(
    '%s says what it does, what it costs beside money, what it does not fix and where it is from',
    (name) => {
      const preset = presetIn(name);
      for (const { label, source } of preset.parameters) {
        expect(label).toContain('{value}');
        expect(source).not.toBe('');
      }
      expect(preset.sideEffects.length * preset.doesNotFix.length).toBeGreaterThan(0);
      const made = instantiate(preset, {});
      const words = made.ok ? scenarioWords(made.value) : [];
      expect(words).toHaveLength(preset.interventions.length);
      for (const sentence of words) expect(sentence).toMatch(/^[A-Z].*[^ ]\.$/);
      expect(words.join(' ')).not.toMatch(/undefined|NaN|\[object/);
    },
  );

  /** Why an intervention of a preset does nothing on the digital economy. */
  const idle: Readonly<Record<string, readonly string[]>> = {
    'break-up.json': ['1 of 1 have no outages per year that could be changed; nothing is made up for them.'],
    'surge-capacity.json': [
      '171 of 171 have no capacity that could be changed; nothing is made up for them.',
    ],
    'tested-failover.json': ['All that it reaches is so already; it does nothing.'],
  };

  test.each(names)('%s changes the digital economy, or says of each part why not', (name) => {
    const made = instantiate(presetIn(name), {});
    if (!made.ok) throw new Error('not sound');
    const weight = digitalEconomy.weights[0]!.values;
    const { system, effects } = applyScenario(digitalEconomy, made.value, { weight, seed: 0 });
    expect(system).not.toBe(digitalEconomy);
    expect(system.hash).not.toBe(digitalEconomy.hash);
    expect(effects.flatMap(({ remarks }) => remarks).filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
    const without = effects.filter(({ matched, reached, remarks, ...counts }) =>
      Object.values(counts).every((count) => count === 0),
    );
    expect(without.map(({ remarks }) => remarks.at(-1)?.message)).toEqual(idle[name] ?? []);
  });
});
