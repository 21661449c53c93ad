/** The right side of the stress page: why, who falls when, what was reported, what else could be worse. */
import { useState } from 'react';
import { Tabs } from '../../parts/tabs.tsx';
import { useDataset, useSession } from '../../parts/use-app.tsx';
import type { SystemView } from '../../store/types.ts';
import { Comparison } from './comparison.tsx';
import { Course } from './course.tsx';
import { OutageSummary } from './outage-summary.tsx';
import { Reported } from './reported.tsx';
import styles from './stress-panel.module.css';
import { StressedEntity } from './stressed-entity.tsx';
import { WorstCases } from './worst-cases.tsx';

type Tab = 'course' | 'reported' | 'compare' | 'worst';

const COURSE = { value: 'course', label: 'Who falls' } as const;
const REPORTED = { value: 'reported', label: 'Reported' } as const;
const OTHERS = [
  { value: 'compare', label: 'Compare' },
  { value: 'worst', label: 'Worst cases' },
] as const;

/** What stands in the panel. */
export function StressPanel({ view }: { readonly view: SystemView }) {
  const selected = useSession((session) => session.selected);
  const entity = useDataset((dataset) => dataset.indexOf.get(selected ?? ''));
  const isReal = useSession((session) => session.stress.incident !== '');
  const [wanted, setTab] = useState<Tab>('course');
  const tab = wanted === 'reported' && !isReal ? 'course' : wanted;
  return (
    <>
      {entity === undefined ? (
        <OutageSummary view={view} />
      ) : (
        <StressedEntity key={entity} view={view} entity={entity} />
      )}
      <div className={styles.views}>
        <Tabs<Tab>
          label="Views of the outage"
          value={tab}
          options={isReal ? [COURSE, REPORTED, ...OTHERS] : [COURSE, ...OTHERS]}
          onChange={setTab}
        >
          {tab === 'course' && <Course view={view} />}
          {tab === 'reported' && <Reported view={view} />}
          {tab === 'compare' && <Comparison view={view} />}
          {tab === 'worst' && (
            <div className={styles.scroll}>
              <WorstCases view={view} />
            </div>
          )}
        </Tabs>
      </div>
    </>
  );
}
