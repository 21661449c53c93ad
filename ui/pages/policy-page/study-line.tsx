/** The run of a study: the way to start and to stop it, how far it is, and why it found nothing. */
import { Button } from '../../parts/button.tsx';
import { ProgressLine } from '../../parts/loading.tsx';
import type { RangedRun } from '../../store/ranged-run.ts';
import { leftText } from '../../store/risk-words.ts';
import { countText } from '../../store/words.ts';
import styles from './study.module.css';

interface StudyLineProps {
  readonly run: RangedRun;
  readonly failure: string;
  /** What the button says. */
  readonly action: string;
  /** What is done now, for the progress. */
  readonly label: string;
  /** What is counted, in the plural; years unless given. */
  readonly counted?: string;
  /** The comparison has to be there first. */
  readonly isReady: boolean;
  readonly onRun: () => void;
  readonly onCancel: () => void;
}

/** Progress while it runs, else the button. */
export function StudyLine(props: StudyLineProps) {
  const { run, failure, action, label, counted = 'years', isReady, onRun, onCancel } = props;
  const { done, target, isRunning } = run;
  const reason = failure || run.failure;
  return (
    <div className={styles.line}>
      {isRunning ? (
        <ProgressLine
          label={label}
          progress={{
            step: `${countText(done)} of ${countText(target)} ${counted}${leftText(run) === '' ? '' : `, ${leftText(run)}`}`,
            fraction: target > 0 ? done / target : 0,
          }}
          onCancel={onCancel}
        />
      ) : (
        <Button small onClick={onRun} disabled={!isReady}>
          {action}
        </Button>
      )}
      {reason !== '' && (
        <p className={styles.failure} role="alert">
          {reason}
        </p>
      )}
    </div>
  );
}
