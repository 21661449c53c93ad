/** The policy page: which measure helps most, by how much, how sure that is, and what it does not fix. */
import { useDeferredValue, useEffect, useMemo } from 'react';
import { Failure, LoadingBar } from '../../parts/loading.tsx';
import { useApp, useDataset, usePolicy, useSession } from '../../parts/use-app.tsx';
import { lossScale } from '../../store/loss-scale.ts';
import { largestOf } from '../../store/policy-roles.ts';
import { policyRestText, policySentence } from '../../store/policy-words.ts';
import { weightIndex } from '../../store/results.ts';
import type { SystemView } from '../../store/types.ts';
import { usePaper } from '../risk-page/use-paper.ts';
import { Answer } from './answer.tsx';
import { AttributionPanel } from './attribution-panel.tsx';
import { BudgetPanel } from './budget-panel.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import { DifferencePanel } from './difference-panel.tsx';
import { FlipsPanel } from './flips-panel.tsx';
import { PolicyAssumptions } from './policy-assumptions.tsx';
import { PolicyBar } from './policy-bar.tsx';
import styles from './policy-page.module.css';
import { RunStrip } from './run-strip.tsx';
import { BaselineCard, ScenarioCard } from './scenario-card.tsx';
import { BandsPanel, ScreeningPanel } from './sureness-panel.tsx';

/** The fifth page. */
export function PolicyPage() {
  const view = useDataset((dataset) => dataset.view);
  const failure = useDataset((dataset) => dataset.failure);
  const [isPaper, printPage] = usePaper();
  return (
    <main tabIndex={-1} className={styles.page} data-paper={isPaper ? '' : undefined}>
      <LoadingBar />
      {failure && <Failure />}
      {view && <Content view={view} onPrint={printPage} />}
      {!view && !failure && (
        <div className={styles.bar}>
          <h1 className={styles.title}>Policy</h1>
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
  const scenarioCount = useSession((session) => session.policy.scenarios.length);
  const latest = usePolicy((policy) => policy.answer);
  const isOld = usePolicy((policy) => policy.isOld);
  // deferred, so that drawing the page is cut into short tasks
  const deferred = useDeferredValue(latest, null);
  const answer = latest && deferred;
  const weight = weightIndex(view, column);
  const scale = useMemo(
    () => lossScale(view, { weight, unit: 'each', largest: answer ? largestOf(answer) : undefined }),
    [view, weight, answer],
  );
  const sentence = useMemo(() => answer && policySentence(answer), [answer]);
  const isSummedUp = usePolicy(
    ({ run, answer: known }) =>
      !run.isRunning && run.done > 0 && known !== null && known.result.years === run.done,
  );
  const isDrawn = isSummedUp && !isOld && answer === latest;
  useEffect(() => {
    if (!isDrawn || !sentence) return;
    const { done, target } = app.policy.getState().run;
    app.announce(policyRestText(done, target, sentence));
  }, [app, isDrawn, sentence]);
  return (
    <>
      <PolicyBar view={view} weight={weight} answer={isOld ? null : answer} onPrint={onPrint} />
      <RunStrip />
      <div className={styles.content} aria-busy={!isDrawn} data-answered={isDrawn}>
        <section
          className={styles.cards}
          aria-label="Scenarios"
          style={{ '--count': scenarioCount + 1 } as React.CSSProperties}
        >
          <BaselineCard view={view} />
          {Array.from({ length: scenarioCount }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a scenario is its place
            <ScenarioCard key={i} scenario={i + 1} />
          ))}
        </section>
        <Answer sentence={sentence} isOld={isOld} />
        {answer ? (
          <div className={styles.grid} data-old={isOld ? '' : undefined}>
            <ComparisonTable view={view} weight={weight} scale={scale} answer={answer} />
            <DifferencePanel view={view} answer={answer} />
            <AttributionPanel answer={answer} isReady={isDrawn} />
            <FlipsPanel isReady={isDrawn} scale={scale} />
            <BandsPanel isReady={isDrawn} scale={scale} />
            <ScreeningPanel isReady={isDrawn} scale={scale} />
            <BudgetPanel answer={answer} isReady={isDrawn} />
            <div className={styles.whole}>
              <PolicyAssumptions view={view} answer={answer} />
            </div>
          </div>
        ) : (
          <Skeleton />
        )}
      </div>
    </>
  );
}

/** Where the numbers will stand. */
function Skeleton() {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      <div />
      <div />
    </div>
  );
}
