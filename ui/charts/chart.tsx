/** The frame of every chart: title, population, how it is computed, its table twin, export, and what it assumes. */
import { Menu } from '@mantine/core';
import { type ReactNode, useId, useRef, useState } from 'react';
import { HowButton, IconButton } from '../parts/button.tsx';
import { How } from '../parts/how.tsx';
import { useApp } from '../parts/use-app.tsx';
import { toCsv } from '../store/csv.ts';
import { fileName } from '../store/file-name.ts';
import styles from './chart.module.css';
import { DataTable } from './data-table.tsx';
import { Key, type KeyItem } from './key.tsx';
import { standalonePicture } from './standalone-picture.ts';
import { rawRows, type Table, tableJson } from './table.ts';
import { useWidth } from './use-width.ts';

interface ChartProps {
  /** What is shown, in words. */
  readonly title: string;
  /** Population, weight and unit. */
  readonly subtitle: string;
  readonly how: ReactNode;
  readonly keys?: readonly KeyItem[];
  /** The numbers; asked for only when they are wanted. */
  readonly table: () => Table;
  /** What the chart takes for granted, and where the data come from, each in a sentence. */
  readonly notes: readonly string[];
  /** Where the notes are told already, they stay folded here. */
  readonly foldNotes?: true;
  /** Draws the picture for a width in pixels. */
  readonly children: (width: number) => ReactNode;
}

/** Pixels of width below which the tools would not fit beside the title. */
const SHORT_WORDS_BELOW = 480;

/** A chart in its frame. */
export function Chart({ title, subtitle, how, keys = [], table, notes, foldNotes, children }: ChartProps) {
  const app = useApp();
  const [isTable, setTable] = useState(false);
  const [body, width] = useWidth<HTMLDivElement>();
  const frame = useRef<HTMLElement>(null);
  const heading = useId();

  const saveNumbers = async (kind: 'csv' | 'json') => {
    const { saveFile } = await import('../store/download.ts');
    const name = `${fileName(`${title} ${subtitle}`)}.${kind}`;
    if (kind === 'csv') saveFile(name, toCsv(rawRows(table())), 'text/csv');
    else saveFile(name, tableJson(table(), { title, subtitle, notes }), 'application/json');
  };
  const savePictureAs = async (kind: 'svg' | 'png') => {
    const picture = frame.current?.querySelector<SVGSVGElement>('svg[data-picture]');
    if (!frame.current || !picture) return;
    const svg = standalonePicture(picture, { title, subtitle, notes }, frame.current);
    const { savePicture } = await import('./save-picture.ts');
    await savePicture({ name: fileName(`${title} ${subtitle}`), svg, kind }, (text) =>
      app.notify('error', text),
    );
  };

  return (
    <section ref={frame} className={styles.chart} aria-labelledby={heading}>
      <div className={styles.head}>
        <h2 id={heading}>{title}</h2>
        <div className={styles.tools}>
          <How title={title} {...(width < SHORT_WORDS_BELOW ? { label: 'How' } : {})}>
            {how}
          </How>
          <HowButton aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            {isTable ? 'Picture' : 'Table'}
          </HowButton>
          <Menu position="bottom-end" shadow="md" withinPortal withInitialFocusPlaceholder={false}>
            <Menu.Target>
              <IconButton className={styles.save} icon="download" label={`Export: ${title}`} />
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => saveNumbers('csv')}>Numbers as CSV</Menu.Item>
              <Menu.Item onClick={() => saveNumbers('json')}>Numbers as JSON</Menu.Item>
              <Menu.Item onClick={() => savePictureAs('svg')} disabled={isTable}>
                Picture as SVG
              </Menu.Item>
              <Menu.Item onClick={() => savePictureAs('png')} disabled={isTable}>
                Picture as PNG
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </div>
      <p className={styles.subtitle}>{subtitle}</p>
      {!isTable && keys.length > 0 && <Key items={keys} />}
      <div ref={body} className={styles.body}>
        {isTable ? <DataTable table={table()} label={title} /> : width > 0 && children(width)}
      </div>
      {notes.length > 0 && (
        <details className={styles.notes} open={!foldNotes}>
          <summary>What this takes for granted</summary>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
