/** The suppliers of the role, ranked: direct, and with what is hidden. A bar leads to its chain on the map. */
import { useState } from 'react';
import { Chart } from '../../charts/chart.tsx';
import { type BarRow, RankBars } from '../../charts/rank-bars.tsx';
import type { Table } from '../../charts/table.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useApp, useDataset, useSession } from '../../parts/use-app.tsx';
import type { Finding } from '../../store/finding.ts';
import { weightIndex } from '../../store/results.ts';
import { heaviestUser, suppliersOf } from '../../store/roles.ts';
import {
  carriersOf,
  isAmplified,
  mainCarriers,
  type SupplierRow,
  viaText,
} from '../../store/supplier-rows.ts';
import {
  counted,
  countText,
  fineShareText,
  listText,
  ordinalText,
  roleText,
  timesText,
} from '../../store/words.ts';
import { populationText, type Shown, sourceNote, whatCounts } from './shown.ts';
import styles from './supplier-bars.module.css';

const FIRST_SHOWN = 10;
const MORE_AT_ONCE = 40;
/** More bars than these help nobody; the table has all. */
const MOST_SHOWN = 250;
/** From here the direct value misleads so much that the number stands out. */
const REMARKABLE = 5;

const ACTION = 'See the chain on the map';

interface SupplierBarsProps extends Shown {
  readonly finding: Finding;
}

/** The chart with its details. */
export function SupplierBars({ finding, ...shown }: SupplierBarsProps) {
  const { view, result, rows, count } = shown;
  const showChain = useChain(shown);
  const indexOf = useDataset((dataset) => dataset.indexOf);
  const selected = useSession((session) => session.selected);
  const [limit, setLimit] = useState(FIRST_SHOWN);
  const [looked, setLooked] = useState<number | null>(null);
  const bars = rows.slice(0, limit).map((row) => barOf(shown, row));

  const rowOf = (entity: number | undefined) => rows.slice(0, limit).find((row) => row.entity === entity);
  const chosen = selected === null ? undefined : indexOf.get(selected);
  const current = rowOf(looked ?? -1) ?? rowOf(chosen) ?? rowOf(finding.row?.entity) ?? rows[0];
  const left = Math.min(rows.length, MOST_SHOWN) - limit;

  return (
    <Chart
      title="Who everyone depends on, directly and without knowing it"
      subtitle={`Share of ${whatCounts(shown)}, % of ${populationText(shown)}; ${counted(rows.length, 'supplier', 'suppliers')} of ${roleText(result.role)}`}
      keys={[
        { look: 'solid', words: 'Direct' },
        { look: 'hatched', words: 'Hidden: through a supplier of the user' },
      ]}
      how={<HowCounted count={count} />}
      table={() => tableOf(shown)}
      notes={[...result.assumptions, sourceNote(view)]}
    >
      {(width) => (
        <>
          <RankBars
            rows={bars}
            width={width}
            label={`Suppliers of ${roleText(result.role)}, ranked`}
            endTitle="Amplification"
            current={current?.entity ?? null}
            onLook={setLooked}
            action={ACTION}
            onChoose={showChain}
          />
          {left > 0 && (
            <Button
              small
              className={styles.more}
              onClick={() => setLimit(limit + Math.min(left, MORE_AT_ONCE))}
            >
              Show {countText(Math.min(left, MORE_AT_ONCE))} more
            </Button>
          )}
          {left <= 0 && rows.length > MOST_SHOWN && (
            <p className={styles.rest}>The table has all {countText(rows.length)}.</p>
          )}
          {current && <Details {...shown} row={current} onChoose={showChain} />}
        </>
      )}
    </Chart>
  );
}

/** Goes to the map with the supplier failed and the heaviest of those who fall with it selected. */
function useChain({ view, result, rows }: Shown): (entity: number) => void {
  const app = useApp();
  const suppliers = useSession((session) => session.concentration.suppliers);
  const weight = weightIndex(
    view,
    useSession((session) => session.weight),
  );
  return (entity) => {
    const row = rows.find((each) => each.entity === entity);
    if (!row) return;
    const failed = suppliers === 'each' ? [entity] : suppliersOf(view, result.role, entity);
    const values = view.weights[weight]?.values ?? new Float64Array(view.entityCount);
    const [carrier] = carriersOf(result, row.s);
    const example = carrier?.example ?? heaviestUser(view, result.role, failed, values);
    app.showChain({
      name: view.name[entity] ?? '',
      failed: failed.map((v) => view.id[v] ?? ''),
      selected: view.id[example] ?? null,
    });
  };
}

