/** The clock of the film, in large. */
import { useClock } from '../../parts/use-app.tsx';
import { durationText, momentText } from '../../store/time-words.ts';
import styles from './clock-text.module.css';

interface ClockTextProps {
  /** The moment of hour 0 of a real outage, else null. */
  readonly start: string | null;
  /** Hour of the first failure. */
  readonly first: number;
  readonly isNarrow: boolean;
}

/** "13:20 UTC", and how long after the first failure that is. */
export function ClockText({ start, first, isNarrow }: ClockTextProps) {
  const moment = useClock((clock) => momentText(clock.hour, start));
  const since = useClock((clock) => sinceText(clock.hour, first));
  return (
    <p className={styles.clock} data-narrow={isNarrow}>
      <b>
        {moment} {start === null ? 'h' : 'UTC'}
      </b>
      {!isNarrow && <span>{since}</span>}
    </p>
  );
}

/** "6 h 32 min after the first failure". */
function sinceText(hour: number, first: number): string {
  if (hour === first) return 'at the first failure';
  return `${durationText(Math.abs(hour - first))} ${hour > first ? 'after' : 'before'} the first failure`;
}
