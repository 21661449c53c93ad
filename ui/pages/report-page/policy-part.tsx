/** The scenarios of the Policy page against one another. */
import { useDeferredValue, useMemo } from 'react';
import { useApp, usePolicy } from '../../parts/use-app.tsx';
import { lossScale } from '../../store/loss-scale.ts';
import { largestOf } from '../../store/policy-roles.ts';
import { plainSentence, policySentence } from '../../store/policy-words.ts';
import { soFarText } from '../../store/report-words.ts';
import { leftText } from '../../store/risk-words.ts';
import type { SystemView } from '../../store/types.ts';
import { ComparisonTable } from '../policy-page/comparison-table.tsx';
import { DifferencePanel } from '../policy-page/difference-panel.tsx';
import { Part } from './part.tsx';

interface PolicyPartProps {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
}

/** The part. */
export function PolicyPart({ view, weight }: PolicyPartProps) {
  const app = useApp();
  const run = usePolicy((policy) => policy.run);
  const latest = usePolicy((policy) => (policy.isOld ? null : policy.answer));
  const failure = usePolicy((policy) => policy.failure || policy.missing);
  // deferred, so that drawing the page is cut into short tasks
  const deferred = useDeferredValue(latest, null);
  const answer = latest && deferred;
  const scale = useMemo(
    () => lossScale(view, { weight, unit: 'each', largest: answer ? largestOf(answer) : undefined }),
    [view, weight, answer],
  );
  const sentence = useMemo(() => answer && policySentence(answer), [answer]);
  const soFar = soFarText(run);
  const isEnded = !run.isRunning && soFar !== '';
  return (
    <Part
      part="policy"
      answer={sentence ? plainSentence(sentence) : ''}
      detail={sentence ? `${sentence.small.join(' ')}${soFar === '' ? '' : ` Simulated: ${soFar}.`}` : ''}
      progress={run.isRunning ? { step: leftText(run), fraction: run.done / Math.max(1, run.target) } : null}
      work={soFar === '' ? 'Summing up' : `${soFar} in every scenario`}
      onCancel={app.stopComparing}
      failure={failure || (isEnded ? run.failure || 'The years were stopped.' : '')}
      onAgain={app.goOnComparing}
    >
      {answer && (
        <>
          <ComparisonTable view={view} weight={weight} scale={scale} answer={answer} />
          <DifferencePanel view={view} answer={answer} />
        </>
      )}
    </Part>
  );
}
