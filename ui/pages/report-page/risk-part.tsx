/** The simulated years of the Risk page: how bad a year can get, and who drives it. */
import { useDeferredValue, useMemo } from 'react';
import { useApp, useRisk, useRiskBeside, useSession } from '../../parts/use-app.tsx';
import { lossScale } from '../../store/loss-scale.ts';
import { soFarText } from '../../store/report-words.ts';
import { largestLoss, leftText, riskFinding, waitingText } from '../../store/risk-words.ts';
import type { SystemView } from '../../store/types.ts';
import { DriversPanel } from '../risk-page/drivers-panel.tsx';
import { ExceedancePanel } from '../risk-page/exceedance-panel.tsx';
import { Part } from './part.tsx';

interface RiskPartProps {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
}

/** The part. */
export function RiskPart({ view, weight }: RiskPartProps) {
  const app = useApp();
  const { unit } = useSession((session) => session.risk);
  const latest = useRisk((risk) => risk.result);
  // deferred, so that drawing the page is cut into short tasks
  const deferred = useDeferredValue(latest, null);
  const result = latest && deferred;
  const run = useRisk((risk) => risk.run);
  const tail = useRiskBeside('tail').tail.value;
  const largest = result ? largestLoss(result) : undefined;
  const scale = useMemo(() => lossScale(view, { weight, unit, largest }), [view, weight, unit, largest]);
  const finding = result ? riskFinding(result, scale) : null;
  const soFar = soFarText(run);
  const isEnded = !run.isRunning && soFar !== '';
  return (
    <Part
      part="risk"
      answer={finding?.title ?? ''}
      detail={finding ? `${finding.detail}${soFar === '' ? '' : ` Simulated: ${soFar}.`}` : waitingText(run)}
      progress={run.isRunning ? { step: leftText(run), fraction: run.done / Math.max(1, run.target) } : null}
      work={soFar === '' ? 'Summing up' : soFar}
      onCancel={app.stopYears}
      failure={isEnded ? run.failure || 'The years were stopped.' : ''}
      onAgain={app.goOnWithYears}
    >
      {result && result.averageAnnualLoss > 0 && (
        <>
          <ExceedancePanel view={view} result={result} scale={scale} />
          <DriversPanel view={view} result={result} tail={tail} />
        </>
      )}
    </Part>
  );
}
