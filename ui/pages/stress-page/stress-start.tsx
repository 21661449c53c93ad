/** What a person sees before anything fails: the ways to begin. */
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { EntityField } from '../../parts/entity-field.tsx';
import { useApp, useDataset, useSession } from '../../parts/use-app.tsx';
import { USUAL_HOURS } from '../../store/stress-choice.ts';
import { durationText } from '../../store/time-words.ts';
import type { SystemView } from '../../store/types.ts';
import { OutageCatalogue } from './outage-catalogue.tsx';
import styles from './stress-start.module.css';
import { StressedEntity } from './stressed-entity.tsx';
import { WorstCases } from './worst-cases.tsx';

/** The empty state of the stress page. */
export function StressStart({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const selected = useSession((session) => session.selected);
  const entity = useDataset((dataset) => dataset.indexOf.get(selected ?? ''));
  const [isWorst, setWorst] = useState(false);
  if (isWorst) {
    return (
      <section className={styles.start} aria-label="What would be worst">
        <div className={styles.head}>
          <h2>What would be worst?</h2>
          <Button small onClick={() => setWorst(false)}>
            Back to the choice
          </Button>
        </div>
        <WorstCases view={view} />
      </section>
    );
  }
  if (entity !== undefined) return <StressedEntity key={entity} view={view} entity={entity} />;
  return (
    <section className={styles.start} aria-label="Choose what fails">
      <div className={styles.own}>
        <h2>Choose yourself</h2>
        <p>It fails for {durationText(USUAL_HOURS)}, which you can change. Or click an entity on the map.</p>
        <EntityField view={view} label="Find what fails" deed="makes it fail" onChoose={app.toggleStress} />
      </div>
      <div className={styles.own}>
        <h2>Replay a real outage</h2>
        <p>Only what failed first is imposed; all else follows from the dependencies in the data.</p>
        <OutageCatalogue />
      </div>
      <div className={styles.own}>
        <h2>What would be worst?</h2>
        <p>Every single failure, or every pair, ranked by what it costs.</p>
        <Button onClick={() => setWorst(true)}>Rank the worst cases</Button>
      </div>
    </section>
  );
}
