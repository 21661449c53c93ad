/** What was changed by hand since the files came, the newest first; each can be taken out alone. */
import { Button } from '../../parts/button.tsx';
import { useApp, useData } from '../../parts/use-app.tsx';
import { editDetail, editText } from '../../store/data-words.ts';
import { counted, countText } from '../../store/words.ts';
import styles from './data-page.module.css';

const SHOWN = 200;

/** The list, or nothing while nothing was changed. */
export function Changes() {
  const app = useApp();
  const edits = useData((data) => data.edits);
  if (edits.length === 0) return null;
  const first = Math.max(0, edits.length - SHOWN);
  return (
    <section className={styles.same} aria-label="Your changes">
      <h2>Your changes</h2>
      <p className={styles.detail}>
        {counted(edits.length, 'change', 'changes')} since the files came, the newest first. One that is taken
        out can be brought back by undo.
        {first > 0 && ` The newest ${countText(SHOWN)} are shown.`}
      </p>
      <ul>
        {edits
          .slice(first)
          .map((edit, i) => ({ edit, n: first + i + 1 }))
          .reverse()
          .map(({ edit, n }) => (
            <li key={n}>
              <span>
                {countText(n)}. {editText(edit)}
                {editDetail(edit) !== '' && <b>: {editDetail(edit)}</b>}
              </span>
              <Button small onClick={() => void app.takeOut(edit)} aria-label={`Take out ${editText(edit)}`}>
                Take out
              </Button>
            </li>
          ))}
      </ul>
    </section>
  );
}
