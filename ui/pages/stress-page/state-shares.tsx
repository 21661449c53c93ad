/** How much of the weight is in each state at the clock's hour. */
import { Mark } from '../../parts/mark.tsx';
import { useClock } from '../../parts/use-app.tsx';
import type { Film } from '../../store/film.ts';
import { sharesAt, stateRowAt } from '../../store/film-steps.ts';
import { shareText } from '../../store/words.ts';
import styles from './state-shares.module.css';

interface StateSharesProps {
  readonly film: Film;
  /** What is shared out: "users". */
  readonly of: string;
  readonly isNarrow: boolean;
}

const STATES = [
  ['down', 'Down'],
  ['degraded', 'Degraded'],
  ['recovering', 'Recovering'],
  ['up', 'Up'],
] as const;
const ON_A_NARROW_SCREEN = 2;

/** "Down 18 %, Degraded 21 %, Recovering 6 %, Up 55 % of users", with the marks of the map. */
export function StateShares({ film: { result }, of, isNarrow }: StateSharesProps) {
  const row = useClock((clock) => stateRowAt(result, clock.hour));
  const shares = sharesAt(result, row);
  return (
    <ul data-key="" className={styles.shares} aria-label={`Share of ${of} by state`}>
      {STATES.slice(0, isNarrow ? ON_A_NARROW_SCREEN : STATES.length).map(([state, label]) => (
        <li key={state}>
          <Mark layer="applications" state={state} size={14} />
          <span>
            <span className={isNarrow ? styles.hidden : undefined}>{label} </span>
            <span className={styles.share}>{shareText(shares[state])}</span>
            {state === 'up' && ` of ${of}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
