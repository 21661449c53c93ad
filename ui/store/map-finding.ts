/** What the map shows, in one sentence and a second that completes it. */
import type { CascadeResult, SystemView } from './types.ts';
import { counted, entityList, shareText, titleOf } from './words.ts';

/** The finding; `weight` is an index into the weights of the view. */
export function mapFinding(
  view: SystemView,
  cascade: CascadeResult | null,
  weight: number,
): { readonly title: string; readonly more: string } {
  if (!cascade)
    return {
      title: titleOf(view),
      more: `${counted(view.entityCount, 'entity', 'entities')} and ${counted(view.dependencyCount, 'dependency', 'dependencies')}: what everything stands on is at the bottom`,
    };
  const label = view.weights[weight]?.label.toLowerCase() ?? 'weight';
  const verb = cascade.failed.length === 1 ? 'fails' : 'fail';
  return {
    title: `If ${entityList(view, cascade.failed, 3)} ${verb}, ${shareText(cascade.share)} of ${label} is down`,
    more:
      cascade.fallen.length === 0
        ? 'Nothing else falls with it'
        : `${counted(cascade.fallen.length, 'entity falls', 'entities fall')} with it`,
  };
}
