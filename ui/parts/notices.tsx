/** What a person should know now, until they take it away. */
import { dismiss } from '../store/page.ts';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './notices.module.css';
import { useApp, usePage } from './use-app.tsx';

/** The notices, lowest the newest. */
export function Notices() {
  const app = useApp();
  const notices = usePage((page) => page.notices);
  return (
    <section className={styles.stack} aria-label="Notices" aria-live="polite">
      {notices.map((notice) => (
        <div key={notice.id} className={styles.notice} data-tone={notice.tone}>
          <Icon name={notice.tone === 'info' ? 'check' : 'warning'} />
          <p>{notice.text}</p>
          <IconButton icon="close" label="Dismiss" onClick={() => dismiss(app.page, notice.id)} />
        </div>
      ))}
    </section>
  );
}
