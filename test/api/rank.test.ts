import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type { JobRequest, RankResult } from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { drain, filesOf, PLAIN_ABOUT } from '../formats/reading.ts';

const ENTITIES =
  'id,kind,weight\ndns,dns,0\na,cloud-provider,0\nb,cloud-provider,0\nshop,application,3\nblog,application,1\n';
const DEPENDENCIES =
  'dependent,supplier,group,need,loss\na,dns,,,\nb,dns,,,\nshop,a,clouds,1,\nshop,b,clouds,1,\nblog,a,,,0.6\n';

function open(entities = ENTITIES, dependencies = DEPENDENCIES): Engine {
  const engine = createEngine();
  drain(engine.job({ kind: 'load', files: filesOf({ entities, dependencies, about: PLAIN_ABOUT }) }));
  return engine;
}

function rank(engine: Engine, request: Partial<JobRequest<'rank'>>): RankResult {
  return drain(engine.job({ kind: 'rank', measures: [], weight: 'weight', ...request })).result;
}

function refusalOf(request: Partial<JobRequest<'rank'>>): string {
  try {
    rank(open(), request);
  } catch (error) {
    if (error instanceof RequestError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'none';
}

const described = drain(createEngine().job({ kind: 'measures' })).result;

describe('the measures', () => {
  test('describe themselves as data, without a system', () => {
    expect(structuredClone(described)).toEqual(described);
    expect(described.map(({ id }) => id)).toEqual(expect.arrayContaining(['blast-radius', 'direct-impact']));
  });

  test('are all finite, one value per entity, with the standard parameters told', () => {
    const measures = described.map(({ id }) => id);
    const systems = [
      open(),
      open('id,kind,weight\nalone,dns,0\n', 'dependent,supplier\nalone,alone\n'),
      open('id,kind,weight\nx,dns,0\ny,dns,0\n', 'dependent,supplier\nx,y\nx,y\ny,x\n'),
    ];
    for (const engine of systems) {
      const result = rank(engine, { measures });
      const count = engine.system!.entities.count;
      for (const [m, { id, parameters }] of result.measures.entries()) {
        expect(result.columns[m], id).toHaveLength(count);
        expect(result.columns[m]!.every(Number.isFinite), id).toBe(true);
        expect([0, count], id).toContain(result.standardErrors[m]!.length);
        const standard = described[m]!.parameters.map((each) => [each.id, each.standard]);
        expect(parameters).toEqual(Object.fromEntries(standard));
      }
    }
  });

  test('of failures respect alternatives and partial loss', () => {
    const { columns } = rank(open(), { measures: ['blast-radius', 'direct-impact'] });
    expect(columns[0]).toEqual(Float64Array.of(0.9, 0.15, 0, 0.75, 0.25));
    expect(columns[1]).toEqual(Float64Array.of(0, 0.15, 0, 0, 0));
  });

  test('with a parameter use it, say so, and remark on what it leaves', () => {
    const [measure] = rank(open(), {
      measures: ['eigenvector'],
      parameters: { eigenvector: { rounds: 1 } },
    }).measures;
    expect(measure).toMatchObject({ id: 'eigenvector', parameters: { rounds: 1 } });
    expect(measure!.note).toContain('not settled at the limit of rounds (1)');
  });

  test('report progress that rises to at most 1', () => {
    const measures = described.map(({ id }) => id);
    const { steps } = drain(open().job({ kind: 'rank', measures, weight: 'weight' }));
    const fractions = steps.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
    expect([...new Set(steps.map(({ step }) => step))]).toEqual(described.map(({ label }) => label));
  });
});

describe('a request to rank is refused', () => {
  const measures = ['eigenvector', 'degree-in'];
  test.each<[string, Partial<JobRequest<'rank'>>, string]>([
    ['for an unknown measure', { measures: ['fame'] }, "There is no measure 'fame'. Measures: blast-radius,"],
    ['for an unknown weight', { measures, weight: 'gold' }, "There is no weight 'gold'. Weights: weight."],
    [
      'for parameters of a measure that is not asked for',
      { measures, parameters: { 'hits-hub': { rounds: 5 } } },
      "There are parameters for 'hits-hub', which is not among the measures asked for: eigenvector, degree-in.",
    ],
    [
      'for an unknown parameter',
      { measures, parameters: { eigenvector: { turns: 5 } } },
      "The measure 'eigenvector' has no parameter 'turns'. Parameters: rounds.",
    ],
    [
      'for a parameter of a measure without any',
      { measures, parameters: { 'degree-in': { rounds: 5 } } },
      "The measure 'degree-in' has no parameter 'rounds'. It has none at all.",
    ],
    ...[0, 1_000_001, 2.5, Number.NaN, Number.POSITIVE_INFINITY, '7' as unknown as number].map(
      (rounds): [string, Partial<JobRequest<'rank'>>, string] => [
        `for ${rounds} rounds`,
        { measures, parameters: { eigenvector: { rounds } } },
        `The parameter 'eigenvector.rounds' is ${rounds}; expected a whole number from 1 to 1000000.`,
      ],
    ),
    [
      'for a parameter called __proto__',
      { measures, parameters: { eigenvector: JSON.parse('{"__proto__":1}') } },
      "The measure 'eigenvector' has no parameter '__proto__'.",
    ],
  ])('%s', (_, request, message) => {
    expect(refusalOf(request)).toContain(`bad-request: ${message}`);
  });
});
