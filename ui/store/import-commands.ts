/** What a person does on the import page, and the jobs that it starts. */
import type { EngineClient } from '../../engine/api/client.ts';
import type {
  ColumnPlan,
  Finding,
  FindingChoice,
  ImportPlan,
  JobKind,
  JobRequest,
  JobResult,
  Outcome,
  SamePair,
  SourceFile,
  TablePlan,
} from '../../engine/api/protocol.ts';
import type { DatasetStore, LoadOutcome, OwnSource } from './dataset.ts';
import { planThatFits } from './import-library.ts';
import {
  findingKey,
  type ImportingStore,
  NO_IMPORT,
  openDecisions,
  withChoice,
  withTable,
} from './importing.ts';
import { createMappingCommands } from './mapping-commands.ts';
import { nameOfFiles } from './own-files.ts';

interface Parts {
  readonly importing: ImportingStore;
  readonly dataset: DatasetStore;
  readonly say: (tone: 'info' | 'warning' | 'error', text: string) => void;
  /** Opens what was imported under a name that undo can say. */
  readonly open: (name: string, own: OwnSource) => Promise<LoadOutcome['kind']>;
  readonly goTo: (page: 'import' | 'map') => void;
}

/** Files of more bytes than this in all are refused: the browser holds them several times. */
const MOST_BYTES = 1 << 29;

/** Problems that are listed one by one; all are counted. */
const PROBLEMS_SHOWN = 500;

