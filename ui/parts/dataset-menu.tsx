/** Which dataset is open, and the way to another. */
import { Menu } from '@mantine/core';
import { BUILT_INS } from '../store/built-in.ts';
import { PROBLEM_OF } from '../store/kept/kept-words.ts';
import { counted, titleOf } from '../store/words.ts';
import styles from './dataset-menu.module.css';
import { Icon } from './icon.tsx';
import { pickFiles, TABLE_FILES } from './pick-files.ts';
import { useApp, useDataset, useKeeping } from './use-app.tsx';

/** The dataset chooser of the header. */
export function DatasetMenu() {
  const app = useApp();
  const key = useDataset((dataset) => dataset.key);
  const title = useDataset((dataset) =>
    dataset.view ? titleOf(dataset.view) : (dataset.loading?.title ?? 'No dataset'),
  );
  const isMarket = useDataset((dataset) => Boolean(dataset.view?.market));
  const hasSystem = useDataset((dataset) => dataset.view !== null);
  const problemCount = useDataset((dataset) => dataset.problems.length);
  const hasErrors = useDataset((dataset) => dataset.problems.some((problem) => problem.severity === 'error'));

  const isKept = useKeeping((keeping) => keeping.open !== null);
  const isAtRisk = useKeeping(({ status }) => status in PROBLEM_OF);

  const open = async () => {
    const files = await pickFiles(TABLE_FILES);
    if (files.length > 0) await app.openFiles(files);
  };
  return (
    <div className={styles.place}>
      <Menu position="bottom-start" width={250} shadow="md" withinPortal withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <button type="button" className={styles.button} aria-label={`Dataset: ${title}`} title={title}>
            <span className={styles.slash} aria-hidden="true">
              /
            </span>
            <span className={styles.title}>{title}</span>
            <Icon name="down" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Datasets that come with Linchpin</Menu.Label>
          {BUILT_INS.map((builtIn) => (
            <Menu.Item
              key={builtIn.key}
              leftSection={<Icon name={builtIn.key === key ? 'check' : 'file'} />}
              onClick={() => app.openDataset(builtIn.key)}
            >
              {builtIn.title}
            </Menu.Item>
          ))}
          <Menu.Item
            leftSection={<Icon name={isMarket ? 'check' : 'file'} />}
            onClick={() => app.page.setState({ marketOpen: 'choice' })}
          >
            Make a market…
          </Menu.Item>
          {isMarket && (
            <Menu.Item
              leftSection={<Icon name="help" />}
              onClick={() => app.page.setState({ marketOpen: 'report' })}
            >
              How well the market fits
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name={isKept ? 'check' : 'file'} />} onClick={app.showProjects}>
            Your projects…
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="file" />} onClick={open}>
            Open files…
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="plus" />} onClick={() => void app.startImport()}>
            Import files…
          </Menu.Item>
          <Menu.Item
            leftSection={<Icon name="download" />}
            onClick={() => app.page.setState({ saveOpen: true })}
            disabled={!hasSystem}
          >
            Save as…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<Icon name="help" />}
            disabled={!hasSystem}
            onClick={() => app.page.setState({ aboutOpen: true })}
          >
            About this data
          </Menu.Item>
          <Menu.Item
            leftSection={<Icon name="warning" />}
            disabled={problemCount === 0}
            onClick={() => app.page.setState({ problemsOpen: true })}
          >
            {problemCount === 0 ? 'No problems in the data' : 'Problems in the data'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isAtRisk && (
        <button type="button" className={styles.badge} data-tone="down" onClick={app.showProjects}>
          Not kept
        </button>
      )}
      {problemCount > 0 && (
        <button
          type="button"
          className={styles.badge}
          data-tone={hasErrors ? 'down' : 'degraded'}
          onClick={() => app.page.setState({ problemsOpen: true })}
        >
          {counted(problemCount, 'problem', 'problems')}
        </button>
      )}
    </div>
  );
}
