/** The ranking as a table; a row lets its case happen. */

import { durationText } from '../../store/time-words.ts';
import type { SystemView, WorstCase } from '../../store/types.ts';
import { amountText, countText } from '../../store/words.ts';
import styles from './worst-cases.module.css';

interface WorstTableProps {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
  readonly cases: readonly WorstCase[];
  readonly size: 1 | 2;
  readonly onChoose: (chosen: WorstCase) => void;
}

/** All cases of one list. */
export function WorstTable({ view, weight, cases, size, onChoose }: WorstTableProps) {
  const unit = view.weights[weight]?.unit ?? '';
  return (
    <table className={styles.table}>
      <caption>
        Loss{size === 2 && ' and surprise'} in {unit === '' || unit === '1' ? 'hours' : `${unit} × hours`}.
        Choose one to see it happen.
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <abbr title="Rank">#</abbr>
          </th>
          <th scope="col">Loss</th>
          {size === 2 && <th scope="col">Surprise</th>}
          <th scope="col">Last back</th>
          <th scope="col">Hit</th>
        </tr>
      </thead>
      {cases.map((each, i) => (
        <tbody key={`${each.first} ${each.second}`}>
          <tr>
            <td rowSpan={2}>{i + 1}</td>
            <th scope="rowgroup" colSpan={size === 2 ? 4 : 3}>
              <button type="button" onClick={() => onChoose(each)}>
                {view.name[each.first]}
                {each.second >= 0 && ` + ${view.name[each.second]}`}
              </button>
            </th>
          </tr>
          <tr>
            <td>{amountText(each.weightHours)}</td>
            {size === 2 && <td>{amountText(each.surprise)}</td>}
            <td>{Number.isFinite(each.backHour) ? durationText(each.backHour) : 'never'}</td>
            <td>{countText(each.affected)}</td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}
