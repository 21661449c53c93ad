/** The other indices of concentration, each in a sentence. */
import { How } from '../../parts/how.tsx';
import type { Indices } from '../../store/types.ts';
import { counted, countText, fineShareText, roleText, vocabularyText } from '../../store/words.ts';
import styles from './index-table.module.css';
import { populationText, type Shown } from './shown.ts';

interface IndexTableProps extends Shown {
  readonly indices: Indices;
}

interface IndexRow {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

function decimals(value: number, digits: number): string {
  return value.toFixed(digits);
}

function rowsOf(indices: Indices, role: string): readonly IndexRow[] {
  const cover = (share: '50' | '75' | '90' | '99') => ({
    name: `Cover ${share}\u00a0%`,
    value: countText(indices.cover[share]),
    meaning: `${counted(indices.cover[share], 'supplier has', 'suppliers together have')} ${share}\u00a0% of the use or more.`,
  });
  return [
    { name: 'CR1', value: fineShareText(indices.cr1), meaning: 'Share of the largest supplier.' },
    { name: 'CR3', value: fineShareText(indices.cr3), meaning: 'Share of the three largest together.' },
    { name: 'CR5', value: fineShareText(indices.cr5), meaning: 'Share of the five largest together.' },
    {
      name: 'Shannon entropy',
      value: `${decimals(indices.shannon, 2)}\u00a0bits`,
      meaning: `How uncertain it is whom a user relies on for ${role}; 0 is one supplier for all.`,
    },
    {
      name: 'exp(H)',
      value: decimals(indices.expShannon, 1),
      meaning:
        'Equal suppliers that would have the same entropy; small ones weigh more than in the effective number.',
    },
    {
      name: 'Gini',
      value: decimals(indices.gini, 2),
      meaning: '0 when all suppliers are equal, near 1 when one has nearly all.',
    },
    {
      name: 'Centralization',
      value: decimals(indices.centralization, 3),
      meaning: 'Sum of squared shares above what it would be if every user had a supplier of its own.',
    },
    cover('50'),
    cover('75'),
    cover('90'),
    cover('99'),
  ];
}

/** A compact table with explanations. */
export function IndexTable(shown: IndexTableProps) {
  const { indices, result } = shown;
  const role = roleText(result.role);
  return (
    <section className={styles.panel} aria-label="More indices">
      <div className={styles.head}>
        <h2>More indices</h2>
        <How title="The indices">
          <code>H = − sum of share × log₂ share</code>
          <code>Gini = sum over pairs |share − share| ÷ (2 n)</code>
          <code>centralization = sum of share² − sum of (weight of a user ÷ weight of all)²</code>
          <p>
            All over the shares of suppliers among those who use {role}; suppliers that nobody uses do not
            count. Centralization: Akiwate and others, arXiv:2406.19569.
          </p>
        </How>
      </div>
      <p className={styles.subtitle}>
        {vocabularyText(result.role)}, {counted(result.population.roleUserCount, 'user', 'users')} of it among{' '}
        {populationText(shown)}
      </p>
      <table className={styles.table}>
        <tbody>
          {rowsOf(indices, role).map(({ name, value, meaning }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
              <td className={styles.meaning}>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
