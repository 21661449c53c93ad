/** The outage that the Stress page shows, at the moment where its film stands. */
import { Button } from '../../parts/button.tsx';
import { useApp, useDataset, useSession, useStress } from '../../parts/use-app.tsx';
import { incidentOf } from '../../store/stress.ts';
import { isStressed } from '../../store/stress-choice.ts';
import { findingOf } from '../../store/stress-words.ts';
import type { SystemView } from '../../store/types.ts';
import { MapWithKey } from '../map-page/picture-file.tsx';
import { momentScene, momentTitle } from '../stress-page/moment-picture.tsx';
import { Course, Failures, Falls } from '../stress-page/printable-outage.tsx';
import { Part } from './part.tsx';
import styles from './report-page.module.css';

interface StressPartProps {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
}

/** The part. */
export function StressPart({ view, weight }: StressPartProps) {
  const app = useApp();
  const choice = useSession((session) => session.stress);
  const incidents = useStress((stress) => stress.incidents);
  const { value: film, progress, failure } = useStress((stress) => stress.film);
  const catalogueFailure = useStress((stress) => stress.catalogueFailure);
  // the picture is drawn anew when the frame of another moment or the tower is there
  useStress((stress) => stress.shown);
  useDataset((dataset) => dataset.tower);
  if (!isStressed(choice))
    return (
      <Part part="stress" answer="">
        <p className={styles.detail} data-screen="">
          No outage is chosen.{' '}
          <Button onClick={() => app.goTo('stress')}>Choose one on the Stress page</Button>
        </p>
      </Part>
    );
  if (!film)
    return (
      <Part
        part="stress"
        answer=""
        progress={progress}
        work="Following the outage"
        onCancel={app.cancelStress}
        failure={failure || catalogueFailure}
        onAgain={app.retryStress}
      />
    );
  const incident = incidentOf(choice, incidents);
  const start = incident?.start ?? null;
  const { title, more } = findingOf({ view, film, incident, weight });
  const scene = momentScene(app);
  return (
    <Part part="stress" answer={title} detail={`${more}.`}>
      <Failures film={film} view={view} start={start} />
      <h3>Share of {view.weights[weight]?.label.toLowerCase() ?? 'weight'} down, degraded and recovering</h3>
      <Course film={film} start={start} />
      {scene && (
        <div className={styles.whole}>
          <h3>The map at {momentTitle(app)}</h3>
          <MapWithKey scene={scene} label="The map at this moment" />
        </div>
      )}
      <h3>Who falls, when, and because of what</h3>
      <Falls film={film} view={view} start={start} />
    </Part>
  );
}
