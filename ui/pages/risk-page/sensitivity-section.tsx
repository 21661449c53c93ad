/** How sure the answer is: what redrawing uncertain dependencies does to it, and what unseen ones would do. */

import { useState } from 'react';
import { amountAxis } from '../../charts/amount-ticks.ts';
import { Chart } from '../../charts/chart.tsx';
import { type DotRow, DotRows } from '../../charts/dot-rows.tsx';
import { percentAxis } from '../../charts/percent-ticks.ts';
import { Segments } from '../../parts/segments.tsx';
import { useApp, useRiskBeside } from '../../parts/use-app.tsx';
import { type Assumed, assumedLosses } from '../../store/assumed-losses.ts';
import type { LossScale } from '../../store/loss-scale.ts';
import { changeText } from '../../store/risk-panel-words.ts';
import { nextWorlds } from '../../store/risk-sensitivity.ts';
import type { Band, SensitivityResult, SystemView } from '../../store/types.ts';
import { counted, countText, fineShareText, ordinalText, shareText } from '../../store/words.ts';
import styles from './panels.module.css';
import { RunLine } from './run-line.tsx';
import section from './section.module.css';

const SHOWN = 10;
/** Bands over fewer worlds say nothing. */
const LEAST_WORLDS = 5;

interface SensitivitySectionProps {
  readonly view: SystemView;
  readonly scale: LossScale;
}

/** The question, the run, and what it says. */
export function SensitivitySection({ view, scale }: SensitivitySectionProps) {
  const app = useApp();
  const { run, result: known } = useRiskBeside('sensitivity');
  const result = known && known.worlds >= LEAST_WORLDS ? known : null;
  return (
    <section className={section.section} aria-labelledby="how-sure">
      <h2 id="how-sure" className={section.title}>
        How sure is this
      </h2>
      <p className={styles.intro}>
        {result
          ? sentenceOf(view, result)
          : 'Dependencies are known with more or less confidence, and some are not known at all. Other worlds show how much the answer depends on that: the same outages, with uncertain dependencies redrawn, and with unseen ones added.'}
      </p>
      <RunLine
        run={run}
        noun="worlds"
        next={nextWorlds(run)}
        onRun={app.riskSensitivity.redraw}
        onCancel={app.riskSensitivity.cancel}
      />
      {result && (
        <div className={section.pair}>
          <RanksChart view={view} result={result} />
          <LossesChart result={result} scale={scale} />
        </div>
      )}
    </section>
  );
}

function sentenceOf(
  view: SystemView,
  { drivers, redrawn, averageAnnualLoss, unseen, worlds }: SensitivityResult,
) {
  const [first] = drivers;
  const top = first
    ? `${view.name[first.entity]} stays first in ${shareText(first.holdsRank)} of ${counted(worlds, 'world', 'worlds')}. `
    : '';
  const { low, high } = redrawn.averageAnnualLoss;
  const most = unseen.at(-1);
  const unknown = most
    ? ` With ${shareText(most.fraction)} of dependencies unseen the average year would be ${changeText(most.averageAnnualLoss.low, averageAnnualLoss)} to ${changeText(most.averageAnnualLoss.high, averageAnnualLoss)}.`
    : '';
  return `${top}Redrawing what is uncertain changes the average year by ${changeText(low, averageAnnualLoss)} to ${changeText(high, averageAnnualLoss)}.${unknown}`;
}

function RanksChart({ view, result }: { readonly view: SystemView; readonly result: SensitivityResult }) {
  const app = useApp();
  const { drivers, worlds, years } = result;
  const shown = drivers.slice(0, SHOWN);
  return (
    <Chart
      title="Does the ranking hold"
      subtitle={`Share of the loss by what fails first, %. Dot: as given. Line: 5th to 95th percentile over ${counted(worlds, 'world', 'worlds')} of ${countText(years)} years with uncertain dependencies redrawn`}
      how={
        <>
          <p>
            In each world every dependency exists with its confidence. The outages are the same in all worlds,
            so that only the dependencies make a difference. Holds: the part of the worlds in which it has the
            place that it has as given. Places: 5th to 95th percentile.
          </p>
          <ul>
            {result.assumptions.map((assumption) => (
              <li key={assumption}>{assumption}</li>
            ))}
          </ul>
        </>
      }
      table={() => ({
        columns: [
          { title: 'Place', unit: 'count' },
          { title: 'Name', unit: 'text' },
          { title: 'Share as given', unit: 'share' },
          { title: 'Share, 5th percentile', unit: 'share' },
          { title: 'Share, median', unit: 'share' },
          { title: 'Share, 95th percentile', unit: 'share' },
          { title: 'Place, 5th percentile', unit: 'amount' },
          { title: 'Place, 95th percentile', unit: 'amount' },
          { title: 'Holds place', unit: 'share' },
          { title: 'Id', unit: 'text' },
        ],
        rows: drivers.map(({ entity, share, shareBand, rankBand, holdsRank }, i) => [
          i + 1,
          view.name[entity] ?? '',
          share,
          shareBand.low,
          shareBand.median,
          shareBand.high,
          rankBand.low,
          rankBand.high,
          holdsRank,
          view.id[entity] ?? '',
        ]),
      })}
      notes={[]}
    >
      {(width) => (
        <DotRows
          rows={shown.map(({ entity, share, shareBand, rankBand, holdsRank }, i) => ({
            key: entity,
            layer: view.layers[view.layer[entity]!] ?? '',
            name: view.name[entity] ?? '',
            dot: share,
            low: shareBand.low,
            high: shareBand.high,
            ends: [placesText(rankBand), shareText(holdsRank)],
            label: `${ordinalText(i + 1)}: ${view.name[entity]}, ${fineShareText(share)} as given, ${fineShareText(shareBand.low)} to ${fineShareText(shareBand.high)} redrawn; place ${placesText(rankBand)}, holds in ${shareText(holdsRank)} of the worlds`,
          }))}
          width={width}
          label="Drivers as given, the largest share first"
          endTitles={['place', 'holds']}
          axis={percentAxis}
          action="See it on the map"
          onChoose={(entity) => app.lookAt(view.id[entity] ?? '')}
        />
      )}
    </Chart>
  );
}

