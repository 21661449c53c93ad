/** Every centrality, each described once in its own file. */
import { articulation, bridges } from './articulation.ts';
import { betweenness } from './betweenness.ts';
import { closeness, harmonic } from './closeness.ts';
import { community } from './communities.ts';
import { component } from './components.ts';
import { coreNumber } from './core-number.ts';
import { degreeIn, degreeOut } from './degree.ts';
import { dominated } from './dominators.ts';
import { eigenvector } from './eigenvector.ts';
import { hitsAuthority, hitsHub } from './hits.ts';
import type { Centrality } from './measure.ts';
import { pagerank } from './pagerank.ts';
import { reachDown, reachUp } from './reach.ts';

/** All centralities, the plainest first. */
export const CENTRALITIES: readonly Centrality[] = [
  degreeIn,
  degreeOut,
  reachUp,
  reachDown,
  pagerank,
  betweenness,
  closeness,
  harmonic,
  dominated,
  eigenvector,
  hitsAuthority,
  hitsHub,
  coreNumber,
  articulation,
  bridges,
  component,
  community,
];
