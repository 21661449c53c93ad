/** The second step: what each column becomes, with the rows under it, and what must be decided. */
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { useApp, useImporting } from '../../parts/use-app.tsx';
import { countText } from '../../store/words.ts';
import { ColumnsTable } from './columns-table.tsx';
import { FindingsPanel } from './findings-panel.tsx';
import styles from './import-page.module.css';
import { MappingLibrary } from './mapping-library.tsx';
import { TableSettings } from './table-settings.tsx';
import { WordsPanel } from './words-panel.tsx';

export function ColumnsStep() {
  const app = useApp();
  const preview = useImporting((importing) => importing.preview);
  const plan = useImporting((importing) => importing.plan);
  const written = useImporting((importing) => importing.written);
  const shown = useImporting((importing) => importing.shown);
  const [isLong, setLong] = useState(false);
  if (!preview || !plan) return null;
  const table = preview.tables.find(({ name }) => name === shown);
  const tablePlan = plan.tables.find(({ file }) => file === shown);
  if (!table || !tablePlan) return null;
  return (
    <div className={styles.grid}>
      <div className={styles.column}>
        <section className={styles.panel} aria-labelledby="import-columns">
          <div className={styles.head}>
            <h2 id="import-columns">Columns</h2>
            <span className={styles.muted}>
              {written
                ? `Read as ${written.name} says`
                : 'Top: what it becomes. Below: your column and its rows'}
            </span>
            <span className={styles.space} />
            {plan.tables.length > 1 && (
              <Choice
                label="Table"
                value={shown}
                options={plan.tables.map(({ file }) => ({ value: file, label: file }))}
                onChange={app.showTable}
              />
            )}
            {table.rowCount > 6 && (
              <Button small onClick={() => setLong(!isLong)} aria-pressed={isLong}>
                {isLong ? 'Show fewer rows' : `Show ${countText(table.rows.length)} rows`}
              </Button>
            )}
          </div>
          <ColumnsTable table={table} plan={tablePlan} isLong={isLong} isWritten={written !== null} />
        </section>
        {!written && <WordsPanel table={table} plan={tablePlan} />}
        {!written && <TableSettings plan={tablePlan} />}
        <MappingLibrary />
      </div>
      <FindingsPanel />
    </div>
  );
}
