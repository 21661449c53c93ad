/** The first step: choosing files. */
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { pickFiles, TABLE_FILES } from '../../parts/pick-files.ts';
import { useApp, useImporting } from '../../parts/use-app.tsx';
import styles from './import-page.module.css';

export function FileStep() {
  const app = useApp();
  const failure = useImporting((importing) => importing.failure);
  const isReading = useImporting((importing) => importing.running !== null);
  const choose = async () => {
    const files = await pickFiles(TABLE_FILES);
    if (files.length > 0) await app.startImport(files);
  };
  return (
    <section className={styles.door} aria-label="Files">
      {failure !== '' && (
        <p className={styles.failure} role="alert">
          {failure.slice(0, 600)}
        </p>
      )}
      <p className={styles.doorTitle}>Drop tables here, or choose them</p>
      <p>
        An edge list with one row per dependency, a table with one row per organisation and a column per role,
        or a list of entities. CSV, Excel, JSON, GEXF or GraphML, packed or not; several at once where they
        belong together.
      </p>
      <Button look="primary" onClick={choose} disabled={isReading}>
        <Icon name="file" />
        Choose files
      </Button>
    </section>
  );
}
