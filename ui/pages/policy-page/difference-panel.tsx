/** The difference of every scenario to A in the same years: of an average year, and of a bad one. */
import { Chart } from '../../charts/chart.tsx';
import { type SignedLane, type SignedRow, SignedRows } from '../../charts/signed-rows.tsx';
import type { Table } from '../../charts/table.ts';
import type { PolicyAnswer } from '../../store/policy.ts';
import { letterOf } from '../../store/policy-choice.ts';
import { type Change, changesOf, rangeText, signedText, verdictOf } from '../../store/policy-words.ts';
import type { SystemView } from '../../store/types.ts';
import { counted, countText, shareText, titleOf } from '../../store/words.ts';

interface DifferencePanelProps {
  readonly view: SystemView;
  readonly answer: PolicyAnswer;
}

const SAYS = {
  lowers: 'lower',
  raises: 'higher',
  unclear: 'no clear difference',
  same: 'unchanged',
  early: 'too few years to tell',
} as const;

/** The chart. */
export function DifferencePanel({ view, answer }: DifferencePanelProps) {
  const { question, result } = answer;
  const { interval, years, contrasts, seed } = result;
  const rows = contrasts.map(({ b, ...contrast }): SignedRow => {
    const changes = changesOf(result, { b, ...contrast });
    const texts = changes.map(
      (each) =>
        `${each.what} ${signedText(each.of.mean / (each.base || 1))}${rangeText(each) === '' ? '' : ` (${rangeText(each)})`}, ${SAYS[verdictOf(each.of)]}`,
    );
    return {
      key: String(b),
      letter: letterOf(b),
      name: '',
      lanes: changes.map(laneOf),
      label: `${letterOf(b)}, ${question.shown[b]?.name}: ${texts.join('; ')}`,
    };
  });
  return (
    <Chart
      title="Difference to A, same years"
      subtitle={`Loss less that of A, % of it; ${titleOf(view)}, ${counted(years, 'year', 'years')}, seed ${seed}. Filled: average year. Hollow: bad year. Line: ${shareText(interval.level)} interval`}
      how={
        <>
          <code>difference ÷ loss of A, in the same simulated years</code>
          <p>
            Left of 0 less is lost than in A. Where the line crosses 0 there is no clear difference. Average
            year: t interval over blocks of years. Bad year: {countText(interval.resamples)} times the years
            are drawn again, the same in both scenarios (paired bootstrap, percentiles; B. Efron, 1979).
          </p>
          <p>The intervals tell how exact the simulation is, not how true the data are.</p>
        </>
      }
      table={() => tableOf(answer)}
      notes={[]}
    >
      {(width) =>
        rows.length === 0 ? (
          <p>Add a scenario to compare.</p>
        ) : (
          <SignedRows rows={rows} width={width} label="Differences to A, by scenario" />
        )
      }
    </Chart>
  );
}

function laneOf({ what, of: { mean, low, high }, base }: Change, i: number): SignedLane {
  const part = (value: number) => (base === 0 ? 0 : value / base);
  return {
    dot: { value: part(mean), isHollow: i > 0 },
    range: low === undefined || high === undefined ? undefined : [part(low), part(high)],
    text: i === 0 ? 'average' : what.replace(/^the 1-in-(\d+) year$/, '1 in $1'),
    value: signedText(part(mean)),
  };
}

function tableOf({ question, result }: PolicyAnswer): Table {
  return {
    columns: [
      { title: 'Scenario', unit: 'text' },
      { title: 'Name', unit: 'text' },
      { title: 'Difference of', unit: 'text' },
      { title: 'Says', unit: 'text' },
      { title: 'Difference, % of A', unit: 'text' },
      { title: 'Interval', unit: 'text' },
      { title: 'Difference, weight-hours', unit: 'amount' },
      { title: 'Low', unit: 'amount' },
      { title: 'High', unit: 'amount' },
    ],
    rows: result.contrasts.flatMap((contrast) =>
      changesOf(result, contrast).map((change) => [
        letterOf(contrast.b),
        question.shown[contrast.b]?.name ?? '',
        change.what.replace(/^the /, ''),
        SAYS[verdictOf(change.of)],
        signedText(change.of.mean / (change.base || 1)),
        rangeText(change),
        change.of.mean,
        change.of.low ?? Number.NaN,
        change.of.high ?? Number.NaN,
      ]),
    ),
  };
}
