/** Ids that a cell which names an entity may hold, offered while one writes. */
import { useDataset } from '../../parts/use-app.tsx';
import type { SystemView } from '../../store/types.ts';

const OFFERED = 30;

const NAMING: ReadonlySet<string> = new Set(['dependent', 'supplier', 'operator']);

/** Whether the cells of a column name entities. */
export function namesEntities(header: string): boolean {
  return NAMING.has(header);
}

/** The list for a field with `list={id}`: entities whose id or name has the text. */
export function EntityIds({ id, text }: { readonly id: string; readonly text: string }) {
  const view = useDataset((dataset) => dataset.view);
  return (
    <datalist id={id}>
      {view &&
        matches(view, text.trim().toLowerCase()).map((v) => (
          <option key={v} value={view.id[v]}>
            {view.name[v]}
          </option>
        ))}
    </datalist>
  );
}

function matches(view: SystemView, needle: string): readonly number[] {
  const found: number[] = [];
  for (let v = 0; v < view.entityCount && found.length < OFFERED; v++)
    if (view.id[v]!.toLowerCase().includes(needle) || view.name[v]!.toLowerCase().includes(needle))
      found.push(v);
  return found;
}
