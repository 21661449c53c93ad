/** The measures to add to a scenario, in groups, each with what it does; or one from a file. */
import { Menu } from '@mantine/core';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { pickFiles } from '../../parts/pick-files.ts';
import { useApp, usePolicy } from '../../parts/use-app.tsx';
import { groupedPresets } from '../../store/policy-library.ts';
import styles from './add-measure.module.css';

interface AddMeasureProps {
  /** Scenarios are counted from A as 0. */
  readonly scenario: number;
  readonly letter: string;
}

/** What the button says of A, and of others. */
const WORDS = { given: 'Assume in all', own: 'Add a measure' } as const;

/** The button with its menu. */
export function AddMeasure({ scenario, letter }: AddMeasureProps) {
  const app = useApp();
  const presets = usePolicy((policy) => policy.library.presets);
  const fromFile = async () => {
    for (const file of await pickFiles('.json')) await app.addMeasureFile(scenario, file);
  };
  return (
    <Menu
      width="min(380px, 92vw)"
      position="bottom-start"
      shadow="md"
      withinPortal
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button
          small
          look="plain"
          className={styles.add}
          aria-label={scenario === 0 ? 'Assume in all scenarios' : `Add a measure to ${letter}`}
        >
          <Icon name="plus" />
          {scenario === 0 ? WORDS.given : WORDS.own}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.list}>
        {groupedPresets(presets, scenario === 0).map((group) => [
          <Menu.Label key={group.title}>{group.title}</Menu.Label>,
          ...group.presets.map(({ id, title, explanation }) => (
            <Menu.Item key={id} onClick={() => app.addMeasure(scenario, { id, values: {}, file: '' })}>
              <b>{title}</b>
              <span className={styles.explanation}>{explanation}</span>
            </Menu.Item>
          )),
        ])}
        <Menu.Divider />
        <Menu.Item onClick={() => void fromFile()}>
          <b>From a file</b>
          <span className={styles.explanation}>A scenario or a measure as JSON, such as one saved here.</span>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
