/** What a person should look at: decisions, what is good to know, and what the check found. */
import { useState } from 'react';
import { Icon } from '../../parts/icon.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useApp, useImporting } from '../../parts/use-app.tsx';
import { problemTitle, repairOf } from '../../store/import-problems.ts';
import { findingKey, openDecisions } from '../../store/importing.ts';
import type { Finding, Problem, ProblemClass } from '../../store/types.ts';
import { counted, countText } from '../../store/words.ts';
import styles from './findings-panel.module.css';
import page from './import-page.module.css';

type Show = 'all' | 'errors';

export function FindingsPanel() {
  const [show, setShow] = useState<Show>('all');
  const preview = useImporting((importing) => importing.preview);
  const plan = useImporting((importing) => importing.plan);
  const answered = useImporting((importing) => importing.answered);
  const written = useImporting((importing) => importing.written);
  const trial = useImporting((importing) => importing.trial);
  const isStale = useImporting((importing) => importing.isStale);
  const open = openDecisions({ preview, plan, answered, written });
  const known = written ? [] : (preview?.findings.filter(({ kind }) => kind === 'know') ?? []);
  const classes = trial ? (trial.result?.classes ?? classesOf(trial.failure?.problems ?? [])) : [];
  const errors = classes.filter(({ example }) => example.severity === 'error');
  const shown = show === 'errors' ? errors : classes;
  const skipped = trial?.result?.skipped ?? [];
  const isQuiet = open.length + known.length + classes.length + skipped.length === 0;
  return (
    <section className={`${page.panel} ${styles.findings}`} aria-labelledby="import-problems">
      <div className={page.head}>
        <h2 id="import-problems">Problems</h2>
        {open.length > 0 && (
          <span className={styles.badge} data-tone="degraded">
            {countText(open.length)} to decide
          </span>
        )}
        <span className={styles.badge}>{countText(known.length + classes.length)} to know</span>
      </div>
      {classes.length > 3 && (
        <Segments<Show>
          label="Problems shown"
          value={show}
          onChange={setShow}
          options={[
            { value: 'all', label: 'All' },
            { value: 'errors', label: `Errors ${countText(errors.length)}` },
          ]}
        />
      )}
      {isQuiet && <p className={page.remark}>{isStale ? 'Checking.' : 'Nothing stands out.'}</p>}
      <ul className={styles.list} aria-busy={isStale}>
        {open.map((finding) => (
          <FindingRow key={findingKey(finding)} finding={finding} />
        ))}
        {trial?.failure && (
          <li>
            <Icon name="warning" />
            <b>Nothing can be imported yet</b>
            <span />
            <p>{trial.failure.message}</p>
          </li>
        )}
        {show === 'all' && known.map((finding) => <FindingRow key={findingKey(finding)} finding={finding} />)}
        {shown.map((each) => (
          <ProblemRow
            key={`${each.example.file} ${each.example.column} ${each.example.message}`}
            sort={each}
          />
        ))}
        {show === 'all' &&
          skipped.map(({ file, reason, count }) => (
            <li key={`${file} ${reason}`}>
              <Icon name="help" />
              <b>Passed over</b>
              <span className={page.muted}>{countText(count)}</span>
              <p>
                {file}: {reason.slice(0, 200)}
              </p>
            </li>
          ))}
      </ul>
    </section>
  );
}

function FindingRow({ finding }: { readonly finding: Finding }) {
  const app = useApp();
  const { kind, title, text, count, choices } = finding;
  return (
    <li data-kind={kind}>
      <Icon name={kind === 'decide' ? 'warning' : 'help'} />
      <b>{title}</b>
      <span className={page.muted}>{counted(count, 'row', 'rows')}</span>
      <p>{text}</p>
      {choices.length > 0 && (
        <p className={styles.actions}>
          {choices.map((choice) => (
            <button type="button" key={choice.label} onClick={() => app.answer(finding, choice)}>
              {choice.label}
            </button>
          ))}
        </p>
      )}
    </li>
  );
}

function ProblemRow({ sort: { example, count, rows } }: { readonly sort: ProblemClass }) {
  const app = useApp();
  const plan = useImporting((importing) => (importing.written ? null : importing.plan));
  const repair = plan && repairOf(example, plan);
  const { file, column, message, severity } = example;
  const place = [
    rows.length > 0 ? `Row ${countText(rows[0]!)}` : '',
    column === '' ? '' : `column ${column}`,
  ];
  return (
    <li data-kind={severity}>
      <Icon name={severity === 'error' ? 'warning' : 'help'} />
      <b>{problemTitle(example)}</b>
      <span className={page.muted}>{counted(count, 'time', 'times')}</span>
      <p>
        {place.filter(Boolean).join(', ')}
        {place.some(Boolean) ? ': ' : ''}
        {message.slice(0, 300)}
      </p>
      {(repair || rows.length > 0) && (
        <p className={styles.actions}>
          {repair && (
            <button type="button" onClick={() => app.repairImport(repair.plan)}>
              {repair.label}
            </button>
          )}
          {file !== 'open system' &&
            rows.slice(0, 3).map((row) => (
              <button
                type="button"
                key={row}
                aria-label={`Show row ${countText(row)} of ${file}`}
                onClick={() => void app.showRow(file, row)}
              >
                Row {countText(row)}
              </button>
            ))}
        </p>
      )}
    </li>
  );
}

/** The few problems of an import that cannot be done, each for itself. */
function classesOf(problems: readonly Problem[]): readonly ProblemClass[] {
  return problems
    .slice(0, 50)
    .map((example) => ({ example, count: 1, rows: example.row > 0 ? [example.row] : [] }));
}
