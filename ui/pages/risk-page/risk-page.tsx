/** The risk page: how bad can a year get, who drives it, by what nature, and how sure that is. */
import { useDeferredValue, useEffect, useMemo } from 'react';
import { Failure, LoadingBar } from '../../parts/loading.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useApp, useDataset, useRisk, useSession } from '../../parts/use-app.tsx';
import { lossScale } from '../../store/loss-scale.ts';
import { weightIndex } from '../../store/results.ts';
import { RISK_PARTS, type RiskChoice } from '../../store/risk-choice.ts';
import { largestLoss, restText, riskFinding, waitingText } from '../../store/risk-words.ts';
import type { SystemView } from '../../store/types.ts';
import { MomentSection } from './moment-section.tsx';
import { RiskChoices } from './risk-choices.tsx';
import { RiskExport } from './risk-export.tsx';
import styles from './risk-page.module.css';
import { SensitivitySection } from './sensitivity-section.tsx';
import { usePaper } from './use-paper.ts';
import { YearPanels } from './year-panels.tsx';
import { YearsCard } from './years-card.tsx';

const PART_LABELS: Readonly<Record<RiskChoice['part'], string>> = {
  year: 'A year',
  moment: 'A random moment',
  sure: 'How sure',
};

/** The fourth page. */
export function RiskPage() {
  const view = useDataset((dataset) => dataset.view);
  const failure = useDataset((dataset) => dataset.failure);
  const [isPaper, printPage] = usePaper();
  return (
    <main tabIndex={-1} className={styles.page} data-paper={isPaper ? '' : undefined}>
      <LoadingBar />
      {failure && <Failure />}
      {view && <Content view={view} onPrint={printPage} />}
      {!view && !failure && (
        <div className={styles.content}>
          <h1 className={styles.title}>Risk</h1>
        </div>
      )}
    </main>
  );
}

interface ContentProps {
  readonly view: SystemView;
  readonly onPrint: () => void;
}

function Content({ view, onPrint }: ContentProps) {
  const app = useApp();
  const column = useSession((session) => session.weight);
  const { unit, part } = useSession((session) => session.risk);
  const latest = useRisk((risk) => risk.result);
  // deferred, so that drawing the page is cut into short tasks
  const deferred = useDeferredValue(latest, null);
  const result = latest && deferred;
  const weight = weightIndex(view, column);
  const largest = result ? largestLoss(result) : undefined;
  // the same while nothing of it changes, so that years that come in draw nothing anew but their count
  const scale = useMemo(() => lossScale(view, { weight, unit, largest }), [view, weight, unit, largest]);
  const finding = result ? riskFinding(result, scale) : null;
  const isSummedUp = useRisk(
    ({ run, result: known }) => !run.isRunning && known !== null && known.years === run.done,
  );
  const isDrawn = isSummedUp && result === latest;
  const title = finding?.title ?? '';
  const waiting = useRisk(({ run }) => waitingText(run));
  useEffect(() => {
    if (isDrawn) app.announce(restText(app.risk.getState().run, title));
  }, [app, isDrawn, title]);
  return (
    <div className={styles.content} aria-busy={!isDrawn} data-answered={isDrawn}>
      <div className={styles.lead}>
        <div>
          <h1 className={styles.title}>{finding?.title ?? 'How bad can a year get?'}</h1>
          <p className={styles.detail}>{finding?.detail ?? waiting}</p>
        </div>
        {result && <RiskExport view={view} result={result} onPrint={onPrint} />}
      </div>
      <div className={styles.bar}>
        <Segments<RiskChoice['part']>
          tall
          label="Part of the page"
          value={part}
          options={RISK_PARTS.map((value) => ({ value, label: PART_LABELS[value] }))}
          onChange={(next) => app.setRisk({ part: next })}
        />
        <RiskChoices view={view} weight={weight} />
      </div>
      {part === 'year' && <YearsCard result={result} scale={scale} />}
      {part === 'year' &&
        (result ? <YearPanels view={view} weight={weight} scale={scale} result={result} /> : <Skeleton />)}
      {part === 'moment' && <MomentSection view={view} weight={weight} />}
      {part === 'sure' && <SensitivitySection view={view} scale={scale} />}
    </div>
  );
}

/** Where the numbers will stand. */
function Skeleton() {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      <div />
      <div />
      <div />
      <div />
    </div>
  );
}
