/** Who climbs and who falls in the ranking when hidden dependence counts. */
import { Chart } from '../../charts/chart.tsx';
import { SlopeChart, type SlopeRow } from '../../charts/slope-chart.tsx';
import { isAmplified, type SupplierRow } from '../../store/supplier-rows.ts';
import { counted, ordinalText } from '../../store/words.ts';
import { populationText, type Shown, whatCounts } from './shown.ts';

const MOST_LINES = 10;
/** Ranks that a supplier must climb to stand out. */
const REMARKABLE = 3;

/** The chart of the largest by either ranking; nothing where there is nothing to compare. */
export function RankChange(shown: Shown) {
  const { view, result, rows } = shown;
  const lines = largestOfBoth(rows).map(
    (row): SlopeRow => ({
      key: row.entity,
      name: view.name[row.entity] ?? '',
      left: row.direct > 0 ? row.rankDirect : null,
      right: row.rankTotal,
      isStrong: isAmplified(row) && (row.direct === 0 || row.rankDirect - row.rankTotal >= REMARKABLE),
    }),
  );
  if (lines.length < 2) return null;
  const moves = lines
    .filter(({ left, right }) => left !== right)
    .map(
      ({ name, left, right }) =>
        `${name} from ${left === null ? 'none' : ordinalText(left)} to ${ordinalText(right)}`,
    );
  return (
    <Chart
      title="How the ranking changes"
      subtitle={`Rank by share of ${whatCounts(shown)}, ${counted(lines.length, 'supplier', 'suppliers')}, of ${populationText(shown)}`}
      how={
        <p>
          Suppliers are ranked by their direct share on the left and by the share with hidden dependence on
          the right; equal shares have the same rank. The {MOST_LINES} that are largest by either are shown.
          One that nobody depends on directly has no rank on the left.
        </p>
      }
      table={() => ({
        columns: [
          { title: 'With hidden', unit: 'count' },
          { title: 'Supplier', unit: 'text' },
          { title: 'Direct', unit: 'count' },
          { title: 'Climbs', unit: 'count' },
        ],
        rows: lines.map(({ name, left, right }) => [
          right,
          name,
          left ?? Number.NaN,
          left === null ? Number.NaN : left - right,
        ]),
      })}
      notes={result.assumptions}
      foldNotes
    >
      {(width) => (
        <SlopeChart
          rows={lines}
          width={width}
          hue={shown.hue}
          leftTitle="Direct"
          rightTitle="With hidden"
          label={moves.length === 0 ? 'No supplier changes its rank.' : `Rank changes: ${moves.join('; ')}.`}
        />
      )}
    </Chart>
  );
}

/** As many of the largest by either ranking as fit, in the order of the one with hidden dependence. */
function largestOfBoth(rows: readonly SupplierRow[]): readonly SupplierRow[] {
  const counts = rows.filter(({ total }) => total > 0);
  const byDirect = counts.filter(({ direct }) => direct > 0).sort((a, b) => a.rankDirect - b.rankDirect);
  const chosen = new Set<SupplierRow>();
  for (let k = 0; k < counts.length && chosen.size < MOST_LINES; k++) {
    chosen.add(counts[k]!);
    if (byDirect[k] && chosen.size < MOST_LINES) chosen.add(byDirect[k]!);
  }
  return counts.filter((row) => chosen.has(row));
}