function barOf({ view }: Shown, row: SupplierRow): BarRow {
  const isHidden = isAmplified(row);
  const via = isHidden ? viaText(view, row) : '';
  const name = view.name[row.entity] ?? '';
  const directText = fineShareText(row.direct);
  const totalText = fineShareText(row.total);
  const times = row.direct > 0 ? timesText(row.amplification) : 'only hidden';
  const words = isHidden
    ? `${directText} direct, ${totalText} with hidden dependence, ${via}, amplification ${times}`
    : `${directText}, nothing hidden`;
  return {
    key: row.entity,
    rank: row.rankTotal,
    name,
    direct: row.direct,
    total: isHidden ? row.total : row.direct,
    directText: directText.replace('\u00a0%', ''),
    totalText: totalText.replace('\u00a0%', ''),
    via,
    end: isHidden ? times : 'none',
    isStrong: isHidden && !(row.amplification < REMARKABLE),
    label: `${ordinalText(row.rankTotal)}: ${name}, ${words}`,
  };
}

interface DetailsProps extends Shown {
  readonly row: SupplierRow;
  readonly onChoose: (entity: number) => void;
}

function Details({ view, result, row, onChoose }: DetailsProps) {
  const carriers = mainCarriers(row).map(({ entity, share, example }) => {
    const who = entity === row.entity ? 'its other roles' : (view.name[entity] ?? '');
    return `${who} (${fineShareText(share)}, such as ${view.name[example] ?? 'a user'})`;
  });
  const direct = row.direct > 0 ? ` (${ordinalText(row.rankDirect)})` : '';
  const hidden = `${fineShareText(row.total)} with hidden dependence (${ordinalText(row.rankTotal)})`;
  return (
    <div className={styles.details}>
      <p>
        <b>{view.name[row.entity]}</b>: {fineShareText(row.direct)} directly{direct}
        {isAmplified(row) ? `, ${hidden}` : ', nothing hidden'}
        {isAmplified(row) && carriers.length > 0 && `; through ${listText(carriers)}`}. It has{' '}
        {fineShareText(row.share)} of the use of {roleText(result.role)}.
      </p>
      <Button small onClick={() => onChoose(row.entity)}>
        {ACTION}
        <Icon name="arrow" size={14} />
      </Button>
    </div>
  );
}

function HowCounted({ count }: Pick<Shown, 'count'>) {
  return count === 'impact' ? (
    <>
      <code>sum of weight × (1 − level of service when the supplier fails) ÷ sum of weight</code>
      <p>
        Direct: only users of the supplier in this role, all else up. With hidden dependence: everything that
        falls when the supplier fails, by any path, where alternatives hold as long as enough of them are up.
        Sets of users are united, so nobody counts twice.
      </p>
      <p>Amplification is the one with hidden dependence divided by the direct one.</p>
    </>
  ) : (
    <>
      <code>weight of all users that reach the supplier ÷ sum of weight</code>
      <p>
        Direct: users of the supplier in this role. With hidden dependence: all who reach it by any path,
        whether they could do without it or not. Sets of users are united, so nobody counts twice.
      </p>
      <p>Who carries a hidden part is known for what cannot do without the supplier; count that to see it.</p>
    </>
  );
}

function tableOf({ view, rows }: Shown): Table {
  return {
    columns: [
      { title: 'Rank', unit: 'count' },
      { title: 'Supplier', unit: 'text' },
      { title: 'Direct', unit: 'share' },
      { title: 'With hidden', unit: 'share' },
      { title: 'Amplification', unit: 'times' },
      { title: 'Direct rank', unit: 'count' },
      { title: 'Share of use', unit: 'share' },
      { title: 'Hidden part', unit: 'text' },
      { title: 'Id', unit: 'text' },
    ],
    rows: rows.map((row) => [
      row.rankTotal,
      view.name[row.entity] ?? '',
      row.direct,
      row.total,
      row.amplification,
      row.rankDirect,
      row.share,
      viaText(view, row),
      view.id[row.entity] ?? '',
    ]),
  };
}
