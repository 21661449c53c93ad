/** Who earns the combined effect of a scenario: what each measure adds over all orders, alone, and last. */
import { useState } from 'react';
import { Chart } from '../../charts/chart.tsx';
import { type SignedRow, SignedRows } from '../../charts/signed-rows.tsx';
import type { Table } from '../../charts/table.ts';
import { Choice } from '../../parts/choice.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useApp, usePolicyStudy } from '../../parts/use-app.tsx';
import type { PolicyAnswer } from '../../store/policy.ts';
import { attributed, severalMeasures } from '../../store/policy-beside.ts';
import { letterOf } from '../../store/policy-choice.ts';
import type { Study } from '../../store/policy-study.ts';
import { baseTail, signedRange, signedText } from '../../store/policy-words.ts';
import { counted, countText } from '../../store/words.ts';
import { Panel } from '../risk-page/panel.tsx';
import { PairTable } from './pair-table.tsx';
import styles from './study.module.css';
import { StudyLine } from './study-line.tsx';

interface AttributionPanelProps {
  readonly answer: PolicyAnswer;
  /** All years are there, so that studies can run. */
  readonly isReady: boolean;
}

/** The chart, or how to come to it. */
export function AttributionPanel({ answer, isReady }: AttributionPanelProps) {
  const app = useApp();
  const study = usePolicyStudy('attribution');
  const { scenario: chosen } = usePolicyStudy('chosen');
  const { question } = answer;
  const scenario = attributed(question, chosen);
  const { run, failure, found } = study;
  if (found && found.scenario === scenario) return <Found answer={answer} found={found} />;
  const title =
    scenario === 0
      ? 'Who earns the combined effect'
      : `Who earns the combined effect of ${letterOf(scenario)}`;
  return (
    <Panel
      title={title}
      subtitle="What each measure adds, alone, last, and over all orders"
      how={<HowEarned />}
    >
      {scenario === 0 ? (
        <p className={styles.intro}>
          A scenario with two to eight measures is needed. Add a measure to one, and it is told here what each
          of them adds.
        </p>
      ) : (
        <>
          <p className={styles.intro}>
            All combinations of the measures of {letterOf(scenario)} are compared when the years above are
            there.
          </p>
          <ScenarioChoice answer={answer} scenario={scenario} />
          <StudyLine
            run={run}
            failure={failure}
            action="Tell the measures apart"
            label="Comparing all combinations"
            isReady={isReady}
            onRun={() => app.policyStudies.attribute(scenario)}
            onCancel={app.policyStudies.cancelAttribution}
          />
        </>
      )}
    </Panel>
  );
}

function ScenarioChoice({ answer, scenario }: { readonly answer: PolicyAnswer; readonly scenario: number }) {
  const app = useApp();
  const several = severalMeasures(answer.question);
  if (several.length < 2) return null;
  return (
    <Choice
      label="Scenario"
      value={String(scenario)}
      options={several.map((s) => ({ value: String(s), label: letterOf(s) }))}
      onChange={(value) => app.policyStudies.attribute(Number(value))}
    />
  );
}

function HowEarned() {
  return (
    <>
      <code>Shapley value = mean of what a measure adds over all orders in which measures can be added</code>
      <p>
        Every combination of the measures lives through the same simulated years. Bar: Shapley value (L. S.
        Shapley, 1953); the bars add up to the effect of all. Line: the measure alone. Dashed: added last, to
        all the others. Where the two lie far apart, what the measure is worth depends on the others.
      </p>
      <p>Negative is a gain: less is lost. Percent of the loss of A.</p>
    </>
  );
}

type Found = NonNullable<Study<'attribution'>['found']>;
type Of = 'average' | 'bad';

function Found({ answer, found }: { readonly answer: PolicyAnswer; readonly found: Found }) {
  const [of, setOf] = useState<Of>('average');
  const { value, scenario, question, variantCount } = found;
  const { levers, years } = value;
  const letter = letterOf(scenario);
  const period = [100, 10].find((each) => value.jointTail.some(({ returnPeriod }) => returnPeriod === each));
  const isBad = of === 'bad' && period !== undefined;
  const base = isBad
    ? baseTail(answer.result, period)
    : (answer.result.scenarios[0]?.averageAnnualLoss.mean ?? 0);
  const part = (loss: number) => (base === 0 ? 0 : loss / base);
  const members = question.shown[scenario]?.members.slice(question.givenCount) ?? [];
  const rows = levers.map((lever, i) => {
    const tail = lever.tail.find(({ returnPeriod }) => returnPeriod === period);
    const name = members[i]?.known.title ?? `Measure ${i + 1}`;
    if (isBad && tail)
      return { name, shapley: part(tail.shapley), alone: part(tail.alone), last: part(tail.last), range: '' };
    const { low, high } = lever.shapley;
    return {
      name,
      shapley: part(lever.shapley.mean),
      alone: part(lever.alone.mean),
      last: part(lever.last.mean),
      range: low === undefined || high === undefined ? '' : signedRange(part(low), part(high)),
    };
  });
  const joint = part(
    isBad
      ? (value.jointTail.find(({ returnPeriod }) => returnPeriod === period)?.difference ?? 0)
      : value.joint.mean,
  );
  const what = isBad ? `1-in-${period} year` : 'average year';
  const textOf = (row: (typeof rows)[number]) =>
    `${row.name}: ${signedText(row.shapley)}${row.range === '' ? '' : ` (${row.range})`}; alone ${signedText(row.alone)}, last ${signedText(row.last)}`;
  return (
    <Chart
      title={`Who earns the combined effect of ${letter}`}
      subtitle={`Change of the ${what} by measure, % of A, ${signedText(joint)} together. Bar: over all orders (Shapley). Line: alone. Dashed: last. ${counted(variantCount, 'combination', 'combinations')} of ${countText(years)} years`}
      how={<HowEarned />}
      table={(): Table => ({
        columns: [
          { title: 'Measure', unit: 'text' },
          { title: `Shapley, ${what}`, unit: 'text' },
          { title: 'Interval', unit: 'text' },
          { title: 'Alone', unit: 'text' },
          { title: 'Last', unit: 'text' },
        ],
        rows: rows.map((row) => [
          row.name,
          signedText(row.shapley),
          row.range,
          signedText(row.alone),
          signedText(row.last),
        ]),
      })}
      notes={[]}
    >
      {(width) => (
        <>
          <div className={styles.choices} data-screen="">
            <ScenarioChoice answer={answer} scenario={scenario} />
            {period !== undefined && (
              <Segments<Of>
                label="Which year"
                value={of}
                options={[
                  { value: 'average', label: 'Average year' },
                  { value: 'bad', label: `1 in ${period}` },
                ]}
                onChange={setOf}
              />
            )}
          </div>
          <SignedRows
            rows={rows.map(
              (row, i): SignedRow => ({
                key: String(i),
                letter,
                name: row.name,
                lanes: [
                  {
                    bar: [0, row.shapley],
                    ticks: [{ value: row.alone }, { value: row.last, isDashed: true }],
                    text: '',
                    value: signedText(row.shapley),
                  },
                ],
                label: textOf(row),
              }),
            )}
            width={width}
            label={`Measures of ${letter} by what they add`}
          />
          <PairTable
            found={found}
            names={rows.map(({ name }) => name)}
            base={answer.result.scenarios[0]?.averageAnnualLoss.mean ?? 0}
          />
        </>
      )}
    </Chart>
  );
}
