/** Which columns are shown. */
import { Popover } from '@mantine/core';
import { Button } from '../../parts/button.tsx';
import { useApp, useData } from '../../parts/use-app.tsx';
import { headerText } from '../../store/data-words.ts';
import styles from './data-page.module.css';

/** The button with its list. */
export function ColumnMenu() {
  const app = useApp();
  const columns = useData((data) => data.rows?.columns);
  const hidden = useData((data) => data.hidden);
  if (!columns) return null;
  const away = columns.filter(({ header }) => hidden.has(header)).length;
  return (
    <Popover position="bottom-end" shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button>{away > 0 ? `Columns: ${columns.length - away} of ${columns.length}` : 'Columns'}</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <fieldset className={styles.columns}>
          <legend>Columns shown</legend>
          {columns.map(({ header }, c) => (
            <label key={header}>
              <input
                type="checkbox"
                checked={!hidden.has(header)}
                // the first names the row
                disabled={c === 0}
                onChange={() => app.toggleColumn(header)}
              />
              {headerText(header)}
            </label>
          ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}
