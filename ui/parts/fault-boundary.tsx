/** A fault in drawing the page: told in words, with a way on, in place of a white page. */
import { Component, type ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './fault-boundary.module.css';

interface FaultBoundaryProps {
  readonly children: ReactNode;
}

interface FaultState {
  readonly fault: string | null;
}

/** Catches faults below it. */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultState> {
  override state: FaultState = { fault: null };

  static getDerivedStateFromError(fault: unknown): FaultState {
    return { fault: fault instanceof Error ? fault.message : String(fault) };
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children;
    return (
      <main className={styles.fault}>
        <h1>The page could not be drawn</h1>
        <p>
          This is a fault in Linchpin, not in your data: {this.state.fault}. What you chose is kept in the
          address and in this browser. Load the page again to go on.
        </p>
        <Button look="primary" onClick={() => location.reload()}>
          Load the page again
        </Button>
      </main>
    );
  }
}
