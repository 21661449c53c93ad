/** The selected entity: its state at the clock, why, and how its dependencies are known. */
import { useMemo } from 'react';
import { Button, IconButton } from '../../parts/button.tsx';
import { How } from '../../parts/how.tsx';
import { Mark } from '../../parts/mark.tsx';
import { type MarkState, stateInFrame } from '../../parts/marks.ts';
import { useApp, useDataset, useResults, useSession, useStress } from '../../parts/use-app.tsx';
import { degrees } from '../../store/because.ts';
import { failuresOf, incidentOf } from '../../store/stress.ts';
import { hourText, stepText, turnText } from '../../store/stress-words.ts';
import { momentText } from '../../store/time-words.ts';
import type { SystemView, TimelineStep } from '../../store/types.ts';
import { changedAgain, stateSince } from '../../store/unfolding.ts';
import { counted, stateOf, vocabularyText } from '../../store/words.ts';
import { EvidenceList } from '../map-page/evidence-list.tsx';
import inspector from '../map-page/inspector.module.css';
import { SourceNote } from '../map-page/source-note.tsx';
import why from '../map-page/why.module.css';
import styles from './stressed-entity.module.css';

const STATE_WORDS: Readonly<Record<MarkState, string>> = {
  up: 'Up',
  degraded: 'Degraded',
  down: 'Down',
  failed: 'Made to fail',
  recovering: 'Recovering',
};

interface StressedEntityProps {
  readonly view: SystemView;
  readonly entity: number;
}

/** The block of the selected entity. */
export function StressedEntity({ view, entity }: StressedEntityProps) {
  const app = useApp();
  const shown = useStress((stress) => stress.shown);
  const incidents = useStress((stress) => stress.incidents);
  const choice = useSession((session) => session.stress);
  const indexOf = useDataset((dataset) => dataset.indexOf);
  const { suppliers, dependents } = useMemo(() => degrees(view), [view]);
  const start = incidentOf(choice, incidents)?.start ?? null;
  const isFailed = failuresOf(choice, incidents, indexOf).some((failure) => failure.entity === entity);
  const state = shown ? stateInFrame(shown.frame, entity) : 'up';
  const id = view.id[entity] ?? '';
  return (
    <section className={styles.entity} aria-labelledby="stressed">
      <div className={inspector.head}>
        <Mark layer={view.layers[view.layer[entity]!] ?? ''} state={state} />
        <div className={styles.name}>
          <h2 id="stressed">{view.name[entity]}</h2>
          <StateChip entity={entity} state={state} start={start} />
        </div>
        <IconButton icon="close" label="Close" onClick={() => app.select(null)} />
      </div>
      <p className={inspector.facts}>
        {vocabularyText(view.kinds[view.kind[entity]!] ?? '')}.{' '}
        {counted(suppliers[entity]!, 'supplier', 'suppliers')} below,{' '}
        {counted(dependents[entity]!, 'dependent', 'dependents')} above
      </p>
      <div className={inspector.actions}>
        <Button small onClick={() => app.toggleStress(id)}>
          {isFailed ? 'Repair' : 'Make it fail'}
        </Button>
      </div>
      <Steps view={view} entity={entity} start={start} />
      <Evidence view={view} entity={entity} />
    </section>
  );
}

interface StateChipProps {
  readonly entity: number;
  readonly state: MarkState;
  readonly start: string | null;
}

/** "Degraded since 07:08". */
function StateChip({ entity, state, start }: StateChipProps) {
  const film = useStress((stress) => stress.film.value);
  const shown = useStress((stress) => stress.shown);
  const hour = film && shown ? stateSince(film, shown, entity) : null;
  const since = hour === null ? '' : ` since ${momentText(hour, start)}`;
  const tone = state === 'failed' ? 'down' : state;
  return (
    <span className={`${inspector.chip} ${styles.chip}`} data-state={tone} data-number>
      {state === 'up' && hour !== null ? 'Back' : STATE_WORDS[state]}
      {since}
    </span>
  );
}

interface StepsProps extends StressedEntityProps {
  readonly start: string | null;
}

/** "Down since 06:48", "Down 06:48 to 09:40", "Back at 09:40". */
function StepTime({ step, start }: { readonly step: TimelineStep; readonly start: string | null }) {
  const film = useStress((stress) => stress.film.value);
  const shown = useStress((stress) => stress.shown);
  const from = momentText(step.hour, start);
  const until = film && shown ? changedAgain(film, shown.frame, step.entity, step.hour) : null;
  if (step.level >= 1) return `${turnText(step.level)} at ${from}`;
  return until === null
    ? `${turnText(step.level)} since ${from}`
    : `${turnText(step.level)} ${from} to ${momentText(until, start)}`;
}

/** The chain of a fall, or of a late return, or when it falls if it has not yet. */
function Steps({ view, entity, start }: StepsProps) {
  const app = useApp();
  const steps = useStress((stress) => stress.steps);
  const result = useStress((stress) => stress.film.value?.result);
  const row = useStress((stress) => stress.shown?.frame.row[entity] ?? -1);
  const last = steps.at(-1);
  if (row < 0 || last?.entity !== entity) {
    const next = result?.entity.indexOf(entity) ?? -1;
    if (row >= 0 || !result) return null;
    return (
      <p className={styles.spared}>
        {next < 0
          ? 'This outage does not reach it.'
          : `Not reached yet: it falls at ${hourText(result.time[next]!, start)}.`}
      </p>
    );
  }
  return (
    <div className={why.why}>
      <h3>{last.level >= 1 ? 'Why it is back only now' : 'Why, from the first failure up'}</h3>
      <ol className={why.chain}>
        {steps.map((step, i) => (
          <li key={`${step.entity} ${step.hour}`}>
            <span className={why.number} aria-hidden="true">
              {i + 1}
            </span>
            <button
              type="button"
              className={why.name}
              onClick={() => app.select(view.id[step.entity] ?? null)}
            >
              {view.name[step.entity]}
            </button>
            <span className={why.state} data-state={stateOf(step.level)} data-number>
              <StepTime step={step} start={start} />
            </span>
            <p className={why.words}>{stepText(step, steps, start)}</p>
          </li>
        ))}
      </ol>
      <How title="The chain of causes">
        <p>
          Each step names the requirement that took the entity down, or that it waited for before it could
          come back, and the supplier that decided it. The chain is followed back to what was made to fail, or
          to its repair.
        </p>
      </How>
    </div>
  );
}

function Evidence({ view, entity }: StressedEntityProps) {
  const inspection = useResults((results) =>
    results.inspection?.entity === entity ? results.inspection : null,
  );
  const frame = useStress((stress) => stress.shown?.frame);
  if (!inspection) return null;
  const stateNow = (v: number) => (frame ? stateInFrame(frame, v) : 'up');
  return (
    <details className={styles.evidence}>
      <summary>How this is known: evidence for its dependencies</summary>
      <EvidenceList
        view={view}
        title="Suppliers below"
        empty="It needs no other entity."
        rows={inspection.suppliers}
        note={`Needs ${counted(inspection.reachDown, 'entity', 'entities')} in all, directly or not`}
        stateNow={stateNow}
      />
      <EvidenceList
        view={view}
        title="Dependents above"
        empty="No other entity needs it."
        rows={inspection.dependents}
        note={`${counted(inspection.reachUp, 'entity needs', 'entities need')} it, directly or not`}
        stateNow={stateNow}
      />
      {inspection.source !== '' && (
        <p className={inspector.source}>
          About the entity: <SourceNote source={inspection.source} asOf={inspection.asOf} />
        </p>
      )}
    </details>
  );
}
