/** How well the market that is open fits what was published: every figure beside what was generated. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { DataTable } from '../../charts/data-table.tsx';
import { rawRows, type Table } from '../../charts/table.ts';
import { Button } from '../../parts/button.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useApp, useDataset } from '../../parts/use-app.tsx';
import { toCsv } from '../../store/csv.ts';
import { fileName } from '../../store/file-name.ts';
import { fitText, sourcesOf } from '../../store/market-report.ts';
import type { MarketReport as Report } from '../../store/types.ts';
import { countText, listText } from '../../store/words.ts';
import styles from './market.module.css';

const SHOWN = ['all', 'off'] as const;

type Shown = (typeof SHOWN)[number];

/** The report of the open market; nothing where none is open. */
export function MarketReport() {
  const app = useApp();
  const report = useDataset((dataset) => dataset.view?.market ?? null);
  const [shown, setShown] = useState<Shown>('all');
  if (!report) return null;
  const { title, targets, tooSmallFor, assumed, missing } = report;
  const off = targets.filter(({ within }) => !within);
  const table = tableOf(report, shown === 'off' ? off : targets);
  const save = async () => {
    const { saveFile } = await import('../../store/download.ts');
    saveFile(`${fileName(`${title} fit`)}.csv`, toCsv(rawRows(tableOf(report, targets))), 'text/csv');
  };
  return (
    <Modal
      opened
      size="xl"
      onClose={() => app.page.setState({ marketOpen: null })}
      title={`How well it fits: ${title}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={styles.body}>
        <p className={styles.finding}>{fitText(report)}</p>
        <p className={styles.muted}>
          {countText(report.entityCount)} entities, {countText(report.dependencyCount)} dependencies. A figure
          fits when it is off by at most three standard errors of the drawing and one percentage point. The
          fingerprint is {report.hash.slice(0, 12)}, by engine {report.engine}.
        </p>
        <div className={styles.actions}>
          <Segments<Shown>
            label="Figures shown"
            value={shown}
            options={[
              { value: 'all', label: `All ${countText(targets.length)}` },
              { value: 'off', label: `Off: ${countText(off.length)}` },
            ]}
            onChange={setShown}
          />
          <Button small onClick={save}>
            Save as CSV
          </Button>
        </div>
        {table.rows.length > 0 && <DataTable table={table} label="Published figures beside generated ones" />}
        {tooSmallFor.length > 0 && (
          <p className={styles.muted}>
            This market is too small for {countText(tooSmallFor.length)} published figures, such as{' '}
            {listText(tooSmallFor)}.
          </p>
        )}
        <Sentences title="Assumed" sentences={assumed} />
        <Sentences title="Not in it" sentences={missing} />
        <Sentences title="Sources of the figures" sentences={sourcesOf(report)} />
      </div>
    </Modal>
  );
}

interface SentencesProps {
  readonly title: string;
  readonly sentences: readonly string[];
}

function Sentences({ title, sentences }: SentencesProps) {
  if (sentences.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul className={styles.list}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

function tableOf({ targets }: Report, rows: Report['targets']): Table {
  return {
    columns: [
      { title: 'Figure', unit: 'text' },
      { title: 'Published', unit: 'share' },
      { title: 'Generated', unit: 'share' },
      { title: 'Standard error', unit: 'share' },
      { title: 'Fits', unit: 'text' },
      { title: 'Source', unit: 'text' },
    ],
    rows: rows.map(({ title, published, generated, standardError, within, source }) => [
      title,
      published,
      generated,
      standardError,
      within ? 'yes' : 'off',
      source,
    ]),
    ...(targets.length > 0 ? {} : { missing: 'nothing was published' }),
  };
}
