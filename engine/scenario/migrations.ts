/** How scenarios of older versions become those of today, one version at a time. */

/** What a scenario or a preset of one version is before it is checked. */
export type Draft = Readonly<Record<string, unknown>>;

/** A step from one version to the next. */
export interface Migration {
  /** The version that it makes; the one before is what it takes. */
  readonly to: number;
  readonly migrate: (draft: Draft) => Draft;
}

/** Every step since version 1, in order and without a gap (a test holds them to it). */
export const MIGRATIONS: readonly Migration[] = [];

/** The version that scenarios and presets have today. */
export const SCENARIO_VERSION = 1 + MIGRATIONS.length;

/** The versions at which a list of steps fails to follow on from the one before; empty for a sound one. */
export function gapsIn(migrations: readonly Migration[]): readonly number[] {
  return migrations.map(({ to }) => to).filter((to, i) => to !== i + 2);
}

/**
 * The draft in the version that the steps lead to, which stands in `schemaVersion`; unchanged where its own
 * version is none that they start from, so that the check of the schema says so.
 */
export function migrated(draft: Draft, migrations: readonly Migration[]): Draft {
  const { schemaVersion } = draft;
  if (!Number.isInteger(schemaVersion) || (schemaVersion as number) < 1) return draft;
  return migrations
    .slice((schemaVersion as number) - 1)
    .reduce((older, { to, migrate }) => ({ ...migrate(older), schemaVersion: to }), draft);
}
