/** In which role the loss is handed on, from what fails first to who depends on it. */
import { useState } from 'react';
import { Chart } from '../../charts/chart.tsx';
import { DotRows } from '../../charts/dot-rows.tsx';
import { percentAxis } from '../../charts/percent-ticks.ts';
import { Button } from '../../parts/button.tsx';
import { type RoleRow, roleRows } from '../../store/driver-rows.ts';
import { TOO_FEW_YEARS } from '../../store/risk-words.ts';
import { counted, countText, vocabularyText } from '../../store/words.ts';
import { type SharesProps, shareMarks, sharesText } from './drivers-panel.tsx';
import styles from './panels.module.css';

const SHOWN = 8;

/** The chart of roles. */
export function RolesPanel({ result, tail }: SharesProps) {
  const [isAll, setAll] = useState(false);
  const all = roleRows(result, tail).filter(({ average, worst = 0 }) => average > 0 || worst > 0);
  const shown = isAll ? all : all.slice(0, SHOWN);
  const hasWorst = all.some(({ worst }) => worst !== undefined);
  if (all.length === 0) return null;
  return (
    <Chart
      title="By supplier role"
      subtitle={`Share of the loss by the role in which what fails first is depended on, %, over ${counted(result.years, 'year', 'years')}. Dot: average.${hasWorst ? ' Bar: worst 1\u00a0% of years' : ''}`}
      how={
        <>
          <code>weight × hours lost by a first dependency in the role ÷ all weight × hours lost</code>
          <p>
            The first of the dependencies between what failed and who lost service gives the role; what the
            failed lost themselves stands by itself. So the shares add up.
          </p>
        </>
      }
      table={() => ({
        columns: [
          { title: 'Role', unit: 'text' },
          { title: 'Average', unit: 'share' },
          { title: 'Standard error', unit: 'share' },
          { title: 'Worst 1 %', unit: 'share' },
        ],
        missing: TOO_FEW_YEARS,
        rows: all.map((row) => [
          nameOf(row),
          row.average,
          row.standardError ?? Number.NaN,
          row.worst ?? Number.NaN,
        ]),
      })}
      notes={[]}
    >
      {(width) => (
        <>
          <DotRows
            rows={shown.map((row, i) => ({
              key: i,
              layer: null,
              name: nameOf(row),
              ...shareMarks(row),
              label: `${nameOf(row)}: ${sharesText(row)}`,
            }))}
            width={width}
            label="Supplier roles, the largest share first"
            endTitles={hasWorst ? ['average', 'worst'] : ['average']}
            axis={percentAxis}
          />
          {!isAll && all.length > SHOWN && (
            <Button small className={styles.more} onClick={() => setAll(true)}>
              Show all {countText(all.length)}
            </Button>
          )}
        </>
      )}
    </Chart>
  );
}

function nameOf({ role }: RoleRow): string {
  return role === '' ? 'Lost by the failed' : vocabularyText(role);
}
