/** Above the table: what it counts, who is in it, and the way out of it. */
import { useMemo, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useApp, useImportance } from '../../parts/use-app.tsx';
import { fileName } from '../../store/file-name.ts';
import { MEASURES, type MeasureId } from '../../store/importance.ts';
import { COLUMN_TITLES, countryCounts, NO_COUNTRY } from '../../store/table.ts';
import { tableCsv } from '../../store/table-file.ts';
import type { SystemView } from '../../store/types.ts';
import { weightText } from '../../store/weight-text.ts';
import { counted, countryText, countText, titleOf } from '../../store/words.ts';
import styles from './entity-table-bar.module.css';
import type { TableShown } from './entity-table-row.tsx';

interface TableBarProps extends TableShown {
  readonly order: Uint32Array;
  readonly country: string;
  readonly onCountry: (country: string) => void;
}

/** The table's own bar. */
export function TableBar({ country, onCountry, ...shown }: TableBarProps) {
  const { view, weight, order } = shown;
  return (
    <div className={styles.bar}>
      <div className={styles.words}>
        <h2>All entities by importance</h2>
        <p className={styles.caption}>
          {countText(order.length)} of {counted(view.entityCount, 'entity', 'entities')}.{' '}
          <Population view={view} weight={weight} />
        </p>
        <Notes />
      </div>
      <div className={styles.tools}>
        <CountryChoice view={view} value={country} onChange={onCountry} />
        <ExportButton {...shown} />
      </div>
      {MEASURES.map((id) => (
        <Failed key={id} id={id} />
      ))}
    </div>
  );
}

/** What shares of the weight are shares of. */
function Population({ view, weight }: Pick<TableShown, 'view' | 'weight'>) {
  const holders = useMemo(
    () => view.weights[weight]?.values.reduce((count, value) => count + (value > 0 ? 1 : 0), 0) ?? 0,
    [view, weight],
  );
  const { label = '', total = 0 } = view.weights[weight] ?? {};
  if (total === 0) return <>No entity has a weight here, so no loss can be counted.</>;
  return (
    <>
      Weight: {label.toLowerCase()}, {weightText(view, weight, total)} held by{' '}
      {counted(holders, 'entity', 'entities')}; search and filters do not change what is counted.
    </>
  );
}

/** Which methods ran, where there was a choice. */
function Notes() {
  const notes = useImportance(({ measures }) =>
    MEASURES.filter((id) => measures[id].note !== '')
      .map((id) => `${COLUMN_TITLES[id]}: ${measures[id].note}`)
      .join(' '),
  );
  return notes === '' ? null : <p className={styles.notes}>{notes}</p>;
}

interface CountryChoiceProps {
  readonly view: SystemView;
  readonly value: string;
  readonly onChange: (country: string) => void;
}

function CountryChoice({ view, value, onChange }: CountryChoiceProps) {
  const options = useMemo(
    () => [
      { value: '', label: 'all' },
      ...countryCounts(view).map(([code, count]) => ({
        value: code || NO_COUNTRY,
        label: `${code === '' ? 'none given' : countryText(code)} (${countText(count)})`,
      })),
    ],
    [view],
  );
  return <Choice label="Country" value={value} options={options} onChange={onChange} />;
}

function ExportButton(shown: Omit<TableBarProps, 'onCountry' | 'country'>) {
  const app = useApp();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { joined, saveFile } = await import('../../store/download.ts');
      const csv = await joined(tableCsv({ ...shown, ...app.importance.getState() }));
      saveFile(`${fileName(`importance ${titleOf(shown.view)}`)}.csv`, csv, 'text/csv');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button onClick={save} disabled={isBusy}>
      <Icon name="download" />
      Export CSV
    </Button>
  );
}

/** Why a column has no values, with the way to get them. */
function Failed({ id }: { readonly id: MeasureId }) {
  const app = useApp();
  const failure = useImportance(({ measures }) => measures[id].failure);
  if (failure === '') return null;
  return (
    <p className={styles.failure} role="status">
      <span>
        {COLUMN_TITLES[id]} is not computed. {failure}
      </span>
      <Button small onClick={() => app.retryMeasure(id)}>
        Try again
      </Button>
    </p>
  );
}
