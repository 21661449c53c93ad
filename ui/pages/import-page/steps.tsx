/** Where an import is, of its four steps. */
import { Icon } from '../../parts/icon.tsx';
import { useImporting } from '../../parts/use-app.tsx';
import { IMPORT_STEPS } from '../../store/importing.ts';
import styles from './import-page.module.css';

export function Steps() {
  const step = useImporting((importing) => importing.step);
  const now = IMPORT_STEPS.indexOf(step);
  return (
    <ol className={styles.steps} aria-label="Steps of the import">
      {IMPORT_STEPS.map((each, i) => (
        <li
          key={each}
          data-state={i < now ? 'past' : i === now ? 'now' : 'next'}
          aria-current={i === now ? 'step' : undefined}
        >
          <span className={styles.number}>{i < now ? <Icon name="check" size={12} /> : i + 1}</span>
          {each}
        </li>
      ))}
    </ol>
  );
}
