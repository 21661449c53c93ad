/** Words of the jobs that write the open system in other formats, and that keep work in one file. */
import type { ProjectContent as Content } from '../formats/project-schema.ts';
import type { DatasetFile } from '../formats/read-table.ts';

/** Formats that a system can be written in; `csv` is the native one. */
export type ExportFormat = 'csv' | 'json' | 'gexf' | 'graphml';

export interface ExportResult {
  /** Each file in pieces that are to stand one after another, for no text can be longer than half a gigabyte. */
  readonly files: readonly { readonly name: string; readonly pieces: readonly string[] }[];
  /** What the format cannot carry, each in one sentence; empty when reading it gives the same system. */
  readonly cannotCarry: readonly string[];
}

/** What a project file says of the work that it keeps; the engine's version is added where it is written. */
export type ProjectContent = Omit<Content, 'engine'>;

export interface ProjectResult {
  readonly project: Content;
  readonly files: readonly DatasetFile[];
  /** Texts by the name that `project.results` gives each, without its folder. */
  readonly results: readonly { readonly name: string; readonly text: string }[];
}

export interface FormatJobs {
  /** Writes the open system as a file, or files, that others can open. */
  export: { request: { readonly format: ExportFormat }; result: ExportResult };
  /** Packs work into one project file; needs no system. */
  writeProject: {
    request: {
      readonly project: ProjectContent;
      readonly files: readonly DatasetFile[];
      readonly results: ProjectResult['results'];
    };
    result: { readonly bytes: Uint8Array };
  };
  /** Reads a project file; needs no system, and opens none. `bad-data` with the problems when it is not sound. */
  readProject: { request: { readonly file: DatasetFile }; result: ProjectResult };
}
