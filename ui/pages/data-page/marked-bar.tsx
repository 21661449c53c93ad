/** What can be done with the rows that are marked. */
import { Button } from '../../parts/button.tsx';
import { useApp, useData } from '../../parts/use-app.tsx';
import type { SystemView } from '../../store/types.ts';
import { counted } from '../../store/words.ts';
import styles from './data-page.module.css';

/** Buttons for the marked rows; nothing while none is. */
export function MarkedBar({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const marked = useData((data) => data.marked);
  const table = useData((data) => data.table);
  if (marked.size === 0 || table === 'requirements') return null;
  const ids = [...marked];
  const isEntities = table === 'entities';
  const named = isEntities ? dependenciesOf(view, marked) : 0;
  return (
    <div className={styles.marked}>
      <span>{counted(marked.size, 'row', 'rows')} marked</span>
      <Button small onClick={() => void app.removeMarked()}>
        {isEntities && named > 0 ? `Delete with ${counted(named, 'dependency', 'dependencies')}` : 'Delete'}
      </Button>
      {isEntities && ids.length > 1 && (
        <Button small onClick={() => void app.mergeEntities(ids, ids[0]!)}>
          Merge into {ids[0]!.slice(0, 40)}
        </Button>
      )}
      <Button small onClick={() => app.markRows([])}>
        Unmark
      </Button>
    </div>
  );
}

/** How many dependencies name one of the entities. O(dependencies). */
function dependenciesOf(view: SystemView, ids: ReadonlySet<string>): number {
  let count = 0;
  for (let e = 0; e < view.dependencyCount; e++)
    if (ids.has(view.id[view.dependent[e]!]!) || ids.has(view.id[view.supplier[e]!]!)) count++;
  return count;
}
