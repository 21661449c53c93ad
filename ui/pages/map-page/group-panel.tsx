/** A group of the map: how many it stands for, how much of it is down, and the way to its members. */
import { Button, IconButton } from '../../parts/button.tsx';
import { Mark } from '../../parts/mark.tsx';
import { useApp, useDataset, useResults, useSession, useStress } from '../../parts/use-app.tsx';
import { type Groups, groupFinding, groupTitle, markOfGroup } from '../../store/map-picture.ts';
import { weightIndex } from '../../store/results.ts';
import type { SystemView } from '../../store/types.ts';
import { weightText } from '../../store/weight-text.ts';
import { counted, countText, shareText } from '../../store/words.ts';
import styles from './group-panel.module.css';

interface GroupPanelProps {
  readonly view: SystemView;
  readonly groups: Groups;
  /** Key of the group that is looked at. */
  readonly group: string;
}

/** The group that is looked at; nothing when the map has none of this name any more. */
export function GroupPanel({ view, groups, group }: GroupPanelProps) {
  const app = useApp();
  const isOpen = useDataset((dataset) => dataset.openGroups.includes(group));
  const weight = weightIndex(
    view,
    useSession((session) => session.weight),
  );
  const level = useLevel();
  const mark = markOfGroup(view, groups, group);
  if (mark < 0) return null;
  const values = view.weights[weight]!.values;
  const found = groupFinding(groups, mark, { values, level });
  // where all weigh the same there is nothing to tell of each
  const isTold = values[found.heaviest[0] ?? 0] !== values[found.heaviest.at(-1) ?? 0];
  const layer = view.layers[view.layer[found.heaviest[0] ?? 0]!] ?? '';
  return (
    <section className={styles.group} aria-labelledby="grouped">
      <div className={styles.head}>
        <Mark layer={layer} state={found.fallen === 0 ? 'up' : 'degraded'} />
        <h2 id="grouped">{groupTitle(view, groups, mark)}</h2>
        <IconButton icon="close" label="Close" onClick={() => app.select(null)} />
      </div>
      <p>
        {found.weight > 0
          ? `${weightText(view, weight, found.weight)} in all. `
          : 'None of them has a weight of its own. '}
        {level === null
          ? 'Nothing fails now.'
          : `${counted(found.fallen, 'of them is', 'of them are')} below full service${
              found.weight > 0
                ? `; ${shareText(found.weightDown / found.weight)} of their weight is down`
                : ''
            }.`}
      </p>
      <div className={styles.actions}>
        <Button look="primary" onClick={() => app.toggleGroup(group)}>
          {isOpen ? 'Close the group' : 'Open the group'}
        </Button>
        <Button onClick={app.showTable}>All entities as a table</Button>
      </div>
      <p className={styles.muted}>
        {isOpen
          ? 'Its heaviest members stand alone on the map; the others are still together here.'
          : 'Open, its 200 heaviest members stand alone on the map. '}
        Every entity can be found by search and in the table.
      </p>
      {found.heaviest.length > 0 && (
        <>
          <h3>
            {found.count > found.heaviest.length
              ? `The ${countText(found.heaviest.length)} heaviest`
              : 'All of them'}
          </h3>
          <ol className={styles.members}>
            {found.heaviest.map((v) => (
              <li key={v}>
                <button type="button" onClick={() => app.select(view.id[v] ?? null)}>
                  <span>{view.name[v]}</span>
                  <span className={styles.weight}>{isTold && weightText(view, weight, values[v]!)}</span>
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** The service of every entity on the page that is open; null while nothing fails there. */
function useLevel(): Float64Array | null {
  const isFilm = useSession((session) => session.page === 'stress');
  const cascade = useResults((results) => results.cascade);
  const shown = useStress((stress) => stress.shown);
  return isFilm ? (shown?.frame.level ?? null) : (cascade?.level ?? null);
}
