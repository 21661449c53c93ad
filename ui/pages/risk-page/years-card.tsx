/** How far the years are, what they say so far, and the way to stop them, go on, and ask for more. */
import { Button } from '../../parts/button.tsx';
import { useApp, useRisk, useSession } from '../../parts/use-app.tsx';
import type { LossScale } from '../../store/loss-scale.ts';
import { YEAR_COUNTS } from '../../store/risk-choice.ts';
import { leftText, runningEstimates } from '../../store/risk-words.ts';
import type { RiskResult } from '../../store/types.ts';
import { countText } from '../../store/words.ts';
import styles from './years-card.module.css';

interface YearsCardProps {
  /** What the page shows, of as many years as were summed up then; null before the first are. */
  readonly result: RiskResult | null;
  readonly scale: LossScale;
}

/** The card under the page's finding. It counts the years that all the other numbers are of. */
export function YearsCard({ result, scale }: YearsCardProps) {
  const app = useApp();
  const run = useRisk((risk) => risk.run);
  const failure = useRisk((risk) => risk.run.failure || risk.failure);
  const { done, target } = run;
  return (
    <section className={styles.card} aria-label="Simulated years">
      <span className={styles.count}>
        <b>{countText(result?.years ?? 0)}</b> of {countText(target)} years
      </span>
      <progress
        className={styles.bar}
        max={1}
        value={target > 0 ? Math.min(1, done / target) : 0}
        aria-label="Years simulated"
      />
      {run.isRunning && <span className={styles.left}>{leftText(run)}</span>}
      {!run.isRunning && done < target && <span>stopped</span>}
      {result && (
        <span className={styles.estimates}>
          {runningEstimates(result, scale).map(({ name, value, within }) => (
            <span key={name}>
              {name} <b>{value}</b> {within}
            </span>
          ))}
        </span>
      )}
      <YearsButton />
      {failure !== '' && (
        <p className={styles.failure} role="alert">
          {failure}{' '}
          <Button small onClick={app.goOnWithYears}>
            Try again
          </Button>
        </p>
      )}
    </section>
  );
}

/** What can be done about the years at the moment. */
function YearsButton() {
  const app = useApp();
  const { done, target, isRunning } = useRisk((risk) => risk.run);
  const years = useSession((session) => session.risk.years);
  const more = YEAR_COUNTS.find((count) => count > years);
  if (isRunning) {
    return (
      <Button small onClick={app.stopYears}>
        Cancel
      </Button>
    );
  }
  if (done < target) {
    return (
      <Button small look="primary" onClick={app.goOnWithYears}>
        Go on
      </Button>
    );
  }
  if (more === undefined || done === 0) return null;
  return (
    <Button small onClick={() => app.setRisk({ years: more })}>
      Go on to {countText(more)}
    </Button>
  );
}
