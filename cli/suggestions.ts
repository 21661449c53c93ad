/** What somebody may have meant by an id that does not exist. */
import type { SystemView } from '../engine/api/protocol.ts';

const MOST = 3;

/** Up to three ids whose words, in the id or the name, are those asked for; the shortest first. */
export function suggestions(view: Pick<SystemView, 'id' | 'name'>, wanted: string): readonly string[] {
  const words = wanted
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return view.id
    .filter((id, v) => {
      const text = `${id} ${view.name[v]}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .slice(0, MOST);
}
