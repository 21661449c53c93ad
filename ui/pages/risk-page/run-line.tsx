/** The run of a question that a person starts: how far it is, and the way to start, stop and go on with it. */
import { Button } from '../../parts/button.tsx';
import { ProgressLine } from '../../parts/loading.tsx';
import type { RangedRun } from '../../store/ranged-run.ts';
import { durationText } from '../../store/time-words.ts';
import { countText } from '../../store/words.ts';
import styles from './panels.module.css';

interface RunLineProps {
  readonly run: RangedRun;
  /** What is counted: "moments". */
  readonly noun: string;
  /** How many the next step wants in all; null when there are enough. */
  readonly next: number | null;
  readonly onRun: () => void;
  readonly onCancel: () => void;
}

/** Progress while it runs, else the button. */
export function RunLine({ run, noun, next, onRun, onCancel }: RunLineProps) {
  const { done, target, isRunning, secondsLeft, failure } = run;
  const left = secondsLeft === null ? 'under way' : `about ${durationText(secondsLeft / 3600)} left`;
  return (
    <div className={styles.run}>
      {isRunning ? (
        <ProgressLine
          label={`${countText(done)} of ${countText(target)} ${noun}`}
          progress={{ step: left, fraction: target > 0 ? done / target : 0 }}
          onCancel={onCancel}
        />
      ) : (
        next !== null && (
          <Button onClick={onRun}>
            {done === 0
              ? `Look at ${countText(next)} ${noun}`
              : done < target
                ? `Go on to ${countText(next)} ${noun}`
                : `More: ${countText(next)} ${noun}`}
          </Button>
        )
      )}
      {failure !== '' && <p role="alert">{failure}</p>}
    </div>
  );
}
