/** How far the years are, what they say so far, and the way to stop them, go on, and ask for more. */
import { Button } from '../../parts/button.tsx';
import { useApp, usePolicy, useSession } from '../../parts/use-app.tsx';
import { MOST_POLICY_YEARS } from '../../store/policy-choice.ts';
import { policyEstimates } from '../../store/policy-words.ts';
import { YEAR_COUNTS } from '../../store/risk-choice.ts';
import { leftText } from '../../store/risk-words.ts';
import { countText } from '../../store/words.ts';
import card from '../risk-page/years-card.module.css';
import styles from './run-strip.module.css';

/** The strip under the bar. */
export function RunStrip() {
  const app = useApp();
  const run = usePolicy((policy) => policy.run);
  const answer = usePolicy((policy) => (policy.isOld ? null : policy.answer));
  const failure = usePolicy((policy) => policy.missing || policy.run.failure || policy.failure);
  const isMissing = usePolicy((policy) => policy.missing !== '');
  const { done, target } = run;
  return (
    <section className={styles.strip} aria-label="Simulated years">
      <span className={card.count}>
        <b>{countText(done)}</b> of {countText(target)} years
      </span>
      <progress
        className={card.bar}
        max={1}
        value={target > 0 ? Math.min(1, done / target) : 0}
        aria-label="Years simulated in every scenario"
      />
      {run.isRunning && <span className={card.left}>{leftText(run)}</span>}
      {!run.isRunning && done > 0 && done < target && <span>stopped</span>}
      {answer && (
        <span className={card.estimates}>
          {policyEstimates(answer).map(({ letter, value, within }) => (
            <span key={letter}>
              {letter} <b>{value}</b> {within}
            </span>
          ))}
        </span>
      )}
      <RunButton />
      {failure !== '' && (
        <p className={card.failure} role="alert">
          {failure}{' '}
          <Button small onClick={isMissing ? app.fetchMeasures : app.goOnComparing}>
            Try again
          </Button>
        </p>
      )}
    </section>
  );
}

/** What can be done about the years at the moment. */
function RunButton() {
  const app = useApp();
  const { done, target, isRunning } = usePolicy((policy) => policy.run);
  const years = useSession((session) => session.policy.years);
  const more = YEAR_COUNTS.find((count) => count > years && count <= MOST_POLICY_YEARS);
  if (isRunning) {
    return (
      <Button small onClick={app.stopComparing}>
        Cancel
      </Button>
    );
  }
  if (done < target) {
    return (
      <Button small look="primary" onClick={app.goOnComparing}>
        Go on
      </Button>
    );
  }
  if (more === undefined || done === 0) return null;
  return (
    <Button small onClick={() => app.setPolicyYears({ years: more })}>
      Go on to {countText(more)}
    </Button>
  );
}
