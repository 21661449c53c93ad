/** What was made to fail, how much is down, and who falls, in the order of falling. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { HowButton } from '../../parts/button.tsx';
import { How } from '../../parts/how.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Mark } from '../../parts/mark.tsx';
import { useApp, useSession } from '../../parts/use-app.tsx';
import { suppliersBehind } from '../../store/because.ts';
import { weightIndex } from '../../store/results.ts';
import type { CascadeResult, SystemView } from '../../store/types.ts';
import { weightOfTotalText } from '../../store/weight-text.ts';
import { counted, countText, entityList, shareText, stateOf } from '../../store/words.ts';
import styles from './affected.module.css';

const ROW_HEIGHT = 42;

interface AffectedProps {
  readonly view: SystemView;
  readonly cascade: CascadeResult;
}

/** The result of the failures that were chosen. */
export function Affected({ view, cascade }: AffectedProps) {
  const app = useApp();
  const index = weightIndex(
    view,
    useSession((session) => session.weight),
  );
  const label = view.weights[index]?.label.toLowerCase() ?? 'weight';
  return (
    <section className={styles.affected} aria-label="What falls">
      <div className={styles.head}>
        <h2>
          {shareText(cascade.share)} of {label} is down
        </h2>
        <How label="How" title="Share of weight down">
          <code>sum of weight × (1 − level of service) ÷ sum of weight</code>
          <ul>
            {cascade.assumptions.map((assumption) => (
              <li key={assumption}>{assumption}</li>
            ))}
          </ul>
          <p>
            Over all {countText(view.entityCount)} entities, in the state that a running system settles in
            when these entities fail and nothing is repaired. Not a forecast: it holds for the dependencies in
            the data and no others.
          </p>
        </How>
      </div>
      <div className={styles.bar} aria-hidden="true">
        <progress max={1} value={cascade.share} />
      </div>
      <p className={styles.sum}>
        {weightOfTotalText(view, index, cascade)}; {countText(cascade.failed.length)} failed,{' '}
        {counted(cascade.fallen.length, 'falls', 'fall')} with {cascade.failed.length === 1 ? 'it' : 'them'}
      </p>
      <ul className={styles.failed} aria-label="Made to fail">
        {cascade.failed.map((entity) => (
          <li key={entity}>
            <button
              type="button"
              className={styles.chip}
              aria-label={`Repair ${view.name[entity]}`}
              onClick={() => app.toggleFailure(view.id[entity] ?? '')}
            >
              {view.name[entity]}
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
        <li>
          <HowButton onClick={app.clearFailures}>Repair all</HowButton>
        </li>
      </ul>
      {cascade.fallen.length > 0 && <FallenList view={view} cascade={cascade} />}
    </section>
  );
}

function FallenList({ view, cascade }: AffectedProps) {
  const app = useApp();
  const selected = useSession((session) => session.selected);
  const region = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: cascade.fallen.length,
    getScrollElement: () => region.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  return (
    <>
      <p className={styles.columns} aria-hidden="true">
        <span>Falls, because of</span>
        <span>Level of service</span>
      </p>
      <section ref={region} className={styles.region} aria-label="Fallen entities, in the order of falling">
        <ol className={styles.list} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const entity = cascade.fallen[item.index]!;
            const level = cascade.level[entity] ?? 1;
            const state = stateOf(level);
            const id = view.id[entity] ?? '';
            const because = entityList(view, suppliersBehind(view, cascade, item.index), 2);
            return (
              <li
                key={item.key}
                aria-setsize={cascade.fallen.length}
                aria-posinset={item.index + 1}
                className={styles.place}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <button
                  type="button"
                  className={styles.row}
                  aria-pressed={id === selected}
                  aria-label={`${view.name[entity]}, ${state === 'degraded' ? `degraded to ${shareText(level)}` : state}, because of ${because}`}
                  onClick={() => app.select(id)}
                >
                  <Mark layer={view.layers[view.layer[entity]!] ?? ''} state={state} size={14} />
                  <span className={styles.name} title={view.name[entity]}>
                    {view.name[entity]}
                  </span>
                  <span className={styles.level} data-state={state}>
                    {state === 'degraded' ? shareText(level) : 'Down'}
                  </span>
                  <span className={styles.because} title={because}>
                    {because}
                  </span>
                </button>
              </li>
            );
          })}
        </ol>
      </section>
    </>
  );
}
