/** Keys, and the words that the page uses. */
import { Modal } from '@mantine/core';
import styles from './dialog.module.css';
import { useApp } from './use-app.tsx';

const KEYS: readonly (readonly [readonly string[], string])[] = [
  [['/', 'Ctrl K'], 'Find an entity'],
  [['Enter', 'Shift Enter'], 'In the search: show the entity, make it fail'],
  [['F'], 'Make the selected entity fail, or repair it'],
  [['Arrow keys'], 'On the map: move along dependencies; in a chart of bars: from bar to bar'],
  [['Space'], 'In the film of an outage: play, pause'],
  [['Arrow left', 'Arrow right'], 'In the film: to the change before, to the next one'],
  [['Home', 'End'], 'In the film: to its start, to its end'],
  [['Esc'], 'Let go of the selected entity'],
  [['Ctrl Z', 'Ctrl Shift Z'], 'Undo, redo'],
  [['?'], 'This help'],
];

const WORDS: readonly (readonly [string, string])[] = [
  ['Entity', 'anything that can be up or down: an organisation, an application, a provider, a shared cause.'],
  ['Dependency', 'a dependent needs a supplier for a role, such as hosting or DNS.'],
  ['Requirement', 'one dependency, or a group of alternatives of which some number is needed.'],
  ['Weight', 'how much an entity counts in a loss.'],
  ['Impact', 'the weight that is lost when a supplier fails; direct, or with hidden dependence.'],
  ['Hidden dependence', 'what one depends on through a supplier, without having chosen it.'],
  ['Amplification', 'impact with hidden dependence divided by the direct one.'],
  ['Blast radius', 'the weight that is down when one entity alone fails.'],
];

/** The help, opened by `?`. */
export function HelpDialog() {
  const app = useApp();
  return (
    <Modal
      opened
      onClose={() => app.page.setState({ helpOpen: false })}
      title="Keys and words"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={styles.body}>
        <dl className={styles.keys}>
          {KEYS.map(([keys, does]) => (
            <div key={does} className={styles.pair}>
              <dt>
                {keys.map((key, i) => (
                  <span key={key}>
                    {i > 0 && ' or '}
                    <kbd>{key}</kbd>
                  </span>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <p className={styles.muted}>On a Mac, Cmd stands for Ctrl.</p>
        <div>
          <h3>Words</h3>
          <ul className={styles.list}>
            {WORDS.map(([word, meaning]) => (
              <li key={word}>
                <b>{word}</b>: {meaning}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Modal>
  );
}
