/** Below the header: the question, by what it is weighed, how many years, and what can be done with the scenarios. */
import { Menu } from '@mantine/core';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useApp, useSession } from '../../parts/use-app.tsx';
import { toCsv } from '../../store/csv.ts';
import { fileName } from '../../store/file-name.ts';
import type { PolicyAnswer } from '../../store/policy.ts';
import { MOST_POLICY_YEARS, MOST_SCENARIOS } from '../../store/policy-choice.ts';
import { policyJson, policyRows } from '../../store/policy-file.ts';
import type { SystemView } from '../../store/types.ts';
import { titleOf } from '../../store/words.ts';
import { YearsField } from '../risk-page/years-field.tsx';
import styles from './policy-page.module.css';

interface PolicyBarProps {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
  /** The answer to what is asked now; nothing to export without. */
  readonly answer: PolicyAnswer | null;
  readonly onPrint: () => void;
}

/** The bar. */
export function PolicyBar({ view, weight, answer, onPrint }: PolicyBarProps) {
  const app = useApp();
  const { years, seed, scenarios } = useSession((session) => session.policy);
  const { column = '', description = '' } = view.weights[weight] ?? {};
  return (
    <div className={styles.bar}>
      <div className={styles.finding}>
        <h1 className={styles.title}>Which measure helps most?</h1>
        <span className={styles.dataset}>{titleOf(view)}</span>
      </div>
      <span className={styles.space} />
      <div className={styles.tools}>
        <Choice
          label="Weight"
          value={column}
          options={view.weights.map((each) => ({ value: each.column, label: each.label }))}
          onChange={app.setWeight}
          title={description}
        />
        <YearsField years={years} seed={seed} most={MOST_POLICY_YEARS} onChange={app.setPolicyYears} />
        <Button disabled={scenarios.length >= MOST_SCENARIOS} onClick={app.addScenario}>
          Add scenario
        </Button>
        <PageMenu view={view} answer={answer} onPrint={onPrint} />
      </div>
    </div>
  );
}

function PageMenu({ view, answer, onPrint }: Omit<PolicyBarProps, 'weight'>) {
  const app = useApp();
  const save = async (kind: 'csv' | 'json') => {
    if (!answer) return;
    const { years, seed } = answer.result;
    const stem = fileName(`policy ${titleOf(view)} ${years} years seed ${seed}`);
    const { saveFile } = await import('../../store/download.ts');
    const file = { view, answer };
    if (kind === 'csv') saveFile(`${stem}.csv`, toCsv(policyRows(file)), 'text/csv');
    else saveFile(`${stem}.json`, policyJson(file), 'application/json');
  };
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button>
            <Icon name="download" />
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!answer} onClick={() => void save('csv')}>
            Numbers as CSV
          </Menu.Item>
          <Menu.Item disabled={!answer} onClick={() => void save('json')}>
            Everything as JSON
          </Menu.Item>
          <Menu.Item onClick={onPrint}>Print or save as PDF</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        look="plain"
        onClick={app.startPolicyAgain}
        title="Back to the scenarios that the page begins with"
      >
        Start again
      </Button>
    </>
  );
}
