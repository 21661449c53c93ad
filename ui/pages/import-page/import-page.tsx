/** The import page: from somebody's tables to entities and dependencies, with every choice in sight. */
import { useEffect, useRef } from 'react';
import { ProgressLine } from '../../parts/loading.tsx';
import { useApp, useImporting } from '../../parts/use-app.tsx';
import { importSentence, tableSentence } from '../../store/import-words.ts';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { DoneStep } from './done-step.tsx';
import { FileStep } from './file-step.tsx';
import { ImportBar } from './import-bar.tsx';
import styles from './import-page.module.css';
import { Steps } from './steps.tsx';

/** The page within Data. */
export function ImportPage() {
  const app = useApp();
  const sentence = useImporting(importSentence);
  const read = useImporting(tableSentence);
  const step = useImporting((importing) => importing.step);
  const running = useImporting((importing) => importing.running);
  const isSettled = useImporting(({ isStale, running: job }) => !isStale && job === null);
  const main = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step begins at its top
  useEffect(() => {
    // what it gives back is no way to undo it
    void main.current?.scrollTo(0, 0);
  }, [step]);
  return (
    <main ref={main} tabIndex={-1} className={styles.page} aria-busy={!isSettled} data-answered={isSettled}>
      {running && (
        <ProgressLine label={running.label} progress={running.progress} onCancel={app.stopImport} />
      )}
      <div className={styles.content}>
        <div className={styles.lead}>
          <div>
            <h1 className={styles.title}>{sentence}</h1>
            <p className={styles.read}>{step === 'File' ? 'What you import stays on this machine.' : read}</p>
          </div>
          <Steps />
        </div>
        {step === 'File' && <FileStep />}
        {step === 'Columns' && <ColumnsStep />}
        {step === 'Check' && <CheckStep />}
        {step === 'Done' && <DoneStep />}
        {(step === 'Columns' || step === 'Check') && <ImportBar />}
      </div>
    </main>
  );
}
