/** The frame of what is a table or a list by itself: title, population, how it is computed, and export. */
import { type ReactNode, useId } from 'react';
import frame from '../../charts/chart.module.css';
import { rawRows, type Table } from '../../charts/table.ts';
import { IconButton } from '../../parts/button.tsx';
import { How } from '../../parts/how.tsx';
import { toCsv } from '../../store/csv.ts';
import { fileName } from '../../store/file-name.ts';

interface PanelProps {
  readonly title: string;
  /** Population, weight and unit. */
  readonly subtitle: string;
  readonly how: ReactNode;
  /** The numbers for a file; nothing to export without. */
  readonly table?: () => Table;
  readonly children: ReactNode;
}

/** A panel of the page. */
export function Panel({ title, subtitle, how, table, children }: PanelProps) {
  const heading = useId();
  const save = async () => {
    if (!table) return;
    const { saveFile } = await import('../../store/download.ts');
    saveFile(`${fileName(`${title} ${subtitle}`)}.csv`, toCsv(rawRows(table())), 'text/csv');
  };
  return (
    <section className={frame.chart} aria-labelledby={heading}>
      <div className={frame.head}>
        <h2 id={heading}>{title}</h2>
        <div className={frame.tools}>
          <How title={title}>{how}</How>
          {table && (
            <IconButton
              className={frame.save}
              icon="download"
              label={`Save as CSV: ${title}`}
              onClick={save}
            />
          )}
        </div>
      </div>
      <p className={frame.subtitle}>{subtitle}</p>
      <div className={frame.body}>{children}</div>
    </section>
  );
}