/** Commands of the import page. */
export function createImportCommands(engine: EngineClient, { importing, dataset, say, open, goTo }: Parts) {
  let running: AbortController | null = null;

  /** Runs a job with its progress shown; a later one ends it. Null when it was ended. */
  async function work<K extends JobKind>(
    label: string,
    request: JobRequest<K>,
  ): Promise<Outcome<JobResult<K>> | null> {
    running?.abort();
    const job = new AbortController();
    running = job;
    importing.setState({ running: { label, progress: { step: 'Starting', fraction: 0 } } });
    const outcome = await engine.run(request, {
      latest: 'import',
      signal: job.signal,
      onProgress: (progress) => {
        if (running === job) importing.setState({ running: { label, progress } });
      },
    });
    if (running !== job) return null;
    running = null;
    importing.setState({ running: null });
    return outcome.ok || outcome.error.code !== 'cancelled' ? outcome : null;
  }

  /** The mapping file of what is chosen; null when it cannot be had. */
  async function mappingFile(): Promise<{
    readonly file: SourceFile;
    readonly assumed: readonly string[];
  } | null> {
    const { plan, written, same, onto } = importing.getState();
    const encoder = new TextEncoder();
    if (written)
      return {
        file: { name: written.name, bytes: encoder.encode(withSame(written.text, same)) },
        assumed: [],
      };
    if (!plan) return null;
    // what is added takes its weights from the open system, not from the number of rows
    const meant =
      onto === 'open'
        ? { ...plan, tables: plan.tables.map((table) => ({ ...table, countsOnce: false })) }
        : plan;
    const outcome = await work('Writing the mapping', { kind: 'mappingOf', plan: meant, same });
    if (!outcome?.ok) return null;
    const { text, assumed } = outcome.value;
    return { file: { name: 'mapping.json', bytes: encoder.encode(text) }, assumed };
  }

  /** Finds out what an import of what is chosen would do. */
  async function tryIt(): Promise<void> {
    const { files, onto } = importing.getState();
    importing.setState({ isStale: true });
    const mapping = await mappingFile();
    if (mapping === null) return;
    const outcome = await work('Checking', {
      kind: 'import',
      files,
      mapping: mapping.file,
      onto,
      isTrial: true,
      mostProblems: PROBLEMS_SHOWN,
    });
    if (outcome === null) return;
    const text = new TextDecoder().decode(mapping.file.bytes);
    const { assumed } = mapping;
    importing.setState({
      isStale: false,
      trial: outcome.ok
        ? { result: outcome.value, failure: null, assumed, text }
        : {
            result: null,
            failure: { message: outcome.error.message, problems: outcome.error.problems ?? [] },
            assumed,
            text,
          },
    });
  }

  function setPlan(plan: ImportPlan, answered: readonly Finding[] = []): void {
    const before = importing.getState().answered;
    importing.setState({ plan, answered: new Set([...before, ...answered.map(findingKey)]) });
    void tryIt();
  }

  /** Findings about a column that was changed by hand are answered by it. */
  function findingsOf(table: string, column: string): readonly Finding[] {
    return (importing.getState().preview?.findings ?? []).filter(
      (finding) => finding.table === table && finding.column === column,
    );
  }

  function stop(): void {
    running?.abort();
    running = null;
    importing.setState({ running: null });
  }

  const commands = {
    /** Goes to the import page, with files where there are some. */
    async startImport(files: readonly File[] = []): Promise<void> {
      goTo('import');
      const { done, files: before } = importing.getState();
      if (files.length === 0) {
        if (done || before.length === 0) commands.resetImport();
        return;
      }
      commands.resetImport();
      const size = files.reduce((sum, file) => sum + file.size, 0);
      if (size > MOST_BYTES) {
        importing.setState({
          failure: 'The files are larger than 512 MB in all. Import them one by one, or on the command line.',
        });
        return;
      }
      const sources: SourceFile[] = [];
      for (const file of files) {
        try {
          sources.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
        } catch {
          importing.setState({
            failure: `${file.name} could not be read. It may have been moved. Choose it again.`,
          });
          return;
        }
      }
      const names = sources.map(({ name }) => name).join(', ');
      const outcome = await work(`Reading ${names}`, { kind: 'preview', files: sources });
      if (outcome === null) return;
      if (!outcome.ok) {
        importing.setState({ failure: outcome.error.message });
        return;
      }
      const preview = outcome.value;
      const saved = planThatFits(importing.getState().library, preview.tables);
      importing.setState({
        step: 'Columns',
        files: sources,
        preview,
        plan: saved?.plan ?? preview.plan,
        mapping: saved?.name ?? '',
        answered: new Set(saved ? preview.findings.map(findingKey) : []),
        shown: (saved?.plan ?? preview.plan).tables[0]?.file ?? '',
        onto: dataset.getState().view ? 'open' : 'nothing',
      });
      if (saved) say('info', `The columns are those of your mapping “${saved.name}”; it is used.`);
      await tryIt();
    },

    /** Forgets the import under way. */
    resetImport(): void {
      stop();
      importing.setState({ ...NO_IMPORT });
    },

    /** Stops what is being read or checked. */
    stopImport(): void {
      const wasRunning = running !== null;
      stop();
      if (wasRunning && importing.getState().preview === null) commands.resetImport();
    },

    /** Checks again what was stopped. */
    tryImportAgain: () => void tryIt(),

    /** Gives a column another meaning. */
    setColumn(table: string, column: string, patch: Partial<ColumnPlan>): void {
      const { plan } = importing.getState();
      if (!plan) return;
      setPlan(
        withTable(plan, table, (each) => ({
          ...each,
          columns: each.columns.map((one) => (one.column === column ? { ...one, ...patch } : one)),
        })),
        findingsOf(table, column),
      );
    },

    /** Gives the columns of a table other meanings, because of what one of them became. */
    setColumns(table: string, column: string, columns: readonly ColumnPlan[]): void {
      const { plan } = importing.getState();
      if (plan)
        setPlan(
          withTable(plan, table, (each) => ({ ...each, columns })),
          findingsOf(table, column),
        );
    },

    /** Changes what holds for a whole table. */
    setTable(table: string, patch: Partial<TablePlan>): void {
      const { plan } = importing.getState();
      if (plan) setPlan(withTable(plan, table, (each) => ({ ...each, ...patch })));
    },

    /** Changes what holds for the whole import. */
    setImport(patch: Partial<Omit<ImportPlan, 'tables'>>): void {
      const { plan } = importing.getState();
      if (plan) setPlan({ ...plan, ...patch });
    },

    /** Does what a problem suggests. */
    repairImport: (plan: ImportPlan): void => setPlan(plan),

    /** Answers a finding. */
    answer(finding: Finding, choice: FindingChoice): void {
      const { plan } = importing.getState();
      if (plan) setPlan(withChoice(plan, finding, choice), [finding]);
    },

    /** Adds to the open system, or stands alone. */
    setOnto(onto: 'open' | 'nothing'): void {
      importing.setState({ onto, same: {}, apart: new Set() });
      void tryIt();
    },

    /** Says that two entities are one, or two. */
    setSame(join: string, keep: string | null): void {
      const { same, apart } = importing.getState();
      const { [join]: _, ...others } = same;
      importing.setState({
        same: keep === null ? others : { ...others, [join]: keep },
        apart: keep === null ? new Set([...apart, join]) : new Set([...apart].filter((id) => id !== join)),
      });
      void tryIt();
    },

    /** Says of several pairs that each is one entity. */
    joinAll(pairs: readonly SamePair[]): void {
      const { same } = importing.getState();
      const joined = Object.fromEntries(pairs.map(({ join, keep }) => [join.id, keep.id]));
      importing.setState({ same: { ...same, ...joined } });
      void tryIt();
    },

    showTable: (shown: string): void => importing.setState({ shown, row: 0 }),

    toStep: (step: 'Columns' | 'Check'): void => importing.setState({ step }),

    /** Shows a row of the table, fetched where it is none of those at hand. */
    async showRow(table: string, row: number): Promise<void> {
      const { preview, files, shown, foundRows } = importing.getState();
      const known = preview?.tables.find(({ name }) => name === table);
      if (!known) return;
      const has = [...known.rows, ...known.special, ...(shown === table ? foundRows : [])].some(
        (each) => each.row === row,
      );
      importing.setState({ step: 'Columns', shown: table, row, ...(shown !== table && { foundRows: [] }) });
      if (has) return;
      const outcome = await work('Looking for the row', { kind: 'tableRows', files, table, rows: [row] });
      if (outcome?.ok)
        importing.setState((now) => ({ foundRows: [...now.foundRows, ...outcome.value].slice(-50) }));
    },

    /** Imports, and opens what comes of it. */
    async finishImport(): Promise<void> {
      const now = importing.getState();
      if (openDecisions(now).length > 0) return;
      const mapping = await mappingFile();
      if (mapping === null) return;
      const { files, onto } = now;
      const { key } = dataset.getState();
      const outcome = await work('Importing', {
        kind: 'import',
        files,
        mapping: mapping.file,
        onto,
        asBytes: true,
        mostProblems: PROBLEMS_SHOWN,
      });
      if (outcome === null) return;
      if (!outcome.ok) {
        importing.setState({
          trial: {
            result: null,
            failure: { message: outcome.error.message, problems: outcome.error.problems ?? [] },
            assumed: mapping.assumed,
            text: new TextDecoder().decode(mapping.file.bytes),
          },
        });
        return;
      }
      if (onto === 'open' && dataset.getState().key !== key) {
        say(
          'warning',
          'What is open was changed while the import was made, so it was not added. Check it again.',
        );
        return tryIt();
      }
      const result = outcome.value;
      const names = files.map(({ name }) => name).join(', ');
      const kind = await open(`import ${names}`, {
        name: nameOfFiles(files),
        source: { files: result.packed },
        continues: onto === 'open',
      });
      // the texts have served
      if (kind === 'ready')
        importing.setState({
          step: 'Done',
          done: { title: names, key: dataset.getState().key, result: { ...result, packed: [] } },
        });
    },
  };

  return { ...commands, ...createMappingCommands({ importing, say, tryIt }) };
}

function withSame(text: string, same: Readonly<Record<string, string>>): string {
  if (Object.keys(same).length === 0) return text;
  try {
    const mapping = JSON.parse(text) as { same?: object };
    return JSON.stringify({ ...mapping, same: { ...mapping.same, ...same } }, null, 2);
  } catch {
    return text;
  }
}
