/** A new entity or dependency: what it must have, and nothing else; the rest is filled in on the table. */
import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { useApp, useData } from '../../parts/use-app.tsx';
import { headerText } from '../../store/data-words.ts';
import styles from './data-page.module.css';
import { EntityIds, namesEntities } from './entity-ids.tsx';

const FIELDS = {
  entities: ['id', 'name', 'kind'],
  dependencies: ['dependent', 'supplier', 'role', 'group', 'loss'],
} as const;

const NEEDED = new Set(['id', 'kind', 'dependent', 'supplier']);

interface AddRowProps {
  readonly table: 'entities' | 'dependencies';
  readonly onDone: () => void;
}

/** A form of one line. */
export function AddRow({ table, onDone }: AddRowProps) {
  const app = useApp();
  const form = useId();
  const columns = useData((data) => data.rows?.columns);
  const [cells, setCells] = useState<Readonly<Record<string, string>>>(
    table === 'entities' ? { kind: 'organisation' } : {},
  );
  const [problem, setProblem] = useState('');
  const isBusy = useRef(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const given = Object.fromEntries(Object.entries(cells).filter(([, text]) => text.trim() !== ''));
    const missing = FIELDS[table].find((column) => NEEDED.has(column) && given[column] === undefined);
    if (missing) return setProblem(`${headerText(missing)} is missing.`);
    if (isBusy.current) return;
    isBusy.current = true;
    const refused = await app.addRow(table, given);
    isBusy.current = false;
    setProblem(refused);
    if (refused === '') onDone();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {FIELDS[table].map((column) => {
        const words = columns?.find(({ header }) => header === column)?.words ?? [];
        const set = (text: string) => {
          setCells({ ...cells, [column]: text });
          setProblem('');
        };
        return (
          <div key={column} className={styles.fieldOf}>
            <label htmlFor={`${form}-${column}`}>{headerText(column)}</label>
            {words.length > 0 ? (
              <select
                id={`${form}-${column}`}
                value={cells[column] ?? ''}
                onChange={(event) => set(event.currentTarget.value)}
              >
                {words.map((word) => (
                  <option key={word}>{word}</option>
                ))}
              </select>
            ) : (
              <>
                <input
                  id={`${form}-${column}`}
                  type="text"
                  value={cells[column] ?? ''}
                  maxLength={500}
                  autoComplete="off"
                  list={namesEntities(column) ? `${form}-${column}-ids` : undefined}
                  onChange={(event) => set(event.currentTarget.value)}
                />
                {namesEntities(column) && (
                  <EntityIds id={`${form}-${column}-ids`} text={cells[column] ?? ''} />
                )}
              </>
            )}
          </div>
        );
      })}
      <Button type="submit" look="primary">
        Add
      </Button>
      <Button onClick={onDone}>Cancel</Button>
      {problem !== '' && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
