/** The data page: the tables behind everything, how well they are known, and every change that can be made to them. */
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Failure, LoadingBar } from '../../parts/loading.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useApp, useData, useDataset } from '../../parts/use-app.tsx';
import { DATA_TABLES } from '../../store/data.ts';
import { dataFinding, evidenceText, gradeText, headerText } from '../../store/data-words.ts';
import type { DataQuality, SystemView } from '../../store/types.ts';
import { counted, countText } from '../../store/words.ts';
import { AddRow } from './add-row.tsx';
import { Changes } from './changes.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { DataGrid } from './data-grid.tsx';
import styles from './data-page.module.css';
import { MarkedBar } from './marked-bar.tsx';
import { SameEntities } from './same-entities.tsx';

const TITLES: Readonly<Record<(typeof DATA_TABLES)[number], string>> = {
  entities: 'Entities',
  dependencies: 'Dependencies',
  requirements: 'Requirements',
  evidence: 'Evidence',
  problems: 'Problems',
};

/** Columns by whose words a table can be narrowed. */
const NARROWED_BY: Readonly<Record<(typeof DATA_TABLES)[number], readonly string[]>> = {
  entities: ['kind'],
  dependencies: ['evidence'],
  requirements: ['phase'],
  evidence: ['evidence', 'age'],
  problems: ['severity'],
};

/** What can be done with a table, beside reading it. */
const WAYS: Readonly<Record<(typeof DATA_TABLES)[number], string>> = {
  entities: 'Enter or a double click changes a cell; Space marks a row.',
  dependencies: 'Enter or a double click changes a cell; Space marks a row.',
  requirements:
    'Enter or a double click changes what holds for a whole requirement; its suppliers are dependencies.',
  evidence:
    'Enter or a double click changes a cell. Old evidence is more than three years older than the data.',
  problems: 'What reading has found. Change the cells in their own tables, and it is read again.',
};

/** The sixth page. */
export function DataPage() {
  const view = useDataset((dataset) => dataset.view);
  const failure = useDataset((dataset) => dataset.failure);
  return (
    <main tabIndex={-1} className={styles.page}>
      <LoadingBar />
      {failure && <Failure />}
      {view && <Content view={view} />}
      {!view && !failure && <h1 className={styles.title}>Data</h1>}
    </main>
  );
}

function Content({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const rows = useData((data) => data.rows);
  const quality = useData((data) => data.quality);
  const failure = useData((data) => data.failure);
  const table = useData((data) => data.table);
  const problemCount = useDataset((dataset) => dataset.problems.length);
  const [adds, setAdds] = useState(false);
  const whatIfUnseen = () => {
    app.setRisk({ part: 'sure' });
    app.goTo('risk');
  };
  const canEdit = table === 'entities' || table === 'dependencies';
  return (
    <div className={styles.content} aria-busy={rows === null} data-answered={rows !== null}>
      <div className={styles.lead}>
        <div>
          <h1 className={styles.title}>{quality ? dataFinding(quality) : 'How well are the data known?'}</h1>
          {quality && <p className={styles.detail}>{evidenceText(quality)}</p>}
        </div>
        <div className={styles.actions}>
          <Button onClick={whatIfUnseen}>What if some are unseen</Button>
          <Button onClick={() => void app.startImport()}>Import files…</Button>
          <Button disabled={problemCount === 0} onClick={() => app.showData('problems')}>
            {problemCount === 0 ? 'No problems' : counted(problemCount, 'problem', 'problems')}
          </Button>
        </div>
      </div>
      {quality && <Grades quality={quality} />}
      <div className={styles.bar}>
        <Segments
          tall
          label="Table"
          value={table}
          options={DATA_TABLES.map((value) => ({ value, label: TITLES[value] }))}
          onChange={app.showData}
        />
        <FilterField key={table} />
        {NARROWED_BY[table].map((column) => (
          <Narrowing key={column} column={column} />
        ))}
        <ColumnMenu />
        {canEdit && (
          <Button aria-expanded={adds} onClick={() => setAdds(!adds)}>
            Add {table === 'entities' ? 'an entity' : 'a dependency'}
          </Button>
        )}
      </div>
      {canEdit && adds && <AddRow key={table} table={table} onDone={() => setAdds(false)} />}
      <MarkedBar view={view} />
      <p className={styles.detail} role="status">
        {rows && `${countText(rows.order.length)} of ${countText(rows.total)} rows. ${WAYS[table]}`}
      </p>
      {failure !== '' && <p role="alert">{failure}</p>}
      {rows && <DataGrid rows={rows} />}
      <Changes />
      <SameEntities view={view} />
    </div>
  );
}

/** Who says so: a bar of all dependencies by grade of evidence. */
function Grades({ quality }: { readonly quality: DataQuality }) {
  const total = quality.grades.reduce((sum, { count }) => sum + count, 0);
  const shown = quality.grades.filter(({ count }) => count > 0);
  if (total === 0) return null;
  return (
    <section className={styles.grades} aria-label="Dependencies by evidence">
      <div className={styles.parts} aria-hidden="true">
        {shown.map(({ grade, count }) => (
          <span key={grade} data-grade={grade} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul>
        {shown.map(({ grade, count }) => (
          <li key={grade} data-grade={grade}>
            {gradeText(grade)}: {countText(count)}
          </li>
        ))}
      </ul>
    </section>
  );
}

const FILTER_AFTER_MS = 200;

/** A text that rows must have; asked for when the typing pauses. */
function FilterField() {
  const app = useApp();
  const [timer, setTimer] = useState(0);
  return (
    <input
      type="search"
      className={styles.filter}
      aria-label="Rows with this text"
      placeholder="Rows with this text"
      maxLength={200}
      defaultValue={app.data.getState().filter}
      onChange={(event) => {
        const text = event.currentTarget.value;
        clearTimeout(timer);
        setTimer(window.setTimeout(() => app.filterData(text), FILTER_AFTER_MS));
      }}
    />
  );
}

function Narrowing({ column }: { readonly column: string }) {
  const app = useApp();
  const columns = useData((data) => data.rows?.columns);
  const words = columns?.find(({ header }) => header === column)?.words ?? [];
  const value = useData((data) => data.only[column] ?? '');
  if (words.length === 0) return null;
  return (
    <Choice
      label={headerText(column)}
      value={value}
      options={[
        { value: '', label: 'all' },
        ...words.map((word) => ({ value: word, label: column === 'evidence' ? gradeText(word) : word })),
      ]}
      onChange={(text) => app.showOnly(column, text)}
    />
  );
}
