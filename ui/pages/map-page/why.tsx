/** The chain from the first failure to the selected entity, in words; the map shows the same numbers. */
import { How } from '../../parts/how.tsx';
import { useApp, useResults } from '../../parts/use-app.tsx';
import type { SystemView } from '../../store/types.ts';
import { levelText, stateOf } from '../../store/words.ts';
import styles from './why.module.css';

/** The steps of the chain, or nothing while the entity is up. */
export function Why({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const chain = useResults((results) => results.chain);
  if (chain.length === 0) return null;
  return (
    <div className={styles.why}>
      <h3>Why, from the first failure up</h3>
      <ol className={styles.chain}>
        {chain.map((step, i) => (
          <li key={step.entity}>
            <span className={styles.number} aria-hidden="true">
              {i + 1}
            </span>
            <button
              type="button"
              className={styles.name}
              onClick={() => app.select(view.id[step.entity] ?? null)}
            >
              {view.name[step.entity]}
            </button>
            <span className={styles.state} data-state={stateOf(step.level)}>
              {step.suppliers.length === 0 ? 'Made to fail' : levelText(step.level)}
            </span>
            <p className={styles.words}>{step.sentence}</p>
          </li>
        ))}
      </ol>
      <How title="The chain of causes">
        <p>
          Each step names the requirement that decided the level of the entity, and the suppliers that left it
          unmet. Of several chains the shortest back to a failure that you chose is shown.
        </p>
      </How>
    </div>
  );
}
