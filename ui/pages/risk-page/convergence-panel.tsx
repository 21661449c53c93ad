/** Is it settled: the average and the year in a hundred, as more years came in. */
import { Chart } from '../../charts/chart.tsx';
import { type SettlingLine, SettlingLines } from '../../charts/settling-lines.tsx';
import type { Table } from '../../charts/table.ts';
import type { Estimate } from '../../store/firming.ts';
import type { LossScale } from '../../store/loss-scale.ts';
import { averageWithin, TOO_FEW_YEARS } from '../../store/risk-words.ts';
import type { RiskResult } from '../../store/types.ts';
import { amountText, countText, shareText } from '../../store/words.ts';
import styles from './panels.module.css';

interface ConvergenceProps {
  readonly result: RiskResult;
  /** The loss of a year in a hundred, with ever more years. */
  readonly estimates: readonly Estimate[];
  /** Years that are wanted. */
  readonly target: number;
  readonly scale: LossScale;
}

/** Both estimates over the years. */
export function ConvergencePanel({ result, estimates: all, target, scale }: ConvergenceProps) {
  // the page may show an older result for a moment
  const estimates = all.filter(({ years }) => years <= result.years);
  const means = result.convergence.map(({ years, mean, standardError = Number.NaN }) => ({
    years,
    loss: mean,
    low: Number.isNaN(standardError) ? mean : Math.max(0, mean - standardError),
    high: Number.isNaN(standardError) ? mean : mean + standardError,
  }));
  const last = estimates.at(-1);
  const lines: readonly SettlingLine[] = [
    ...(last ? [lineOf(`${scale.text(last.loss)}, 1 in 100`, estimates, scale)] : []),
    lineOf(`${scale.text(result.averageAnnualLoss)}, average`, means, scale),
  ];
  const { level } = result.interval;
  return (
    <Chart
      title="Is it settled"
      subtitle={`Running estimate, ${scale.unit} in a year. Bands: average ± its standard error; 1 in 100 with its ${Math.round(100 * level)}\u00a0% interval`}
      how={
        <>
          <p>
            The average of the first 64, 128, 256, … years, with its standard error, which halves when there
            are four times as many years. Beside it the loss that one year in a hundred reaches, as it was
            each time when the years so far were summed up; it is a number from 3,000 years on.
          </p>
          <p>
            A settled estimate says that more years would not change it. It says nothing about what is not in
            the data.
          </p>
        </>
      }
      table={() => tableOf(means, estimates, scale)}
      notes={[]}
    >
      {(width) => (
        <>
          <SettlingLines
            lines={lines}
            target={target}
            width={width}
            valueText={amountText}
            countText={(years) => `${countText(years)} years`}
            label={sentenceOf(result, last)}
          />
          <p className={styles.remark}>{sentenceOf(result, last)}</p>
        </>
      )}
    </Chart>
  );
}

function lineOf(name: string, points: readonly Estimate[], scale: LossScale): SettlingLine {
  return {
    name,
    points: points.map(({ years, loss, low, high }) => ({
      count: years,
      value: scale.of(loss),
      low: scale.of(low),
      high: scale.of(high),
    })),
  };
}

function sentenceOf(result: RiskResult, last: Estimate | undefined): string {
  const average = averageWithin(result);
  if (average === undefined) return 'Too few years to say how exact the average is.';
  const half = last && last.loss > 0 ? (last.high - last.low) / 2 / last.loss : undefined;
  const rare = half === undefined ? '' : `, the year in a hundred within ${shareText(half)}`;
  return `After ${countText(result.years)} years the average is known within ${shareText(average)}${rare}, nine times in ten.`;
}

function tableOf(means: readonly Estimate[], estimates: readonly Estimate[], { of, unit }: LossScale): Table {
  const rowsOf = (name: string, points: readonly Estimate[]) =>
    points.map(({ years, loss, low, high }) => [name, years, of(loss), of(low), of(high)]);
  return {
    columns: [
      { title: 'Estimate', unit: 'text' },
      { title: 'Years', unit: 'count' },
      { title: `Loss (${unit})`, unit: 'amount' },
      { title: 'Low', unit: 'amount' },
      { title: 'High', unit: 'amount' },
    ],
    missing: TOO_FEW_YEARS,
    rows: [...rowsOf('Average', means), ...rowsOf('1 in 100', estimates)],
  };
}
