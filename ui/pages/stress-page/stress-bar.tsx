/** The bar of the stress page: the finding, how the map is drawn, by what it is weighed, what fails. */
import { lazy, Suspense, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useApp, useDataset, useSession, useStress } from '../../parts/use-app.tsx';
import { weightIndex } from '../../store/results.ts';
import { incidentOf } from '../../store/stress.ts';
import { isStressed } from '../../store/stress-choice.ts';
import { findingOf } from '../../store/stress-words.ts';
import type { SystemView } from '../../store/types.ts';
import styles from '../map-page/page-bar.module.css';
import { WeightChoice } from '../map-page/weight-choice.tsx';

const StressSetup = lazy(async () => ({ default: (await import('./stress-setup.tsx')).StressSetup }));

const LAYOUT_OPTIONS = [
  { value: 'tower', label: 'Tower' },
  { value: 'force', label: 'Force' },
] as const;

/** The bar of the stress page. */
export function StressBar() {
  const app = useApp();
  const view = useDataset((dataset) => dataset.view);
  const layout = useSession((session) => session.layout);
  const hasFailures = useSession((session) => isStressed(session.stress));
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.bar}>
      {view ? <Finding view={view} /> : <h1 className={styles.title}>Stress</h1>}
      <span className={styles.space} />
      <div className={styles.tools}>
        <Segments
          label="View"
          value={layout === 'force' ? 'force' : 'tower'}
          options={LAYOUT_OPTIONS}
          onChange={app.setLayout}
        />
        {view && <WeightChoice view={view} />}
        {hasFailures && (
          <Button small onClick={app.clearStress}>
            Repair all
          </Button>
        )}
        <Button small onClick={() => setOpen(true)} disabled={!view}>
          {hasFailures ? 'Change what fails' : 'Choose what fails'}
        </Button>
      </div>
      {view && isOpen && (
        <Suspense fallback={null}>
          <StressSetup view={view} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Finding({ view }: { readonly view: SystemView }) {
  const film = useStress((stress) => stress.film.value);
  const incidents = useStress((stress) => stress.incidents);
  const choice = useSession((session) => session.stress);
  const column = useSession((session) => session.weight);
  const { title, more } = findingOf({
    view,
    film,
    incident: incidentOf(choice, incidents),
    weight: weightIndex(view, column),
  });
  return (
    <div className={styles.finding}>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.more}>{more}</p>
    </div>
  );
}
