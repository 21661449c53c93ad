/** What simulated years say, panel by panel. */
import { memo } from 'react';
import { useRisk, useRiskBeside } from '../../parts/use-app.tsx';
import type { LossScale } from '../../store/loss-scale.ts';
import type { RiskResult, SystemView } from '../../store/types.ts';
import { ConvergencePanel } from './convergence-panel.tsx';
import { DriversPanel } from './drivers-panel.tsx';
import { ExceedancePanel } from './exceedance-panel.tsx';
import { NaturePanel } from './nature-panel.tsx';
import { RiskAssumptions } from './risk-assumptions.tsx';
import styles from './risk-page.module.css';
import { RolesPanel } from './roles-panel.tsx';
import { WorstEventsPanel } from './worst-events-panel.tsx';

interface YearPanelsProps {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
  readonly scale: LossScale;
  readonly result: RiskResult;
}

/** The grid of panels; those without a loss have nothing to show. */
export const YearPanels = memo(function YearPanels({ view, weight, scale, result }: YearPanelsProps) {
  const target = useRisk((risk) => risk.run.target);
  const tail = useRiskBeside('tail').tail.value;
  const { estimates } = useRiskBeside('firming');
  const shares = { view, result, tail };
  if (result.averageAnnualLoss === 0) return <RiskAssumptions view={view} result={result} />;
  return (
    <div className={styles.grid}>
      <ExceedancePanel view={view} result={result} scale={scale} />
      <DriversPanel {...shares} />
      <NaturePanel {...shares} />
      <ConvergencePanel result={result} estimates={estimates} target={target} scale={scale} />
      <WorstEventsPanel view={view} result={result} weight={weight} />
      <RolesPanel {...shares} />
      <div className={styles.whole}>
        <RiskAssumptions view={view} result={result} />
      </div>
    </div>
  );
});
