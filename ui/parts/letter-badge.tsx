/** The letter of a scenario in its colour: the same in cards, tables and charts. */
import type { Letter } from '../store/policy-choice.ts';
import styles from './letter-badge.module.css';

/** A small square with the letter. */
export function LetterBadge({ letter }: { readonly letter: Letter }) {
  return (
    <span className={styles.badge} data-letter={letter}>
      {letter}
    </span>
  );
}
