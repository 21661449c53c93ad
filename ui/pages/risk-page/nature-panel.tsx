/** What kind of failure the loss is, in an average year and in the worst ones. */
import { Chart } from '../../charts/chart.tsx';
import { PartRows } from '../../charts/part-rows.tsx';
import { percentNumber } from '../../store/risk-panel-words.ts';
import { TOO_FEW_YEARS } from '../../store/risk-words.ts';
import { counted, shareText } from '../../store/words.ts';
import type { SharesProps } from './drivers-panel.tsx';
import styles from './panels.module.css';

const NATURES = [
  { id: 'independent', name: 'Independent', meaning: 'what the failed lose themselves' },
  { id: 'commonCause', name: 'Common cause', meaning: 'what one cause takes down at once' },
  { id: 'cascading', name: 'Cascading', meaning: 'what others lose because of it' },
  { id: 'recovery', name: 'Recovery', meaning: 'what is lost after the failure has ended' },
] as const;

/** One bar for each. */
export function NaturePanel({ result, tail }: SharesProps) {
  const average = NATURES.map(({ id }) => result.nature[id].share);
  const worst = NATURES.map(({ id }) => tail?.nature[id] ?? 0);
  const isWorst = worst.some((share) => share > 0);
  const rows = [
    { name: 'Average year', shares: average, texts: average.map(percentNumber) },
    ...(isWorst ? [{ name: 'Worst 1\u00a0% of years', shares: worst, texts: worst.map(percentNumber) }] : []),
  ];
  if (average.every((share) => share === 0)) return null;
  return (
    <Chart
      title="What kind of failure"
      subtitle={`Share of the loss by its nature, %, over ${counted(result.years, 'year', 'years')}`}
      how={
        <>
          <p>Every hour of service lost is of one nature:</p>
          <ul>
            <li>Independent: what an entity loses while it is out by itself.</li>
            <li>Common cause: what a cause, such as a faulty update, takes down while it lasts.</li>
            <li>Cascading: what others lose meanwhile because they depend on those.</li>
            <li>Recovery: all that is lost after the failure that it goes back to has ended.</li>
          </ul>
          <p>The worst 1 % are the years that lost most; they are known from 3,000 years on.</p>
        </>
      }
      table={() => ({
        columns: [
          { title: 'Nature', unit: 'text' },
          { title: 'Average year', unit: 'share' },
          { title: 'Standard error', unit: 'share' },
          { title: 'Worst 1 % of years', unit: 'share' },
        ],
        missing: TOO_FEW_YEARS,
        rows: NATURES.map(({ id, name }, p) => [
          name,
          average[p]!,
          result.nature[id].standardError ?? Number.NaN,
          isWorst ? worst[p]! : Number.NaN,
        ]),
      })}
      notes={[]}
    >
      {(width) => (
        <>
          <PartRows
            parts={NATURES.map(({ name }) => name)}
            rows={rows}
            width={width}
            label={NATURES.map(({ name }, p) => `${name}: ${shareText(average[p]!)}`).join(', ')}
          />
          <p className={styles.remark}>{sentenceOf(average)}</p>
        </>
      )}
    </Chart>
  );
}

function sentenceOf(shares: readonly number[]): string {
  const largest = shares.indexOf(Math.max(...shares));
  const { name, meaning } = NATURES[largest]!;
  return `The largest part of the loss, ${shareText(shares[largest]!)}, is ${name.toLowerCase()}: ${meaning}.`;
}
