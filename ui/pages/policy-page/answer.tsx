/** The sentence that answers, and under it in small how sure it is. */
import { Fragment } from 'react';
import { LetterBadge } from '../../parts/letter-badge.tsx';
import type { PolicySentence } from '../../store/policy-words.ts';
import styles from './answer.module.css';

interface AnswerProps {
  readonly sentence: PolicySentence | null;
  /** It is about scenarios that have changed since. */
  readonly isOld: boolean;
}

/** The sentence, or what is being done to have one. */
export function Answer({ sentence, isOld }: AnswerProps) {
  return (
    <section className={styles.answer} aria-label="Answer" data-old={isOld ? '' : undefined}>
      {sentence ? (
        <>
          <p className={styles.sentence}>
            {sentence.pieces.map(({ text, isStrong, letter }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
              <Fragment key={i}>
                {letter && (
                  <>
                    <span className={styles.letter} aria-hidden="true">
                      <LetterBadge letter={letter} />
                    </span>{' '}
                  </>
                )}
                {isStrong ? <b>{text}</b> : text}
              </Fragment>
            ))}
          </p>
          <p className={styles.small}>
            {isOld
              ? 'The scenarios have changed; they are being worked out anew.'
              : sentence.small.map((text) => <span key={text}>{text} </span>)}
          </p>
        </>
      ) : (
        <>
          <p className={styles.sentence}>The same years are being simulated in every scenario.</p>
          <p className={styles.small}>
            The first numbers come after 64 years of each scenario, and firm up while more are simulated.
          </p>
        </>
      )}
    </section>
  );
}
