/** project.json: what a project file says of the work that it keeps (docs/formats.md), and its older versions. */
import * as z from 'zod';
import type { Edit } from './edit.ts';

export const PROJECT_FORMAT = 'linchpin-project';

/** How a project of one version becomes one of the next. */
export interface ProjectMigration {
  /** The version that it makes; the one before is what it takes. */
  readonly to: number;
  readonly migrate: (project: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** Every step since version 1, in order and without a gap (a test holds them to it). */
export const PROJECT_MIGRATIONS: readonly ProjectMigration[] = [];

export const PROJECT_VERSION = 1 + PROJECT_MIGRATIONS.length;

const TABLE = z.enum(['entities', 'dependencies']);

/** Edits as data from strangers. */
const EDIT: z.ZodType<Edit> = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('set'),
    table: TABLE,
    row: z.string(),
    column: z.string(),
    value: z.string(),
  }),
  z.strictObject({ do: z.literal('add'), table: TABLE, cells: z.record(z.string(), z.string()) }),
  z.strictObject({ do: z.literal('remove'), table: TABLE, rows: z.array(z.string()) }),
  z.strictObject({ do: z.literal('merge'), ids: z.array(z.string()), into: z.string() }),
]);

const RESULT = z.strictObject({
  /** Path within the archive, under results/. */
  file: z.string(),
  title: z.string(),
  /** The seed of its draws; null where nothing is drawn. */
  seed: z.number().nullable().default(null),
  /** Fingerprint of the system that it was computed on. */
  hash: z.string(),
});

export const PROJECT = z.strictObject({
  format: z.literal(PROJECT_FORMAT),
  schemaVersion: z.literal(PROJECT_VERSION),
  name: z.string(),
  /** Version of the engine that wrote it. */
  engine: z.string(),
  /** When, in UTC, as the writer's clock had it. */
  savedAt: z.string(),
  /** The session as a link, such as "#/risk?…", which holds page, selection, scenario, seed and view. */
  session: z.string().default(''),
  /** Key of the dataset in the session; the files of the archive are what it means. */
  dataset: z.string().default(''),
  edits: z.array(EDIT).default([]),
  /** Files of scenarios, as they are written on their own. */
  scenarios: z.array(z.record(z.string(), z.unknown())).default([]),
  results: z.array(RESULT).default([]),
  /** What the page keeps besides, which the engine passes on unread. */
  page: z.record(z.string(), z.unknown()).default({}),
});

/** What a project says of itself, apart from its files. */
export type ProjectContent = Omit<z.output<typeof PROJECT>, 'format' | 'schemaVersion'>;

/** Brings a project of an older version to this one; one of another version is left to the schema. */
export function migratedProject(
  project: Readonly<Record<string, unknown>>,
  migrations = PROJECT_MIGRATIONS,
): Readonly<Record<string, unknown>> {
  const version = project.schemaVersion;
  if (!Number.isInteger(version) || (version as number) < 1) return project;
  return migrations
    .slice((version as number) - 1)
    .reduce((older, { to, migrate }) => ({ ...migrate(older), schemaVersion: to }), project);
}
