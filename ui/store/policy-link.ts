/**
 * The question of the Policy page in a link. `sc=break-up*parts*4**second-dns***My+title` for each scenario: measures
 * apart by two stars, the numbers that are not as usual behind one, a name of its own behind three. `sc=none` is the
 * system as it is alone; without `sc` it is the question that the page begins with. A measure of a person's own
 * travels as `file*` and its JSON in base64url. `cost=second-dns*5` for each measure with a cost.
 */
import { z } from 'zod';
import {
  FIRST_POLICY,
  LONGEST_FILE,
  LONGEST_TITLE,
  type MeasureChoice,
  MOST_MEASURES,
  MOST_POLICY_YEARS,
  MOST_SCENARIOS,
  type PolicyChoice,
  type ScenarioChoice,
  samePolicy,
} from './policy-choice.ts';
import { MOST_SEED } from './risk-choice.ts';

const YEARS = z.coerce.number().int().min(1).max(MOST_POLICY_YEARS);
const SEED = z.coerce.number().int().min(0).max(MOST_SEED);

const AMOUNT = z
  .string()
  .regex(/^\d*\.?\d+(e[+-]?\d+)?$/)
  .transform(Number)
  .pipe(z.number().finite());
const MOST_COSTS = MOST_SCENARIOS * MOST_MEASURES;

const NONE = 'none';
const OWN = 'file';
const ID = /^[a-z0-9][a-z0-9-]{0,80}$/;
const PARAMETER = /^[A-Za-z][A-Za-z0-9]{0,40}$/;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

/** Writes the question into the query of a link; what is as usual is left out. */
export function encodePolicy(query: URLSearchParams, choice: PolicyChoice): void {
  if (choice.years !== FIRST_POLICY.years) query.set('policy-years', String(choice.years));
  if (choice.seed !== FIRST_POLICY.seed) query.set('policy-seed', String(choice.seed));
  for (const [key, cost] of Object.entries(choice.costs)) query.append('cost', `${key}*${cost}`);
  if (choice.budget !== null) query.set('budget', String(choice.budget));
  const { given, scenarios } = FIRST_POLICY;
  if (!samePolicy({ ...choice, scenarios }, { ...choice, scenarios, given }))
    query.set('given', choice.given.length === 0 ? NONE : measuresText(choice.given));
  if (samePolicy({ ...choice, given }, { ...choice, given, scenarios })) return;
  for (const scenario of choice.scenarios) query.append('sc', scenarioText(scenario));
  if (choice.scenarios.length === 0) query.set('sc', NONE);
}

function scenarioText({ title, measures }: ScenarioChoice): string {
  return title === '' ? measuresText(measures) : `${measuresText(measures)}***${title}`;
}

function measuresText(measures: readonly MeasureChoice[]): string {
  return measures
    .map(({ id, values, file }) => {
      const numbers = Object.entries(values).map(([name, value]) => `*${name}*${value}`);
      return `${file === '' ? id : `${OWN}*${packed(file)}`}${numbers.join('')}`;
    })
    .join('**');
}

/** Reads the question from the query of a link; `problem` hears what could not be read and was left out. */
export function decodePolicy(query: URLSearchParams, problem: (words: string) => void): PolicyChoice {
  const number = (field: z.ZodType<number>, name: 'years' | 'seed', words: string): number => {
    const text = query.get(`policy-${name}`);
    if (text === null) return FIRST_POLICY[name];
    const read = field.safeParse(text);
    if (read.success && text.trim() !== '') return read.data;
    problem(words);
    return FIRST_POLICY[name];
  };
  return {
    years: number(YEARS, 'years', 'number of years of the scenarios'),
    seed: number(SEED, 'seed', 'seed of the scenarios'),
    given: readGiven(query.get('given'), problem),
    scenarios: readScenarios(query.getAll('sc'), problem),
    costs: readCosts(query.getAll('cost'), problem),
    budget: readBudget(query.get('budget'), problem),
  };
}

function readCosts(
  texts: readonly string[],
  problem: (words: string) => void,
): Readonly<Record<string, number>> {
  const costs = texts.slice(0, MOST_COSTS).map((text) => {
    const [, key, cost] = /^([^*]{1,120})\*([^*]+)$/.exec(text) ?? [];
    const read = AMOUNT.safeParse(cost);
    return key === undefined || !read.success ? null : ([key, read.data] as const);
  });
  if (costs.includes(null) || texts.length > MOST_COSTS) problem('costs of measures');
  return Object.fromEntries(costs.filter((each) => each !== null));
}

function readBudget(text: string | null, problem: (words: string) => void): number | null {
  if (text === null) return null;
  const read = AMOUNT.safeParse(text);
  if (!read.success) problem('budget');
  return read.success ? read.data : null;
}

function readGiven(text: string | null, problem: (words: string) => void): readonly MeasureChoice[] {
  if (text === null) return FIRST_POLICY.given;
  if (text === NONE) return [];
  const measures = readMeasures(text);
  if (measures === null) problem('assumption that all scenarios have');
  return measures ?? FIRST_POLICY.given;
}

function readScenarios(
  texts: readonly string[],
  problem: (words: string) => void,
): readonly ScenarioChoice[] {
  if (texts.length === 0) return FIRST_POLICY.scenarios;
  if (texts.length === 1 && texts[0] === NONE) return [];
  if (texts.length > MOST_SCENARIOS) problem(`scenarios after the first ${MOST_SCENARIOS}`);
  return texts.slice(0, MOST_SCENARIOS).flatMap((text, s) => {
    const end = text.indexOf('***');
    const measures = readMeasures(end < 0 ? text : text.slice(0, end));
    const title = end < 0 ? '' : text.slice(end + 3).trim();
    if (measures === null || title.length > LONGEST_TITLE) problem(`${s + 1}. scenario`);
    return measures === null ? [] : [{ title: title.slice(0, LONGEST_TITLE), measures }];
  });
}

/** Null when one of them cannot be read. */
function readMeasures(text: string): readonly MeasureChoice[] | null {
  if (text === '') return [];
  const measures = text.split('**').map(readMeasure);
  if (measures.length > MOST_MEASURES || measures.includes(null)) return null;
  return measures as readonly MeasureChoice[];
}

function readMeasure(text: string): MeasureChoice | null {
  const [head = '', ...rest] = text.split('*');
  const file = head === OWN ? unpacked(rest[0] ?? '') : '';
  const numbers = head === OWN ? rest.slice(1) : rest;
  const id = head === OWN ? idIn(file ?? '') : head;
  if (file === null || id === null || !(file !== '' || ID.test(id))) return null;
  if (numbers.length % 2 !== 0) return null;
  const values: Record<string, number> = {};
  for (let i = 0; i < numbers.length; i += 2) {
    const [name = '', value = ''] = numbers.slice(i, i + 2);
    if (!PARAMETER.test(name) || !NUMBER.test(value)) return null;
    values[name] = Number(value);
  }
  return { id, values, file };
}

/** The id that a scenario or preset gives itself, null when the text is none. */
export function idIn(file: string): string | null {
  try {
    const { id } = JSON.parse(file);
    return typeof id === 'string' && id !== '' ? id : null;
  } catch {
    return null;
  }
}

function packed(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const plain = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return plain.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function unpacked(text: string): string | null {
  // four characters hold three bytes
  if (text.length > LONGEST_FILE * 4) return null;
  try {
    const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
    const file = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return file.length <= LONGEST_FILE ? file : null;
  } catch {
    return null;
  }
}
