/** The words in columns that the model reads as numbers or words of its own, and what each is read as. */

import { Icon } from '../../parts/icon.tsx';
import { useApp, useImporting } from '../../parts/use-app.tsx';
import { wordEffect } from '../../store/import-words.ts';
import type { ColumnPlan, ImportField, TablePlan, TablePreview } from '../../store/types.ts';
import { counted } from '../../store/words.ts';
import page from './import-page.module.css';
import styles from './words-panel.module.css';

const EVIDENCE = ['first-party', 'report', 'memory', 'assumed'];
const FRACTIONS = ['1', '0.9', '0.7', '0.5', '0.3', '0.1', '0'];

interface WordsPanelProps {
  readonly table: TablePreview;
  readonly plan: TablePlan;
}

/** One panel for each such column, the one that needs a decision first. */
export function WordsPanel({ table, plan }: WordsPanelProps) {
  const fields = useImporting((importing) => importing.preview?.fields) ?? [];
  const told = plan.columns.filter(({ words, becomes }) => {
    const field = fields.find(({ id }) => id === becomes);
    return Object.keys(words).length > 0 && field?.holds !== undefined;
  });
  // numbers are what results hang on
  const isNumber = ({ becomes }: ColumnPlan) => fields.find(({ id }) => id === becomes)?.holds === 'fraction';
  const inOrder = [...told.filter(isNumber), ...told.filter((column) => !isNumber(column))];
  return inOrder.map((column) => (
    <Words
      key={column.column}
      table={table}
      column={column}
      field={fields.find(({ id }) => id === column.becomes)!}
    />
  ));
}

interface WordsProps {
  readonly table: TablePreview;
  readonly column: ColumnPlan;
  readonly field: ImportField;
}

function Words({ table, column, field }: WordsProps) {
  const app = useApp();
  const kinds = useImporting((importing) => importing.preview?.kinds) ?? [];
  const profile = table.columns.find((each) => each.column === column.column);
  const countOf = new Map([
    ...(profile?.words ?? []).map(({ text, count }) => [text, count] as const),
    ['', profile?.empty ?? 0] as const,
  ]);
  const needs =
    field.holds === 'kind'
      ? 'A kind is one of the words of the model.'
      : field.holds === 'evidence'
        ? 'Evidence has four grades.'
        : `${field.label} needs a number from 0 to 1.`;
  const isLong = Object.keys(column.words).length > 6;
  const list = (
    <ul className={styles.words}>
      {Object.entries(column.words).map(([word, to]) => (
        <li key={word} data-open={to === '' && word !== ''}>
          <p>
            <b>{word || 'empty'}</b>{' '}
            <span className={page.muted}>{counted(countOf.get(word) ?? 0, 'row', 'rows')}</span>
          </p>
          <span className={styles.select}>
            <select
              value={to}
              aria-label={`${word || 'empty'} is read as`}
              onChange={(event) =>
                app.setColumn(table.name, column.column, {
                  words: { ...column.words, [word]: event.currentTarget.value },
                })
              }
            >
              {optionsFor(field, to, kinds).map((option) => (
                <option key={option} value={option}>
                  {optionText(field, option)}
                </option>
              ))}
            </select>
            <Icon name="down" size={14} />
          </span>
          <p className={page.muted}>{wordEffect(field.id, to)}</p>
        </li>
      ))}
    </ul>
  );
  return (
    <section className={page.panel} aria-label={`Words in ${column.column}`}>
      <div className={page.head}>
        <h2>Words in "{column.column}"</h2>
      </div>
      <p className={page.remark}>
        {needs} These are suggestions; they are listed as assumptions of the dataset.
      </p>
      {isLong ? (
        <details>
          <summary>{counted(Object.keys(column.words).length, 'word', 'words')}</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </section>
  );
}

function optionsFor(field: ImportField, now: string, kinds: readonly string[]): readonly string[] {
  const known =
    field.holds === 'kind'
      ? kinds
      : field.holds === 'evidence'
        ? EVIDENCE
        : [...FRACTIONS, ...(field.id === 'loss' ? ['alternative'] : [])];
  return known.includes(now) || now === '' ? ['', ...known] : ['', now, ...known];
}

function optionText(field: ImportField, option: string): string {
  if (option === '') return field.holds === 'kind' ? 'As where nothing is said' : 'Not given';
  if (option === 'alternative') return 'Alternative in a group';
  if (field.holds === 'fraction') return `${field.label} ${option}`;
  return option;
}
