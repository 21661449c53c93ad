/** "How is this computed": formula, population, weight and assumptions beside a number. */
import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import { HowButton } from './button.tsx';
import styles from './how.module.css';

interface HowProps {
  readonly label?: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
}

/** A dotted link that opens an explanation. */
export function How({ label = 'How is this computed', title, children }: HowProps) {
  return (
    <Popover width={340} position="bottom-end" shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <HowButton>{label}</HowButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what may scroll must be reachable by key */}
        <div className={styles.how} tabIndex={0}>
          <h3>{title}</h3>
          {children}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
