/** Two measures with and without each other: the four cells, and what they do to each other in words. */
import { useState } from 'react';
import { Choice } from '../../parts/choice.tsx';
import { inSentence } from '../../store/policy-names.ts';
import type { Study } from '../../store/policy-study.ts';
import { interactionSentence, togetherOf } from '../../store/policy-study-words.ts';
import { signedText } from '../../store/policy-words.ts';
import styles from './study.module.css';

interface PairTableProps {
  readonly found: NonNullable<Study<'attribution'>['found']>;
  /** Of the measures, in the order of the levers. */
  readonly names: readonly string[];
  /** What A loses in an average year. */
  readonly base: number;
}

/** The table, for the pair that is chosen. */
export function PairTable({ found, names, base }: PairTableProps) {
  const { levers, interactions } = found.value;
  const [chosen, setChosen] = useState(0);
  const pair = interactions[Math.min(chosen, interactions.length - 1)];
  if (!pair) return null;
  const { a, b, effect } = pair;
  const nameOf = (lever: number) => names[lever] ?? '';
  const inTable = (lever: number) => inSentence(nameOf(lever));
  const cell = (loss: number) => signedText(base === 0 ? 0 : loss / base);
  return (
    <>
      <h3 className={styles.title}>With and without each other</h3>
      {interactions.length > 1 && (
        <div className={styles.choices} data-screen="">
          <Choice
            label="Pair"
            value={String(interactions.indexOf(pair))}
            options={interactions.map((each, i) => ({
              value: String(i),
              label: `${nameOf(each.a)} × ${nameOf(each.b)}`,
            }))}
            onChange={(value) => setChosen(Number(value))}
          />
        </div>
      )}
      <table className={styles.pair}>
        <thead>
          <tr>
            <th scope="col">Average year against A</th>
            <th scope="col">without {inTable(b)}</th>
            <th scope="col">with {inTable(b)}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">without {inTable(a)}</th>
            <td>{cell(0)}</td>
            <td>{cell(levers[b]?.alone.mean ?? 0)}</td>
          </tr>
          <tr>
            <th scope="row">with {inTable(a)}</th>
            <td>{cell(levers[a]?.alone.mean ?? 0)}</td>
            <td>{cell(togetherOf(found.value, [a, b]))}</td>
          </tr>
        </tbody>
      </table>
      <p className={styles.remark}>{interactionSentence(effect, [nameOf(a), nameOf(b)], base)}</p>
    </>
  );
}
