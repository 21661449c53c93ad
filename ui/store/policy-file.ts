/** A comparison in the words of the command line: weight-hours, fractions, nothing rounded. */
import type { PolicyAnswer } from './policy.ts';
import { letterOf } from './policy-choice.ts';
import type { PolicyScenario } from './policy-question.ts';
import type { ComparisonResult, SystemView } from './types.ts';

interface PolicyFile {
  readonly view: SystemView;
  readonly answer: PolicyAnswer;
}

type Shown = ComparisonResult['scenarios'][number];

/** The comparison as a JSON document with question, measures, assumptions and identity beside the numbers. */
export function policyJson({ view, answer: { question, result } }: PolicyFile): string {
  const weight = view.weights.find(({ column }) => column === result.weight);
  const documents = result.scenarios.map((scenario, s) =>
    scenarioDocument(scenario, question.shown[s]!, letterOf(s)),
  );
  const document = {
    ensemble: {
      years: result.years,
      seed: result.seed,
      weight: { column: result.weight, label: weight?.label, unit: weight?.unit },
      unit: `${weight?.unit ?? 'weight'} x hours`,
      totalWeight: result.totalWeight,
      failover: result.failover,
      evidence: result.evidence,
      interval: result.interval,
      hash: view.hash,
      engine: result.engine,
    },
    baseline: documents[0],
    scenarios: documents.slice(1),
    contrasts: result.contrasts.map(({ a, b, better, worse, tail, ...mean }) => ({
      a: letterOf(a),
      b: letterOf(b),
      ...mean,
      probabilityBetter: better,
      probabilityWorse: worse,
      tail: Object.fromEntries(tail.map(({ returnPeriod, ...each }) => [returnPeriod, each])),
    })),
    withheld: result.withheld,
    assumptions: result.assumptions,
    dataset: { name: view.about.name, asOf: view.about.asOf, sources: view.about.sources },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function scenarioDocument(scenario: Shown, { name, members }: PolicyScenario, id: string): object {
  const { averageAnnualLoss, aep, tails, hhi, ...rest } = scenario;
  const byPeriod = (points: Shown['aep'], of: (point: Shown['aep'][number]) => unknown) =>
    Object.fromEntries(points.map((point) => [point.returnPeriod, of(point)]));
  return {
    id,
    title: name,
    measures: members.map(({ known }) => known.asked),
    averageAnnualLoss: averageAnnualLoss.mean,
    low: averageAnnualLoss.low,
    high: averageAnnualLoss.high,
    tail: byPeriod(aep, ({ loss }) => loss),
    tailIntervals: byPeriod(aep, ({ low, high }) => ({ low, high })),
    tailValues: byPeriod(tails, ({ loss }) => loss),
    hhi: Object.fromEntries(hhi.map(({ role, value }) => [role, value])),
    ...rest,
  };
}

type Row = readonly (string | number)[];

/** Every number of the comparison as the rows of one CSV file, titles first. */
export function policyRows({ answer: { question, result } }: PolicyFile): readonly Row[] {
  const cell = (value: number | undefined) => value ?? '';
  const titles: Row = ['what', 'scenario', 'name', 'of', 'value', 'low', 'high', 'unit'];
  const rows = result.scenarios.flatMap((scenario, s): readonly Row[] => {
    const who = [letterOf(s), question.shown[s]?.name ?? ''] as const;
    const { mean, low, high } = scenario.averageAnnualLoss;
    return [
      ['loss of an average year', ...who, '', mean, cell(low), cell(high), 'weight-hours'],
      ...scenario.aep.map(
        (point): Row => [
          'loss of a year',
          ...who,
          `1 in ${point.returnPeriod}`,
          point.loss,
          cell(point.low),
          cell(point.high),
          'weight-hours',
        ],
      ),
      ['largest single event', ...who, '', scenario.largestEvent, '', '', 'weight-hours'],
      ...scenario.hhi.map(({ role, value }): Row => ['hhi', ...who, role, value, '', '', '0 to 10000']),
    ];
  });
  const contrasts = result.contrasts.flatMap(
    ({ b, mean, low, high, better, worse, tail }): readonly Row[] => {
      const who = [letterOf(b), question.shown[b]?.name ?? ''] as const;
      return [
        ['difference to A of an average year', ...who, '', mean, cell(low), cell(high), 'weight-hours'],
        ...tail.map(
          ({ returnPeriod, ...each }): Row => [
            'difference to A of a year',
            ...who,
            `1 in ${returnPeriod}`,
            each.difference,
            cell(each.low),
            cell(each.high),
            'weight-hours',
          ],
        ),
        ['better than A', ...who, '', better, '', '', 'fraction of years'],
        ['worse than A', ...who, '', worse, '', '', 'fraction of years'],
      ];
    },
  );
  return [titles, ...rows, ...contrasts];
}
