/** Rare years in words and numbers: what they reach, and what they lose on average beyond. */
import type { LossScale } from '../../store/loss-scale.ts';
import { lossText } from '../../store/risk-words.ts';
import type { RiskResult } from '../../store/types.ts';
import { countText } from '../../store/words.ts';
import styles from './tail-words.module.css';

interface TailWordsProps {
  readonly result: RiskResult;
  readonly scale: LossScale;
}

/** A row for each level that is a number, and why there are no more. */
export function TailWords({ result, scale }: TailWordsProps) {
  const { valueAtRisk, tailValueAtRisk, withheld } = result;
  const [next] = withheld;
  return (
    <div className={styles.words}>
      {valueAtRisk.length > 0 && (
        <ul>
          {valueAtRisk.map((point, i) => {
            const beyond = tailValueAtRisk[i];
            return (
              <li key={point.level}>
                One year in {countText(point.returnPeriod)} loses <b>{lossText(point, scale)}</b> or more
                {beyond && (
                  <>
                    ; such years <b>{lossText(beyond, scale)}</b> on average
                  </>
                )}
                .
              </li>
            );
          })}
        </ul>
      )}
      {next && <p>{next.reason}</p>}
    </div>
  );
}
