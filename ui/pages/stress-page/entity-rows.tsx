/** A list of entities with a time each, at any length; a row selects its entity. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { Mark } from '../../parts/mark.tsx';
import type { MarkState } from '../../parts/marks.ts';
import { useApp, useSession } from '../../parts/use-app.tsx';
import type { SystemView } from '../../store/types.ts';
import styles from './entity-rows.module.css';

const ROW_HEIGHT = 42;

const STATE_WORDS: Readonly<Record<MarkState, string>> = {
  up: 'up',
  degraded: 'degraded',
  down: 'down',
  failed: 'down',
  recovering: 'recovering',
};

export interface RowShown {
  readonly entity: number;
  readonly state: MarkState;
  readonly time: string;
  /** What the last column says. */
  readonly note: string;
  /** What became of it since, in words, or empty. */
  readonly fate: string;
  /** Whether it happened at the very moment of the clock. */
  readonly isNow: boolean;
}

interface EntityRowsProps {
  readonly view: SystemView;
  readonly label: string;
  readonly timeTitle: string;
  readonly columns: readonly [string, string];
  readonly count: number;
  readonly rowAt: (i: number) => RowShown;
  /** The row to keep in sight while the film runs, or -1. */
  readonly newest: number;
  readonly empty: string;
  /** What stands above the list. */
  readonly children: ReactNode;
}

/** The list below its heading. */
export function EntityRows({
  view,
  label,
  timeTitle,
  columns,
  count,
  rowAt,
  newest,
  empty,
  children,
}: EntityRowsProps) {
  const app = useApp();
  const selected = useSession((session) => session.selected);
  const region = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => region.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  useEffect(() => {
    const isRead = region.current?.matches(':hover, :focus-within') ?? true;
    if (newest >= 0 && !isRead && app.clock.store.getState().isPlaying) rows.scrollToIndex(newest);
  }, [app, newest, rows]);
  return (
    <div className={styles.list}>
      <div className={styles.choice}>{children}</div>
      {count === 0 ? (
        <p className={styles.empty}>{empty}</p>
      ) : (
        <p className={styles.head} aria-hidden="true">
          <span>{timeTitle}</span>
          <span />
          <span>{`${columns[0]}, ${columns[1].toLowerCase()}`}</span>
        </p>
      )}
      <section ref={region} className={styles.region} aria-label={label} hidden={count === 0}>
        <ol className={styles.rows} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const { entity, state, time, note, fate, isNow } = rowAt(item.index);
            const name = view.name[entity] ?? '';
            const id = view.id[entity] ?? '';
            const told = fate || (state === 'up' ? '' : STATE_WORDS[state]);
            return (
              <li
                key={item.key}
                aria-setsize={count}
                aria-posinset={item.index + 1}
                className={styles.place}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <button
                  type="button"
                  className={styles.row}
                  aria-pressed={id === selected}
                  aria-current={isNow ? 'time' : undefined}
                  aria-label={`${name}, ${timeTitle} ${time}, ${columns[1].toLowerCase()} ${note}${told === '' ? '' : `, ${told}`}`}
                  onClick={() => app.select(id)}
                >
                  <span data-number>{time}</span>
                  <Mark layer={view.layers[view.layer[entity]!] ?? ''} state={state} size={14} />
                  <span className={styles.name} title={fate === '' ? name : `${name}, ${fate}`}>
                    {name}
                  </span>
                  <span className={styles.note} title={note}>
                    {fate === '' ? note : `${note}; ${fate}`}
                  </span>
                </button>
              </li>
            );
          })}
        </ol>
      </section>
    </div>
  );
}
