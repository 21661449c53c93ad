/** The measures that people ask for: requests checked, measures run one after the other. */
import type {
  CentralityInput,
  MeasureDescription,
  Parameter,
  ParameterValues,
} from '../centrality/measure.ts';
import { simpleGraph } from '../projection/simple-graph.ts';
import type { Explainable } from '../structure/explain.ts';
import { MEASURES, type Measure, type Subject } from './measures.ts';
import type { JobRequest, Progress, RankResult } from './protocol.ts';
import { RequestError, weightOf } from './request.ts';

/** What every measure says of itself. */
export function describeMeasures(): readonly MeasureDescription[] {
  return MEASURES.map(({ compute, ...description }) => description);
}

/**
 * One column per measure asked for; throws `RequestError` for a measure, weight or parameter that is not
 * there, and for values out of range.
 */
export function* rank(
  { system, network }: Explainable,
  { measures, weight, parameters = {} }: JobRequest<'rank'>,
): Generator<Progress, RankResult> {
  const chosen = measures.map(measureNamed);
  const values = valuesOf(chosen, parameters);
  let input: CentralityInput | undefined;
  const subject: Subject = {
    network,
    weight: weightOf(system, weight).values,
    graph() {
      input ??= { graph: simpleGraph(system), id: system.entities.id };
      return input;
    },
  };
  const results = [];
  for (const [m, { id, label, unit, compute }] of chosen.entries()) {
    yield { step: label, fraction: m / chosen.length };
    const work = compute(subject, values[m]!);
    let step = work.next();
    for (; !step.done; step = work.next()) yield { step: label, fraction: (m + step.value) / chosen.length };
    const { note, ...columns } = step.value;
    results.push({ about: { id, label, unit, parameters: values[m]!, note }, ...columns });
  }
  return {
    measures: results.map(({ about }) => about),
    columns: results.map((result) => result.values),
    standardErrors: results.map(({ standardError }) => standardError),
  };
}

function measureNamed(id: string): Measure {
  const measure = MEASURES.find((each) => each.id === id);
  if (measure !== undefined) return measure;
  const ids = MEASURES.map((each) => each.id).join(', ');
  throw new RequestError('bad-request', `There is no measure '${id}'. Measures: ${ids}.`);
}

/** The values that the parameters of each measure take: those given, and the standard ones. */
function valuesOf(
  chosen: readonly Measure[],
  given: Readonly<Record<string, ParameterValues>>,
): readonly ParameterValues[] {
  for (const id of Object.keys(given))
    if (!chosen.some((measure) => measure.id === id))
      throw new RequestError(
        'bad-request',
        `There are parameters for '${id}', which is not among the measures asked for: ${chosen.map((measure) => measure.id).join(', ')}.`,
      );
  return chosen.map((measure) => {
    const own = Object.hasOwn(given, measure.id) ? given[measure.id]! : {};
    for (const id of Object.keys(own)) checkKnown(measure, id);
    return Object.fromEntries(
      measure.parameters.map((parameter) => {
        const value = Object.hasOwn(own, parameter.id) ? own[parameter.id]! : parameter.standard;
        checkRange(measure, parameter, value);
        return [parameter.id, value];
      }),
    );
  });
}

function checkKnown({ id, parameters }: Measure, wanted: string): void {
  if (parameters.some((parameter) => parameter.id === wanted)) return;
  const allowed = parameters.map((parameter) => parameter.id).join(', ');
  throw new RequestError(
    'bad-request',
    `The measure '${id}' has no parameter '${wanted}'. ${allowed === '' ? 'It has none at all.' : `Parameters: ${allowed}.`}`,
  );
}

function checkRange({ id }: Measure, { id: name, least, most, isWhole }: Parameter, value: number): void {
  if (value >= least && value <= most && (Number.isInteger(value) || (!isWhole && Number.isFinite(value))))
    return;
  throw new RequestError(
    'bad-request',
    `The parameter '${id}.${name}' is ${value}; expected a ${isWhole ? 'whole number' : 'number'} from ${least} to ${most}.`,
  );
}
