/** What the result stands on: its assumptions, and who can be out by itself according to whom. */
import { DataTable } from '../../charts/data-table.tsx';
import type { Table } from '../../charts/table.ts';
import { useRiskBeside } from '../../parts/use-app.tsx';
import type { OutageRates, RiskResult, SystemView } from '../../store/types.ts';
import { counted, titleOf } from '../../store/words.ts';
import { Panel } from './panel.tsx';
import styles from './risk-assumptions.module.css';

interface RiskAssumptionsProps {
  readonly view: SystemView;
  readonly result: RiskResult;
}

/** The list, and the table of rates. */
export function RiskAssumptions({ view, result }: RiskAssumptionsProps) {
  const rates = useRiskBeside('rates').rates.value;
  const { about } = view;
  return (
    <Panel
      title="What this stands on"
      subtitle={`${titleOf(view)}${about.asOf === '' ? '' : ` as of ${about.asOf}`}; engine ${result.engine}, seed ${result.seed}`}
      how={
        <p>
          The engine lists what each result takes for granted. Rates and durations of outages are figures of
          the dataset; whoever has none is never out by itself, which is no claim that it never fails.
        </p>
      }
      {...(rates ? { table: () => tableOf(view, rates) } : {})}
    >
      <ul className={styles.list}>
        {result.assumptions.map((assumption) => (
          <li key={assumption}>{assumption}</li>
        ))}
      </ul>
      {about.assumed.length > 0 && (
        <details className={styles.more}>
          <summary>What the dataset itself assumes</summary>
          <ul className={styles.list}>
            {about.assumed.map((assumption) => (
              <li key={assumption}>{assumption}</li>
            ))}
          </ul>
        </details>
      )}
      {rates && (
        <details className={styles.more} open={rates.entity.length <= 40}>
          <summary>
            Rates and durations of outages: {counted(rates.entity.length, 'entity', 'entities')}, with sources
          </summary>
          <DataTable table={tableOf(view, rates)} label="Rates and durations of outages" />
        </details>
      )}
    </Panel>
  );
}

function tableOf(view: SystemView, rates: OutageRates): Table {
  return {
    columns: [
      { title: 'Name', unit: 'text' },
      { title: 'Outages a year', unit: 'amount' },
      { title: 'Median, h', unit: 'amount' },
      { title: '95th percentile, h', unit: 'amount' },
      { title: 'Source', unit: 'text' },
      { title: 'As of', unit: 'text' },
      { title: 'Id', unit: 'text' },
    ],
    rows: Array.from(rates.entity, (v, i) => [
      view.name[v] ?? '',
      rates.perYear[i]!,
      rates.hoursP50[i]!,
      rates.hoursP95[i]!,
      rates.source[i] ?? '',
      rates.asOf[i] ?? '',
      view.id[v] ?? '',
    ]),
  };
}
