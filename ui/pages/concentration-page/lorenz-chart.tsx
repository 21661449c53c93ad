/** How unequally the role is shared among its suppliers. */
import { Chart } from '../../charts/chart.tsx';
import { LorenzCurve } from '../../charts/lorenz-curve.tsx';
import type { Table } from '../../charts/table.ts';
import { countText, roleText, shareText } from '../../store/words.ts';
import { populationText, type Shown } from './shown.ts';

/** The Lorenz curve, or nothing where nobody uses the role. */
export function LorenzChart(shown: Shown) {
  const { result } = shown;
  const count = result.lorenz.length - 1;
  const hiddenCount = result.lorenzHidden.length - 1;
  if (count < 1) return null;
  const smallerHalf = result.lorenz[Math.floor(count / 2)] ?? 0;
  return (
    <Chart
      title="Lorenz curve"
      subtitle={`Share of the use of ${roleText(result.role)} against share of its suppliers, smallest first; ${populationText(shown)}`}
      keys={[
        { look: 'line', words: `Direct, ${countText(count)} suppliers` },
        { look: 'dashed', words: `With hidden, ${countText(hiddenCount)}` },
      ]}
      how={
        <>
          <code>sum of the k smallest shares, for k = 0 … n</code>
          <p>
            The further the curve hangs below the line of equal shares, the more unequal the suppliers; the
            Gini index is twice the area between. Direct: market shares. With hidden: the weight that reaches
            each supplier by any path, of the sum over suppliers. Suppliers that nobody uses are left out.
          </p>
          <p>M. O. Lorenz: Methods of measuring the concentration of wealth, 1905.</p>
        </>
      }
      table={() => tableOf(shown)}
      notes={result.assumptions}
      foldNotes
    >
      {(width) => (
        <LorenzCurve
          direct={result.lorenz}
          hidden={result.lorenzHidden}
          width={width}
          label={`The smaller half of ${countText(count)} suppliers has ${shareText(smallerHalf)} of the use.`}
        />
      )}
    </Chart>
  );
}

function tableOf({ result }: Shown): Table {
  const rowsOf = (curve: string, sums: Float64Array) =>
    Array.from(sums, (sum, k) => [curve, k, k / Math.max(1, sums.length - 1), sum]);
  return {
    columns: [
      { title: 'Curve', unit: 'text' },
      { title: 'Smallest suppliers', unit: 'count' },
      { title: 'Share of suppliers', unit: 'share' },
      { title: 'Share of use', unit: 'share' },
    ],
    rows: [...rowsOf('Direct', result.lorenz), ...rowsOf('With hidden', result.lorenzHidden)],
  };
}
