/** How the shares of the timeline are computed, and what they take for granted. */
import { How } from '../../parts/how.tsx';
import type { SystemView, TimelineResult } from '../../store/types.ts';
import { countText, titleOf } from '../../store/words.ts';

interface FilmHowProps {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
  readonly result: TimelineResult;
}

/** The link with its explanation. */
export function FilmHow({ view, weight, result }: FilmHowProps) {
  const { label = 'weight', description = '' } = view.weights[weight] ?? {};
  return (
    <How label="How" title="Share of weight by state">
      <code>sum of the weight of the entities in a state ÷ total weight</code>
      <p>
        Degraded serves in part and counts with its whole weight. Recovering could serve more already and only
        its own recovery is waited for. States change at instants, so the areas have steps.
      </p>
      <p>
        Over all {countText(view.entityCount)} entities of {titleOf(view)}, by {label.toLowerCase()}
        {description === '' ? '.' : `: ${description}`}
      </p>
      <ul>
        {result.assumptions.map((assumption) => (
          <li key={assumption}>{assumption}</li>
        ))}
      </ul>
    </How>
  );
}
