/** What to do first, with doors that work. Shown until it is dismissed or something was done. */
import { useState } from 'react';
import { Button, IconButton } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { pickFiles, TABLE_FILES } from '../../parts/pick-files.ts';
import { useApp, useDataset, useSession } from '../../parts/use-app.tsx';
import { recall, remember } from '../../store/remember.ts';
import { BUILT_IN } from '../../store/session.ts';
import styles from './welcome.module.css';

const SEEN = 'linchpin.welcome';
const FIRST_FAILURE = 'aws/us-east-1/dynamodb';

/** The panel of the first start. */
export function Welcome() {
  const app = useApp();
  const [isSeen, setSeen] = useState(() => recall(SEEN) !== '');
  const isQuiet = useSession((session) => session.failed.length === 0 && session.selected === null);
  const key = useDataset((dataset) => dataset.key);
  const hasDoor = useDataset((dataset) => dataset.indexOf.has(FIRST_FAILURE));
  if (isSeen || !isQuiet || key !== BUILT_IN) return null;

  const close = () => {
    remember(SEEN, 'seen');
    setSeen(true);
  };
  const fail = () => {
    close();
    app.toggleFailure(FIRST_FAILURE);
  };
  const leaveFor = (page: 'stress' | 'policy') => {
    close();
    app.goTo(page);
  };
  const open = async () => {
    const files = await pickFiles(TABLE_FILES);
    if (files.length === 0) return;
    close();
    await app.openFiles(files);
  };

  return (
    <section className={styles.welcome} aria-label="First steps">
      <div className={styles.head}>
        <h2>What does everyone depend on without knowing it?</h2>
        <IconButton icon="close" label="Dismiss" onClick={close} />
      </div>
      <p>
        The map stacks the digital economy on what it stands on. Select an entity to see its suppliers below
        and its dependents above, or make it fail and see what falls with it.
      </p>
      <div className={styles.doors}>
        {hasDoor && (
          <Button look="primary" onClick={fail}>
            See what falls if AWS us-east-1 DynamoDB fails
          </Button>
        )}
        <Button onClick={() => leaveFor('stress')}>Replay a real outage</Button>
        <Button onClick={() => leaveFor('policy')}>Compare measures</Button>
        <Button onClick={open}>
          <Icon name="file" />
          Open my own data
        </Button>
      </div>
      <p className={styles.note}>
        Everything is computed in this browser. Your data never leave your machine.
      </p>
    </section>
  );
}
