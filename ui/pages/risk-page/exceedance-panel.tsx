/** How bad a year can get: the loss of all outages of a year, and of the largest, against how rarely. */
import { Chart } from '../../charts/chart.tsx';
import { ExceedanceCurve, type ExceedanceStep, type NamedPeriod } from '../../charts/exceedance-curve.tsx';
import type { Table } from '../../charts/table.ts';
import type { LossScale } from '../../store/loss-scale.ts';
import { LEAST_EXCEEDANCES } from '../../store/risk-choice.ts';
import { lossText, pointAt } from '../../store/risk-words.ts';
import type { RiskResult, SystemView } from '../../store/types.ts';
import { amountText, counted, countText, titleOf } from '../../store/words.ts';
import styles from './exceedance-panel.module.css';
import { TailWords } from './tail-words.tsx';

/** Return periods that are named at the curve, the most important first. */
const NAMED = [100, 10, 250] as const;

interface ExceedanceProps {
  readonly view: SystemView;
  readonly result: RiskResult;
  readonly scale: LossScale;
}

/** The chart. */
export function ExceedancePanel({ view, result, scale }: ExceedanceProps) {
  const { aep, averageAnnualLoss, interval, years, seed } = result;
  const { of, text, unit } = scale;
  const level = Math.round(100 * interval.level);
  const last = aep.at(-1)?.returnPeriod ?? 1;
  return (
    <div className={styles.place}>
      <Chart
        title="How bad could a year get"
        subtitle={`Service lost in a year, ${unit}, against how rarely a year is at least that bad; ${titleOf(view)}, ${counted(years, 'year', 'years')}, seed ${seed}. Band: ${level}\u00a0% interval`}
        how={<HowExceeded result={result} />}
        keys={[
          { look: 'line', words: 'All outages of a year' },
          { look: 'dashed', words: 'Largest single outage of a year' },
        ]}
        table={() => tableOf(result, scale)}
        notes={[]}
      >
        {(width) =>
          aep.length === 0 ? (
            <p className={styles.early}>
              Too few years yet: a number needs {LEAST_EXCEEDANCES} that are as bad or worse.
            </p>
          ) : (
            <>
              <ExceedanceCurve
                steps={stepsOf(result, scale)}
                average={{ loss: of(averageAnnualLoss), words: `Average year ${text(averageAnnualLoss)}` }}
                named={namedIn(result, scale)}
                beyond={[
                  'Beyond',
                  `1 in ${countText(Math.floor(last))}:`,
                  `fewer than ${LEAST_EXCEEDANCES}`,
                  'such years,',
                  'not shown',
                ]}
                width={width}
                unit={unit}
              />
              <TailWords result={result} scale={scale} />
            </>
          )
        }
      </Chart>
    </div>
  );
}

function HowExceeded({ result: { interval } }: Pick<ExceedanceProps, 'result'>) {
  return (
    <>
      <code>return period of the k-th worst year = years ÷ k</code>
      <p>
        The losses of the simulated years, worst first; between two of them the line is straight. All outages
        of a year: the sum of its events (AEP). Largest single outage: the largest of them (OEP). Conventions
        of Oasis LMF.
      </p>
      <p>
        Mean beyond: of the years that are as bad or worse (tail value at risk). Interval: years drawn again{' '}
        {countText(interval.resamples)} times (bootstrap, percentiles; B. Efron, 1979). It tells how exact the
        simulation is, not how true the data are. Return periods that fewer than {LEAST_EXCEEDANCES} years
        reach are not shown.
      </p>
    </>
  );
}

function stepsOf({ aep, oep }: RiskResult, scale: LossScale): readonly ExceedanceStep[] {
  const shown = ({ loss, low = loss, high = loss }: Point) => ({
    loss: scale.of(loss),
    low: scale.of(low),
    high: scale.of(high),
  });
  return aep.map((point, i) => {
    const largest = oep[i] ?? point;
    return {
      period: point.returnPeriod,
      all: shown(point),
      largest: shown(largest),
      words: `${point.returnPeriod === 1 ? 'Every year' : `1 in ${amountText(point.returnPeriod)} years`}: all outages ${lossText(point, scale)}, the largest ${lossText(largest, scale)}`,
    };
  });
}

function namedIn(result: RiskResult, scale: LossScale): readonly NamedPeriod[] {
  return NAMED.flatMap((period) => {
    const point = pointAt(result, period);
    if (!point) return [];
    const { loss, low, high } = point;
    const range = low === undefined || high === undefined ? '' : `, ${scale.range(low, high)}`;
    return [{ period, loss: scale.of(loss), value: scale.text(loss), words: `1 in ${period}${range}` }];
  });
}

type Point = RiskResult['aep'][number];

/** Round return periods; the others only make the curve smooth. */
function tableOf({ aep, oep, tailValueAtRisk }: RiskResult, { of, unit }: LossScale): Table {
  const cells = (point: Point | undefined) =>
    [point?.loss, point?.low, point?.high].map((loss) => (loss === undefined ? Number.NaN : of(loss)));
  return {
    columns: [
      { title: 'Return period, years', unit: 'count' },
      { title: `All outages (${unit})`, unit: 'amount' },
      { title: 'Low', unit: 'amount' },
      { title: 'High', unit: 'amount' },
      { title: 'Largest outage', unit: 'amount' },
      { title: 'Largest, low', unit: 'amount' },
      { title: 'Largest, high', unit: 'amount' },
      { title: 'Mean beyond', unit: 'amount' },
      { title: 'Beyond, low', unit: 'amount' },
      { title: 'Beyond, high', unit: 'amount' },
    ],
    missing: 'too few years; the mean beyond is told of 1 in 10, 20, 100 and 200',
    rows: aep.flatMap((point, i) => {
      const { returnPeriod } = point;
      if (!Number.isInteger(returnPeriod)) return [];
      const tail = tailValueAtRisk.find((each) => each.returnPeriod === returnPeriod);
      return [[returnPeriod, ...cells(point), ...cells(oep[i]), ...cells(tail)]];
    }),
  };
}
