/** Entities that may be one under two ids: shown with both names, made one only when a person says so. */
import { Button } from '../../parts/button.tsx';
import { useApp, useData } from '../../parts/use-app.tsx';
import type { LikelySame, SystemView } from '../../store/types.ts';
import { counted, countText } from '../../store/words.ts';
import styles from './data-page.module.css';

const SHOWN = 50;

const REASONS: Readonly<Record<LikelySame['reason'], string>> = {
  lei: 'the same legal entity identifier',
  name: 'the same name',
  'alike-name': 'names that differ in spelling only',
  domain: 'the same domain',
  id: 'ids that differ in spelling only',
};

/** The pairs, once they were asked for. */
export function SameEntities({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const same = useData((data) => data.same);
  return (
    <section className={styles.same} aria-label="Entities that may be one">
      <h2>Entities that may be one</h2>
      {same === null && (
        <p>
          Two ids for one firm hide concentration.{' '}
          <Button small onClick={app.findSame}>
            Look for them
          </Button>
        </p>
      )}
      {same?.length === 0 && <p>No two entities have a name, domain or identifier in common.</p>}
      {same && same.length > 0 && (
        <>
          <p className={styles.detail}>
            {counted(same.length, 'pair', 'pairs')}, the likeliest first. Nothing is merged unless you say so.
            {same.length > SHOWN && ` The first ${countText(SHOWN)} are shown.`}
          </p>
          <ul>
            {same.slice(0, SHOWN).map(({ a, b, reason }) => (
              <li key={`${a} ${b}`}>
                <span>
                  <b>{view.name[a]}</b> ({view.id[a]}) and <b>{view.name[b]}</b> ({view.id[b]}):{' '}
                  {REASONS[reason]}
                </span>
                <Button small onClick={() => void app.mergeEntities([view.id[b] ?? ''], view.id[a] ?? '')}>
                  Merge into {view.id[a]}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
