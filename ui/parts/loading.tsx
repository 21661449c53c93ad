/** Long work: what is going on, how far it is, and the way to stop it. */
import type { Progress } from '../store/types.ts';
import { shareText } from '../store/words.ts';
import { Button } from './button.tsx';
import styles from './loading.module.css';
import { useApp, useDataset } from './use-app.tsx';

/** The progress of opening a dataset, or nothing. */
export function LoadingBar() {
  const app = useApp();
  const loading = useDataset((dataset) => dataset.loading);
  const hasSystem = useDataset((dataset) => dataset.view !== null);
  if (!loading) return null;
  const { title, progress } = loading;
  return (
    <ProgressLine
      label={`Opening ${title}`}
      progress={progress}
      {...(hasSystem ? { onCancel: app.cancelLoading } : {})}
    />
  );
}

interface ProgressLineProps {
  readonly label: string;
  readonly progress: Progress;
  readonly onCancel?: () => void;
}

/** How far some work is, shown when it takes longer than a blink. */
export function ProgressLine({ label, progress, onCancel }: ProgressLineProps) {
  const fraction = Math.min(1, Math.max(0, progress.fraction));
  return (
    <div className={styles.loading}>
      <span className={styles.words}>
        {label}: {progress.step}
      </span>
      <progress className={styles.bar} max={1} value={fraction} aria-label={label} />
      <span className={styles.share}>{shareText(fraction)}</span>
      {onCancel && (
        <Button small onClick={onCancel}>
          Cancel
        </Button>
      )}
    </div>
  );
}

/** Why there is no picture, and what to do. */
export function Failure() {
  const app = useApp();
  const failure = useDataset((dataset) => dataset.failure);
  const problemCount = useDataset((dataset) => dataset.problems.length);
  const hasSystem = useDataset((dataset) => dataset.view !== null);
  if (!failure) return null;
  return (
    <div className={hasSystem ? styles.strip : styles.failure} role="alert">
      <h2>{failure.title.slice(0, 120)} could not be opened</h2>
      <p>
        {failure.message}
        {hasSystem && ' What was open is still there.'}
      </p>
      <div className={styles.actions}>
        {problemCount > 0 && (
          <Button small onClick={() => app.page.setState({ problemsOpen: true })}>
            Show the problems
          </Button>
        )}
        {hasSystem ? (
          <Button small onClick={() => app.dataset.setState({ failure: null })}>
            Dismiss
          </Button>
        ) : (
          <Button small onClick={app.retry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}
