/** What is wrong with the data: file, row, column, value, and what was expected. */
import { Drawer } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { problemsCsv, saveFile } from '../store/download.ts';
import type { Problem } from '../store/types.ts';
import { countText } from '../store/words.ts';
import { Button } from './button.tsx';
import styles from './problems-drawer.module.css';
import { Segments } from './segments.tsx';
import { useApp, useDataset } from './use-app.tsx';

type Show = 'all' | Problem['severity'];

const ROW_HEIGHT = 64;

/** The list of problems, at the right of the page. */
export function ProblemsDrawer() {
  const app = useApp();
  const problems = useDataset((dataset) => dataset.problems);
  const of = useDataset((dataset) => dataset.problemsOf);
  const [show, setShow] = useState<Show>('all');
  const errors = useMemo(() => problems.filter((problem) => problem.severity === 'error'), [problems]);
  const warnings = useMemo(() => problems.filter((problem) => problem.severity === 'warning'), [problems]);
  const all = useMemo(() => [...errors, ...warnings], [errors, warnings]);
  const shown = show === 'all' ? all : show === 'error' ? errors : warnings;

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(problemsCsv(shown));
      app.notify('info', 'The problems are copied.');
    } catch {
      app.notify('warning', 'The browser did not let the problems be copied. Save them as a file instead.');
    }
  };
  const save = () => saveFile('problems.csv', problemsCsv(shown), 'text/csv');

  return (
    <Drawer
      opened
      position="right"
      size="min(560px, 100vw)"
      onClose={() => app.page.setState({ problemsOpen: false })}
      title="Problems in the data"
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ body: styles.body ?? '', content: styles.content ?? '' }}
    >
      <p className={styles.of}>{of.slice(0, 200)}</p>
      <div className={styles.tools}>
        <Segments<Show>
          label="Problems shown"
          value={show}
          onChange={setShow}
          options={[
            { value: 'all', label: `All ${countText(problems.length)}` },
            { value: 'error', label: `Errors ${countText(errors.length)}` },
            { value: 'warning', label: `Warnings ${countText(warnings.length)}` },
          ]}
        />
        <span className={styles.actions}>
          <Button small onClick={copy}>
            Copy
          </Button>
          <Button small onClick={save}>
            Save as CSV
          </Button>
        </span>
      </div>
      <ProblemList problems={shown} />
    </Drawer>
  );
}

function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  const region = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: problems.length,
    getScrollElement: () => region.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section ref={region} className={styles.region} tabIndex={0} aria-label="List of problems">
      <ul className={styles.list} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const problem = problems[item.index]!;
          return (
            <li
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              aria-setsize={problems.length}
              aria-posinset={item.index + 1}
              className={styles.row}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <span className={styles.severity} data-severity={problem.severity}>
                {problem.severity === 'error' ? 'Error' : 'Warning'}
              </span>
              <span className={styles.place}>
                {[
                  problem.file,
                  problem.row > 0 ? `row ${countText(problem.row)}` : '',
                  problem.column === '' ? '' : `column ${problem.column}`,
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
              <span className={styles.message}>
                {!problem.message.includes(problem.value) && (
                  <q className={styles.value}>{problem.value.slice(0, 200)}</q>
                )}{' '}
                {problem.message}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
