/** A part of the report: its question, its answer, and what is still on its way. */
import type { ReactNode } from 'react';
import { Button } from '../../parts/button.tsx';
import { ProgressLine } from '../../parts/loading.tsx';
import type { ReportPart } from '../../store/report-choice.ts';
import { PART_TITLES, QUESTIONS } from '../../store/report-words.ts';
import type { Progress } from '../../store/types.ts';
import styles from './report-page.module.css';

interface PartProps {
  readonly part: ReportPart;
  /** The answer in a sentence; empty while there is none. */
  readonly answer: string;
  readonly detail?: string;
  readonly progress?: Progress | null;
  /** What is being worked out, in words. */
  readonly work?: string;
  readonly onCancel?: () => void;
  /** Why there is no answer, or not all of it, in words. */
  readonly failure?: string;
  readonly onAgain?: () => void;
  readonly children?: ReactNode;
}

/** The frame of a part. */
export function Part({
  part,
  answer,
  detail = '',
  progress = null,
  work = 'Working it out',
  onCancel,
  failure = '',
  onAgain,
  children,
}: PartProps) {
  return (
    <section
      className={styles.part}
      aria-label={PART_TITLES[part]}
      data-answered={answer !== '' && progress === null}
    >
      <p className={styles.question}>
        {PART_TITLES[part]}: {QUESTIONS[part]}
      </p>
      {answer !== '' && <h2>{answer}</h2>}
      {detail !== '' && <p className={styles.detail}>{detail}</p>}
      {progress && (
        <div data-screen="">
          <ProgressLine label={work} progress={progress} {...(onCancel ? { onCancel } : {})} />
        </div>
      )}
      {failure !== '' && (
        <p className={styles.detail}>
          {failure} {onAgain && <Button onClick={onAgain}>Go on</Button>}
        </p>
      )}
      {children}
    </section>
  );
}
