/** Kept projects in words. */
import { bytesText, counted } from '../words.ts';
import type { KeepingFault, KeptProject } from './database.ts';

/** Why work is not kept, and what to do. */
export const PROBLEM_OF: Readonly<Record<KeepingFault, string>> = {
  full: 'This browser has no room left, so your work is on this page only. Save it as a project, or delete projects that you no longer need.',
  refused:
    'This browser keeps nothing here, as in some private windows. Save your work as a project before you leave.',
  newer:
    'A newer Linchpin has kept work in this browser, and this page is an older one. What is kept is untouched. Save your work as a project, then load the page again.',
};

/** What a project is called; not all were given a name. */
export function nameOfKept({ name }: KeptProject): string {
  return name || 'My data';
}

/** How large a project is and when it was last changed. */
export function sizeOfKept({ entities, dependencies, bytes, changedAt }: KeptProject): string {
  const changed = new Date(changedAt);
  const when = changed.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  const size =
    entities > 0
      ? `${counted(entities, 'entity', 'entities')}, ${counted(dependencies, 'dependency', 'dependencies')}, `
      : '';
  return `${size}${bytesText(bytes)}; changed ${when}`;
}
