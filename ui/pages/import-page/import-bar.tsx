/** Below the steps: add or replace, what comes of it, and the way on. */
import { useId } from 'react';
import { Button } from '../../parts/button.tsx';
import { useApp, useDataset, useImporting } from '../../parts/use-app.tsx';
import { outcomeSentence } from '../../store/import-words.ts';
import { openDecisions } from '../../store/importing.ts';
import { counted, titleOf } from '../../store/words.ts';
import styles from './import-page.module.css';

export function ImportBar() {
  const app = useApp();
  const name = useId();
  const open = useDataset((dataset) => (dataset.view ? titleOf(dataset.view) : ''));
  const onto = useImporting((importing) => importing.onto);
  const step = useImporting((importing) => importing.step);
  const sentence = useImporting(outcomeSentence);
  const decisions = useImporting((importing) => openDecisions(importing).length);
  const hasTrial = useImporting(
    ({ trial, isStale, running }) => !isStale && !running && trial?.result != null,
  );
  const isStopped = useImporting(({ isStale, running }) => isStale && !running);
  const rows = useImporting(
    (importing) => importing.preview?.tables.reduce((sum, { rowCount }) => sum + rowCount, 0) ?? 0,
  );
  const isReady = hasTrial && decisions === 0;
  return (
    <section className={`${styles.panel} ${styles.bottom}`} aria-label="Import">
      <fieldset className={styles.radios} aria-label="Where the tables go">
        <label>
          <input
            type="radio"
            name={name}
            checked={onto === 'open'}
            disabled={open === ''}
            onChange={() => app.setOnto('open')}
          />
          Add to the open system{open === '' ? '' : ` (${open.slice(0, 40)})`}
        </label>
        <label>
          <input
            type="radio"
            name={name}
            checked={onto === 'nothing'}
            onChange={() => app.setOnto('nothing')}
          />
          Replace it
        </label>
      </fieldset>
      <span className={styles.space} />
      <span className={styles.outcome} role="status">
        {isStopped
          ? 'The check was stopped.'
          : decisions > 0
            ? `${counted(decisions, 'decision', 'decisions')} left. ${sentence}`
            : sentence}
      </span>
      <span className={styles.buttons}>
        {isStopped && <Button onClick={app.tryImportAgain}>Check again</Button>}
        {step === 'Check' ? (
          <Button onClick={() => app.toStep('Columns')}>Back</Button>
        ) : (
          <Button onClick={app.resetImport}>Cancel</Button>
        )}
        {step === 'Columns' && (
          <Button look="primary" disabled={!isReady} onClick={() => app.toStep('Check')}>
            Check
          </Button>
        )}
        {step === 'Check' && (
          <Button look="primary" disabled={!isReady} onClick={() => void app.finishImport()}>
            Import {counted(rows, 'row', 'rows')}
          </Button>
        )}
      </span>
    </section>
  );
}
