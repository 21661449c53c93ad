/** What fails and what is assumed, in a drawer; every change shows at once and can be undone. */
import { Drawer } from '@mantine/core';
import { Button } from '../../parts/button.tsx';
import { EntityField } from '../../parts/entity-field.tsx';
import { useApp, useDataset, useSession, useStress } from '../../parts/use-app.tsx';
import { incidentOf } from '../../store/stress.ts';
import { USUAL_HOURS } from '../../store/stress-choice.ts';
import type { SystemView } from '../../store/types.ts';
import { Assumptions } from './assumptions.tsx';
import { FailureRow } from './failure-row.tsx';
import { OutageCatalogue } from './outage-catalogue.tsx';
import styles from './stress-setup.module.css';

interface StressSetupProps {
  readonly view: SystemView;
  readonly onClose: () => void;
}

/** The drawer at the right of the page. */
export function StressSetup({ view, onClose }: StressSetupProps) {
  const against = useSession((session) => session.against);
  return (
    <Drawer
      opened
      position="right"
      size="min(560px, 100vw)"
      onClose={onClose}
      title={against ? 'What fails in A' : 'What fails'}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ body: styles.body ?? '' }}
    >
      <Failures view={view} />
      <details className={styles.section} open={against !== null}>
        <summary>Replay a real outage instead</summary>
        <OutageCatalogue onChosen={onClose} />
      </details>
      <Assumptions view={view} />
    </Drawer>
  );
}

function Failures({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const indexOf = useDataset((dataset) => dataset.indexOf);
  const incidents = useStress((stress) => stress.incidents);
  const choice = useSession((session) => session.stress);
  const incident = incidentOf(choice, incidents);
  const failures = app.ownFailures();
  const phases = incident?.phases.filter(({ use }) => use === 'fail');
  const add = (id: string) => {
    const name = view.name[indexOf.get(id) ?? -1] ?? id;
    app.setStressFailures(`fail ${name}`, [...failures, { id, start: 0, duration: USUAL_HOURS, level: 0 }]);
  };
  return (
    <section className={styles.section} aria-label="Failures">
      {incident && (
        <p className={styles.note}>
          This is what {incident.title} imposes; all else follows. When you change it, it becomes a failure of
          your own, and the reports no longer stand beside it.
        </p>
      )}
      {failures.length === 0 && <p className={styles.note}>Nothing fails yet.</p>}
      <ul className={styles.failures}>
        {failures.map((failure, i) => (
          <FailureRow
            // biome-ignore lint/suspicious/noArrayIndexKey: one entity may fail several times, and the place is what a command names
            key={`${failure.id} ${i}`}
            view={view}
            failure={failure}
            i={i}
            what={phases?.[i]?.what ?? ''}
          />
        ))}
      </ul>
      <EntityField view={view} label="Add what fails" deed="adds it" onChoose={add} />
      {failures.length > 0 && (
        <Button small className={styles.clear} onClick={app.clearStress}>
          Repair all
        </Button>
      )}
    </section>
  );
}
