/** Files dropped anywhere on the page are opened. */
import { useEffect, useState } from 'react';
import styles from './drop-zone.module.css';
import { useApp, useSession } from './use-app.tsx';

/** An overlay while files hover over the page. */
export function DropZone() {
  const app = useApp();
  const isPolicy = useSession((session) => session.page === 'policy');
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onEnter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const onOver = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      const measure = measureIn(files);
      if (measure && app.session.getState().page === 'policy') void app.addScenarioFile(measure);
      else if (files.length > 0) void app.openFiles(files);
    };
    addEventListener('dragenter', onEnter);
    addEventListener('dragleave', onLeave);
    addEventListener('dragover', onOver);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragenter', onEnter);
      removeEventListener('dragleave', onLeave);
      removeEventListener('dragover', onOver);
      removeEventListener('drop', onDrop);
    };
  }, [app]);
  if (!isOver) return null;
  return (
    <div className={styles.overlay}>
      <div className={styles.box}>
        <p className={styles.title}>Drop the files to open them</p>
        <p>
          a dataset is opened (entities.csv and dependencies.csv), other tables are imported
          {isPolicy ? '; or a scenario or measure as JSON' : ''}. They stay on this machine.
        </p>
      </div>
    </div>
  );
}

/** The file that is a scenario or a measure and no part of a dataset, if it is one. */
function measureIn(files: readonly File[]): File | undefined {
  const [file] = files;
  return files.length === 1 && file && /\.json$/i.test(file.name) && file.name !== 'dataset.json'
    ? file
    : undefined;
}