/** "1", "2 to 4". */
function placesText({ low, high }: Band): string {
  const [from, to] = [Math.round(low), Math.round(high)];
  return from === to ? countText(from) : `${countText(from)} to ${countText(to)}`;
}

type Loss = 'average' | 'one-in-ten';

function LossesChart({ result, scale }: { readonly result: SensitivityResult; readonly scale: LossScale }) {
  const [loss, setLoss] = useState<Loss>('average');
  const rows = assumedLosses(result, loss);
  return (
    <Chart
      title="What if some are unseen"
      subtitle={`${loss === 'average' ? 'Loss of an average year' : 'Loss that one year in ten reaches'}, ${scale.unit}. Dot: as given, or median. Line: 5th to 95th percentile over ${counted(result.worlds, 'world', 'worlds')} of ${countText(result.years)} years`}
      how={
        <>
          <p>
            Redrawn: uncertain dependencies exist with their confidence, so there are fewer than as given.
            Unseen: so many per hundred of the listed dependencies are added, between entities drawn by chance
            like the listed ones, as the assumptions say. Nobody knows what is unseen: this shows how much it
            could matter.
          </p>
          <ul>
            {result.assumptions.map((assumption) => (
              <li key={assumption}>{assumption}</li>
            ))}
          </ul>
        </>
      }
      table={() => ({
        columns: [
          { title: 'Assumed', unit: 'text' },
          { title: 'Loss', unit: 'text' },
          { title: `Low (${scale.unit})`, unit: 'amount' },
          { title: 'Median or as given', unit: 'amount' },
          { title: 'High', unit: 'amount' },
          { title: 'Dependencies added', unit: 'count' },
        ],
        rows: (['average', 'one-in-ten'] as const).flatMap((of) =>
          assumedLosses(result, of).map(({ name, low, middle, high, added }) => [
            name,
            of === 'average' ? 'Average year' : '1 in 10',
            low === undefined ? Number.NaN : scale.of(low),
            scale.of(middle),
            high === undefined ? Number.NaN : scale.of(high),
            added,
          ]),
        ),
      })}
      notes={[]}
    >
      {(width) => (
        <>
          <div className={styles.choice}>
            <Segments<Loss>
              label="Which loss"
              value={loss}
              options={[
                { value: 'average', label: 'Average year' },
                { value: 'one-in-ten', label: '1 in 10' },
              ]}
              onChange={setLoss}
            />
          </div>
          {rows.length === 0 ? (
            <p className={styles.remark}>Too few years for a year in ten.</p>
          ) : (
            <DotRows
              rows={rows.map((row, i) => rowOf(row, { key: i, given: rows[0]!, scale }))}
              width={width}
              label="Losses by what is assumed"
              endTitles={['change', 'loss']}
              axis={amountAxis}
            />
          )}
        </>
      )}
    </Chart>
  );
}

interface Told {
  readonly key: number;
  readonly given: Assumed;
  readonly scale: LossScale;
}

function rowOf({ name, low, middle, high }: Assumed, { key, given, scale }: Told): DotRow {
  const change = key === 0 ? '' : changeText(middle, given.middle);
  const range = low === undefined || high === undefined ? '' : `, ${scale.text(low)} to ${scale.text(high)}`;
  return {
    key,
    layer: null,
    name,
    dot: scale.of(middle),
    low: low === undefined ? undefined : scale.of(low),
    high: high === undefined ? undefined : scale.of(high),
    ends: [change, scale.text(middle)],
    label: `${name}: ${scale.text(middle)}${range}`,
  };
}
