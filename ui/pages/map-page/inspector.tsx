/** One entity: its state and why, what its failure would do, and who it needs and is needed by. */

import { Button, IconButton } from '../../parts/button.tsx';
import { How } from '../../parts/how.tsx';
import { Mark } from '../../parts/mark.tsx';
import { useApp, useResults, useSession } from '../../parts/use-app.tsx';
import { weightIndex } from '../../store/results.ts';
import type { CascadeResult, Inspection, SystemView } from '../../store/types.ts';
import { weightText } from '../../store/weight-text.ts';
import {
  counted,
  countText,
  levelText,
  shareText,
  stateIn,
  stateOf,
  titleOf,
  vocabularyText,
} from '../../store/words.ts';
import { EvidenceList } from './evidence-list.tsx';
import styles from './inspector.module.css';
import { SourceNote } from './source-note.tsx';
import { Why } from './why.tsx';

interface InspectorProps {
  readonly view: SystemView;
  readonly entity: number;
}

/** The inspector of the selected entity. */
export function Inspector({ view, entity }: InspectorProps) {
  const app = useApp();
  const cascade = useResults((results) => results.cascade);
  const inspection = useResults((results) =>
    results.inspection?.entity === entity ? results.inspection : null,
  );
  const id = view.id[entity] ?? '';
  const isFailed = useSession((session) => session.failed.includes(id));
  return (
    <section className={styles.inspector} aria-labelledby="inspected">
      <div className={styles.head}>
        <Mark layer={view.layers[view.layer[entity]!] ?? ''} state={stateIn(cascade, entity)} />
        <h2 id="inspected">{view.name[entity]}</h2>
        <StateChip cascade={cascade} entity={entity} isFailed={isFailed} />
        <span className={styles.space} />
        <IconButton icon="close" label="Close" onClick={() => app.select(null)} />
      </div>
      <Facts view={view} entity={entity} />
      <div className={styles.actions}>
        <Button look={isFailed ? 'outline' : 'primary'} onClick={() => app.toggleFailure(id)}>
          {isFailed ? 'Repair' : 'Make it fail'}
        </Button>
      </div>
      <Why view={view} />
      {inspection && <BlastRadius view={view} inspection={inspection} />}
      {inspection && (
        <>
          <EvidenceList
            key={`suppliers ${entity}`}
            view={view}
            title="Suppliers below"
            empty="It needs no other entity."
            rows={inspection.suppliers}
            note={`Needs ${counted(inspection.reachDown, 'entity', 'entities')} in all, directly or not`}
          />
          <EvidenceList
            key={`dependents ${entity}`}
            view={view}
            title="Dependents above"
            empty="No other entity needs it."
            rows={inspection.dependents}
            note={`${counted(inspection.reachUp, 'entity needs', 'entities need')} it, directly or not`}
          />
          {inspection.source !== '' && (
            <p className={styles.source}>
              About the entity: <SourceNote source={inspection.source} asOf={inspection.asOf} />
            </p>
          )}
        </>
      )}
    </section>
  );
}

interface StateChipProps {
  readonly cascade: CascadeResult | null;
  readonly entity: number;
  readonly isFailed: boolean;
}

function StateChip({ cascade, entity, isFailed }: StateChipProps) {
  const level = cascade?.level[entity] ?? 1;
  const state = stateOf(level);
  if (isFailed) {
    return (
      <span className={styles.chip} data-state="down">
        Made to fail
      </span>
    );
  }
  return (
    <span className={styles.chip} data-state={state}>
      {levelText(level)}
    </span>
  );
}

function Facts({ view, entity }: InspectorProps) {
  const app = useApp();
  const operator = view.operator[entity] ?? -1;
  const facts = [view.country[entity], view.sector[entity] && vocabularyText(view.sector[entity])].filter(
    Boolean,
  );
  return (
    <p className={styles.facts}>
      {vocabularyText(view.kinds[view.kind[entity]!] ?? '')}
      {operator >= 0 && (
        <>
          , run by{' '}
          <button
            type="button"
            className={styles.inline}
            onClick={() => app.select(view.id[operator] ?? null)}
          >
            {view.name[operator]}
          </button>
        </>
      )}
      {facts.length > 0 && `, ${facts.join(', ')}`}
    </p>
  );
}

function BlastRadius({ view, inspection }: { readonly view: SystemView; readonly inspection: Inspection }) {
  const column = useSession((session) => session.weight);
  const index = weightIndex(view, column);
  const weight = view.weights[index];
  const isDeadlocked = useResults((results) => results.deadlocks?.has(inspection.entity) ?? false);
  return (
    <div className={styles.block}>
      <div className={styles.blockHead}>
        <h3>Blast radius, if it alone fails</h3>
        <How title="Blast radius">
          <code>sum of weight × (1 − level of service), over all entities, with this one failed</code>
          <p>
            The level of service of an entity is the least that its requirements leave it, and a requirement
            delivers what its weakest needed alternative delivers. It is the state a running system settles
            in.
          </p>
          <p>
            Population: all {countText(view.entityCount)} entities of {titleOf(view)}. Weight: {weight?.label}
            {weight && weight.description !== '' ? `: ${weight.description}` : ''}. Total:{' '}
            {weightText(view, index, weight?.total ?? 0)}.
          </p>
          <p>
            Assumed: every alternative takes over at once and in full, nothing is repaired, and no dependency
            is missing from the data. What the data leave out makes the real figure larger.
          </p>
        </How>
      </div>
      <dl className={styles.figures}>
        <div>
          <dt>of {weight?.label.toLowerCase()}</dt>
          <dd>{shareText(inspection.blastShare)}</dd>
        </div>
        <div>
          <dt>down</dt>
          <dd>{weightText(view, index, inspection.blastWeight)}</dd>
        </div>
        <div>
          <dt>{inspection.blastCount === 1 ? 'entity falls' : 'entities fall'} too</dt>
          <dd>{countText(inspection.blastCount)}</dd>
        </div>
      </dl>
      {isDeadlocked && (
        <p className={styles.deadlock}>
          Restart deadlock: it runs today, but after a total stop it could not start again, because it needs
          something that itself needs it.
        </p>
      )}
    </div>
  );
}
