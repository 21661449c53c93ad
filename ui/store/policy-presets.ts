/** The measures that come with the page. In a part of its own, fetched when the Policy page is opened first. */
import type { Preset } from '../../engine/api/protocol.ts';

// a test reads every file as a stranger's
const files = import.meta.glob<Preset>('../../datasets/policies/*.json', { eager: true, import: 'default' });

/** In the order of their files. */
export const PRESETS: readonly Preset[] = Object.values(files);
