/** The right side of the page; a sheet with a handle on narrow screens. */
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { useSession } from '../../parts/use-app.tsx';
import styles from './panel.module.css';

interface PanelProps {
  readonly ref: Ref<HTMLElement>;
  readonly label: string;
  readonly children: ReactNode;
}

/** A place for what is known about the selected entity and about what falls. */
export function Panel({ ref, label, children }: PanelProps) {
  const [isTall, setTall] = useState(false);
  const selected = useSession((session) => session.selected);
  const body = useRef<HTMLDivElement>(null);
  // The sheet scrolls as one: whatever is selected stands at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that counts
  useEffect(() => {
    if (body.current) body.current.scrollTop = 0;
  }, [selected]);
  return (
    <aside ref={ref} className={styles.panel} aria-label={label} data-tall={isTall}>
      <button
        type="button"
        className={styles.handle}
        aria-expanded={isTall}
        aria-label={isTall ? 'Make the panel smaller' : 'Make the panel larger'}
        onClick={() => setTall(!isTall)}
      >
        <span className={styles.grip} />
      </button>
      <div ref={body} className={styles.body}>
        {children}
      </div>
    </aside>
  );
}
