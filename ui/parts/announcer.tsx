/** Says to screen readers what the map shows others. */
import styles from './announcer.module.css';
import { usePage } from './use-app.tsx';

/** A live region with the last announcement. */
export function Announcer() {
  const text = usePage((page) => page.announcement);
  return (
    <div className={styles.hidden} role="status" aria-live="polite">
      {text}
    </div>
  );
}
