/** Who drives it: the entities that the loss goes back to, in an average year and in the worst ones. */
import { useState } from 'react';
import { Chart } from '../../charts/chart.tsx';
import { type DotRow, DotRows } from '../../charts/dot-rows.tsx';
import { percentAxis } from '../../charts/percent-ticks.ts';
import type { Table } from '../../charts/table.ts';
import { Button } from '../../parts/button.tsx';
import { useApp, useDataset, useRiskBeside, useSession } from '../../parts/use-app.tsx';
import { type DriverRow, type Drivers, driverRows } from '../../store/driver-rows.ts';
import { playFromStart } from '../../store/play-from-start.ts';
import { percentNumber, shareWithErrorText } from '../../store/risk-panel-words.ts';
import { TOO_FEW_YEARS } from '../../store/risk-words.ts';
import { USUAL_HOURS } from '../../store/stress-choice.ts';
import { durationText } from '../../store/time-words.ts';
import type { RiskResult, SystemView, TailResult } from '../../store/types.ts';
import { counted, countText, fineShareText, ordinalText, shareText } from '../../store/words.ts';
import styles from './panels.module.css';

/** As many as stand beside the exceedance curve. */
const SHOWN = 9;
/** The row of all others. */
const REST = -1;

export interface SharesProps {
  readonly view: SystemView;
  readonly result: RiskResult;
  /** Null while the worst years are not known. */
  readonly tail: TailResult | null;
}

/** The chart with its details. */
export function DriversPanel({ view, result, tail }: SharesProps) {
  const app = useApp();
  const indexOf = useDataset((dataset) => dataset.indexOf);
  const selected = useSession((session) => session.selected);
  const [looked, setLooked] = useState<number | null>(null);
  const drivers = driverRows(result, tail, SHOWN);
  const { rows, rest } = drivers;
  const rowOf = (entity: number | undefined) => rows.find((row) => row.entity === entity);
  const chosen = selected === null ? undefined : indexOf.get(selected);
  const current = rowOf(looked ?? -1) ?? rowOf(chosen) ?? rows[0];
  const hasWorst = rest.worst !== undefined;
  return (
    <Chart
      title="Who drives it"
      subtitle={`Share of the loss by what fails first, %, over ${counted(result.years, 'year', 'years')}. Dot: average, ± its standard error.${hasWorst ? ' Bar: worst 1\u00a0% of years' : ''}`}
      how={<HowDriven />}
      table={() => tableOf(view, driverRows(result, tail, result.drivers.length))}
      notes={[]}
    >
      {(width) => (
        <>
          <DotRows
            rows={barsOf(view, drivers)}
            width={width}
            label="Who drives the loss, the largest share first"
            endTitles={hasWorst ? ['average', 'worst'] : ['average']}
            axis={percentAxis}
            current={current?.entity ?? null}
            onLook={(key) => setLooked(key === REST ? null : key)}
            action="See it on the map"
            onChoose={(entity) => app.lookAt(view.id[entity] ?? '')}
          />
          {current && <Details view={view} row={current} />}
        </>
      )}
    </Chart>
  );
}

function barsOf(view: SystemView, { rows, rest }: Drivers): readonly DotRow[] {
  const bars = rows.map((row) => ({
    key: row.entity,
    layer: view.layers[view.layer[row.entity]!] ?? '',
    name: view.name[row.entity] ?? '',
    ...shareMarks(row),
    label: `${view.name[row.entity]}: ${sharesText(row)}`,
  }));
  if (rest.count === 0) return bars;
  const name = `Everything else (${countText(rest.count)})`;
  const others = { key: REST, layer: null, name, ...shareMarks(rest), isRest: true };
  return [...bars, { ...others, label: `${name}: ${sharesText(rest)}` }];
}

type Shares = Pick<DriverRow, 'average' | 'standardError' | 'worst'>;

/** How a row of shares is drawn. */
export function shareMarks({ average, standardError = 0, worst }: Shares) {
  return {
    bar: worst,
    dot: average,
    low: standardError > 0 ? Math.max(0, average - standardError) : undefined,
    high: standardError > 0 ? average + standardError : undefined,
    ends: worst === undefined ? [percentNumber(average)] : [percentNumber(average), percentNumber(worst)],
  };
}

/** A row of shares in words. */
export function sharesText({ average, standardError, worst }: Shares): string {
  const often = `${shareWithErrorText(average, standardError)} of the loss of all years`;
  return worst === undefined ? often : `${often}, ${fineShareText(worst)} of that of the worst 1\u00a0%`;
}

interface DetailsProps {
  readonly view: SystemView;
  readonly row: DriverRow;
}

function Details({ view, row }: DetailsProps) {
  const app = useApp();
  const rates = useRiskBeside('rates').rates.value;
  const { entity, rank, holdsRank } = row;
  const at = rates?.entity.indexOf(entity) ?? -1;
  const hours = rates?.hoursP50[at] ?? USUAL_HOURS;
  const id = view.id[entity] ?? '';
  const name = view.name[entity] ?? '';
  const play = () =>
    playFromStart(app, () =>
      app.setStressFailures(`fail ${name}`, [{ id, start: 0, duration: hours, level: 0 }]),
    );
  return (
    <div className={styles.details}>
      <p>
        <b>{name}</b>: {sharesText(row)}. {ordinalText(rank)} on average
        {holdsRank !== undefined && `, and the same place in ${shareText(holdsRank)} of the resampled years`}.
      </p>
      <div className={styles.actions}>
        <Button small onClick={() => app.lookAt(id)}>
          See on the map
        </Button>
        <Button small onClick={play}>
          Play its failure, {durationText(hours)}
        </Button>
      </div>
    </div>
  );
}

function HowDriven() {
  return (
    <>
      <code>weight × hours lost that go back to the entity ÷ all weight × hours lost</code>
      <p>
        Whoever loses service loses it because of a failure: its own, or that of a supplier that lost it
        because of one of its own, and so on to the entity or the cause that was out by itself. Every hour
        lost goes back to exactly one of them, so the shares add up.
      </p>
      <p>
        Average: all simulated years. Worst: the hundredth of the years that lost most. Standard error and how
        often a place holds: blocks of 64 years drawn again.
      </p>
      <p>An entity without a rate of outages never fails by itself and drives nothing here.</p>
    </>
  );
}

function tableOf(view: SystemView, { rows }: Drivers): Table {
  return {
    columns: [
      { title: 'Place', unit: 'count' },
      { title: 'Name', unit: 'text' },
      { title: 'Average', unit: 'share' },
      { title: 'Standard error', unit: 'share' },
      { title: 'Worst 1 %', unit: 'share' },
      { title: 'Holds place', unit: 'share' },
      { title: 'Id', unit: 'text' },
    ],
    missing: `${TOO_FEW_YEARS}, or not among the first hundred`,
    rows: rows
      .toSorted((a, b) => a.rank - b.rank)
      .map((row) => [
        row.rank,
        view.name[row.entity] ?? '',
        row.average,
        row.standardError ?? Number.NaN,
        row.worst ?? Number.NaN,
        row.holdsRank ?? Number.NaN,
        view.id[row.entity] ?? '',
      ]),
  };
}
