/** The last step: what was imported, and where to go from here. */
import { Button } from '../../parts/button.tsx';
import { useApp, useDataset, useImporting } from '../../parts/use-app.tsx';
import { counted } from '../../store/words.ts';
import styles from './check-step.module.css';
import page from './import-page.module.css';

export function DoneStep() {
  const app = useApp();
  const done = useImporting((importing) => importing.done);
  const isThere = useDataset((dataset) => dataset.key === done?.key);
  if (!done) return null;
  const { entityCount, dependencyCount } = done.result;
  return (
    <section className={page.panel} aria-label="Imported">
      <p className={page.remark} role="status">
        {isThere
          ? `${done.title} is part of what is open: ${counted(entityCount, 'entity', 'entities')} and ${counted(dependencyCount, 'dependency', 'dependencies')} in all. “Undo: import ${done.title}” takes it back.`
          : `The import of ${done.title} was taken back. Redo brings it again.`}
      </p>
      <p className={styles.choices}>
        <Button look="primary" onClick={() => app.goTo('map')}>
          See it on the map
        </Button>
        <Button onClick={app.resetImport}>Import more</Button>
      </p>
    </section>
  );
}
