/** A random moment: how much is down, and who is most likely to be down. */
import { useEffect, useMemo } from 'react';
import { Chart } from '../../charts/chart.tsx';
import { DotRows } from '../../charts/dot-rows.tsx';
import { percentAxis } from '../../charts/percent-ticks.ts';
import { TailCurve } from '../../charts/tail-curve.tsx';
import { useApp, useRiskBeside } from '../../parts/use-app.tsx';
import type { DownPoint } from '../../store/down-curve.ts';
import { likeliestDown } from '../../store/likeliest-down.ts';
import { nextMoments } from '../../store/risk-moments.ts';
import { smallShareText } from '../../store/risk-panel-words.ts';
import { durationText } from '../../store/time-words.ts';
import type { AvailabilityResult, SystemView } from '../../store/types.ts';
import { weightText } from '../../store/weight-text.ts';
import { countText, ordinalText } from '../../store/words.ts';
import styles from './panels.module.css';
import { RunLine } from './run-line.tsx';
import section from './section.module.css';

/** Fewer moments than this are no number. */
const LEAST_COUNT = 30;
const SHOWN = 10;
const YEAR_HOURS = 8766;

interface MomentSectionProps {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
}

/** The question, the run, and what it says. */
export function MomentSection({ view, weight }: MomentSectionProps) {
  const app = useApp();
  const { run, result, curve } = useRiskBeside('moments');
  const isUntouched = run.done === 0 && !run.isRunning;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it is opened and for another weight, not again after a person has stopped it
  useEffect(() => {
    if (isUntouched) app.riskMoments.look();
  }, [view, weight]);
  return (
    <section className={section.section} aria-labelledby="random-moment">
      <h2 id="random-moment" className={section.title}>
        A random moment
      </h2>
      <p className={styles.intro}>
        {result
          ? sentenceOf(result, curve)
          : 'How much is down at any moment, and who is most likely to be down, if outages come and go for ever.'}
      </p>
      <RunLine
        run={run}
        noun="moments"
        next={nextMoments(run)}
        onRun={app.riskMoments.look}
        onCancel={app.riskMoments.cancel}
      />
      {result && (
        <div className={section.pair}>
          <DownChart view={view} weight={weight} result={result} curve={curve} />
          <LikelyChart view={view} result={result} />
        </div>
      )}
    </section>
  );
}

function sentenceOf(result: AvailabilityResult, curve: readonly DownPoint[]): string {
  const { replicates, meanWeightDown, standardError } = result;
  const anything = (curve[0]?.count ?? 0) / replicates;
  return `Something is down in ${smallShareText(anything)} of ${countText(replicates)} moments; ${smallShareText(meanWeightDown)} of the weight on average, with a standard error of ${smallShareText(standardError)}.`;
}

interface DownChartProps extends MomentSectionProps {
  readonly result: AvailabilityResult;
  readonly curve: readonly DownPoint[];
}

function DownChart({ view, weight, result, curve }: DownChartProps) {
  const { replicates, kernel, seed } = result;
  const shown = curve.filter(({ count }) => count >= LEAST_COUNT);
  return (
    <Chart
      title="How much is down"
      subtitle={`Chance that at least so much is down at a moment, % of ${weightText(view, weight, result.totalWeight)}; ${countText(replicates)} moments, seed ${seed}`}
      how={
        <>
          <code>moments with at least so much down ÷ all moments</code>
          <p>
            At each moment every entity is out by itself with the chance rate × mean duration ÷ (8,766 + rate
            × mean duration), and whoever cannot do without what is out is down as well. Levels that fewer
            than {LEAST_COUNT} moments reach are left out.
          </p>
          <p>Computed {kernel}; another way would give the same numbers.</p>
        </>
      }
      table={() => ({
        columns: [
          { title: 'At least so much down', unit: 'share' },
          { title: 'Chance', unit: 'share' },
          { title: 'Moments', unit: 'count' },
        ],
        rows: shown.map(({ weightDown, count }) => [weightDown, count / replicates, count]),
      })}
      notes={result.assumptions}
      foldNotes
    >
      {(width) =>
        shown.length > 0 ? (
          <>
            <TailCurve
              points={shown.map(({ weightDown, count }) => ({
                value: weightDown,
                probability: count / replicates,
              }))}
              width={width}
              label={sentenceOf(result, curve)}
              xTitle="At least so much of the weight is down (log scale)"
              yTitle="Chance at a moment (log scale)"
              tickText={smallShareText}
            />
            <dl className={section.quantiles}>
              {result.quantiles.map(({ at, weightDown }) => (
                <div key={at}>
                  <dt>{percentile(at)} percentile</dt>
                  <dd>{smallShareText(weightDown)}</dd>
                </div>
              ))}
            </dl>
          </>
        ) : (
          <p className={styles.intro}>Hardly anything was ever down: look at more moments.</p>
        )
      }
    </Chart>
  );
}

/** "50th", "99.5th". */
function percentile(at: number): string {
  const percent = Number((100 * at).toPrecision(6));
  return Number.isInteger(percent) ? ordinalText(percent) : `${percent}th`;
}

interface LikelyChartProps {
  readonly view: SystemView;
  readonly result: AvailabilityResult;
}

function LikelyChart({ view, result }: LikelyChartProps) {
  const app = useApp();
  const all = useMemo(() => likeliestDown(result), [result]);
  const shown = all.slice(0, SHOWN);
  const { replicates } = result;
  return (
    <Chart
      title="Most likely to be down"
      subtitle={`Chance that an entity is down at a moment, and hours in a year that makes; line: ± one standard error, ${countText(replicates)} moments`}
      how={
        <>
          <code>moments in which it is down ÷ all moments</code>
          <p>
            Down by itself, or because it cannot do without what is down. The line is the interval of Wilson
            at one standard deviation.
          </p>
          <p>E. B. Wilson: Probable inference, the law of succession, and statistical inference, 1927.</p>
        </>
      }
      table={() => ({
        columns: [
          { title: 'Name', unit: 'text' },
          { title: 'Chance', unit: 'share' },
          { title: 'Standard error', unit: 'share' },
          { title: 'Hours a year', unit: 'amount' },
          { title: 'Id', unit: 'text' },
        ],
        rows: all.map(({ entity, probability, standardError }) => [
          view.name[entity] ?? '',
          probability,
          standardError,
          probability * YEAR_HOURS,
          view.id[entity] ?? '',
        ]),
      })}
      notes={[]}
    >
      {(width) => (
        <DotRows
          rows={shown.map(({ entity, probability, standardError }) => {
            const hours = durationText(probability * YEAR_HOURS);
            const chance = smallShareText(probability);
            return {
              key: entity,
              layer: view.layers[view.layer[entity]!] ?? '',
              name: view.name[entity] ?? '',
              dot: probability,
              low: Math.max(0, probability - standardError),
              high: probability + standardError,
              ends: [chance, hours],
              label: `${view.name[entity]}: down with a chance of ${chance}, plus or minus ${smallShareText(standardError)}; ${hours} a year`,
            };
          })}
          width={width}
          label="Entities, the most likely to be down first"
          endTitles={['chance', 'in a year']}
          axis={percentAxis}
          action="See it on the map"
          onChoose={(entity) => app.lookAt(view.id[entity] ?? '')}
        />
      )}
    </Chart>
  );
}
