/** GraphML (graphml.graphdrawing.org), as igraph, NetworkX, yEd and this program write it -> the tables of its graph. */
import type { Problem } from '../model/problem.ts';
import { decodePieces } from './decode.ts';
import { type GraphFile, graphTableBuilder } from './graph-tables.ts';
import { xmlWalk } from './xml.ts';

/** Elements walked between two pauses. */
const SLICE = 4_096;

/** Name of the attribute of the whole graph that holds dataset.json. */
export const DOCUMENT = 'dataset';

/**
 * Reads a graph in slices of a few milliseconds. Undefined, with a problem reported, when it cannot be read to its
 * end. What a dependency cannot be is reported: an edge without a direction, and one between more than two. O(characters).
 */
export function* readGraphml(
  file: string,
  bytes: Uint8Array,
  problems: Problem[],
): Generator<number, GraphFile | undefined> {
  const report = (severity: Problem['severity'], message: string): undefined => {
    problems.push({ severity, file, row: 0, column: '', value: '', message });
  };
  const nodes = graphTableBuilder(['id'], ['label', 'parent']);
  const edges = graphTableBuilder(['source', 'target'], ['id', 'label']);
  const walk = xmlWalk(decodePieces(file, bytes, problems));
  const parents: (readonly (string | undefined)[])[] = [];
  /** What the next data are about: a node or an edge, or the whole graph. */
  const owners: (typeof nodes | undefined)[] = [];
  let key: { readonly id: string; name: string; for: string; standard: string } | undefined;
  let documentKey = '';
  let data: string | undefined;
  let text = '';
  let labelDepth = 0;
  let inDefault = false;
  let document = '';
  let isDirected = true;
  let undirectedCount = 0;
  let hyperedgeCount = 0;
  let steps = 0;

  for (let step = walk.next(); step !== 'end'; step = walk.next()) {
    if (++steps % SLICE === 0) yield Math.min(1, walk.position / bytes.length);
    if (step === 'fault') return report('error', `The graph cannot be read: ${walk.fault}. Save it again.`);
    if (step === 'text') {
      if (inDefault && key !== undefined) key.standard += walk.text;
      else if (data !== undefined) text += walk.text;
      continue;
    }
    const isOpen = step === 'open';
    const owner = owners.at(-1);
    switch (walk.name) {
      case 'key':
        if (isOpen) {
          const id = walk.attribute('id') ?? '';
          const name = walk.attribute('attr.name') ?? '';
          key = { id, name, for: walk.attribute('for') ?? 'all', standard: '' };
        } else if (key !== undefined) {
          const { id, name, for: of, standard } = key;
          // a key without a name is one of a program's own, such as yEd's drawings
          if (name !== '' && (of === 'node' || of === 'all')) nodes.declare(id, name, standard);
          if (name !== '' && (of === 'edge' || of === 'all')) edges.declare(id, name, standard);
          if (name === DOCUMENT && of === 'graph') documentKey = id;
          key = undefined;
        }
        break;
      case 'default':
        inDefault = isOpen;
        break;
      case 'graph':
        if (isOpen) {
          isDirected = walk.attribute('edgedefault') !== 'undirected';
          owners.push(undefined);
        } else owners.pop();
        break;
      case 'node':
        if (isOpen) {
          nodes.begin([walk.attribute('id') ?? '', undefined, parents.at(-1)?.[0]]);
          parents.push(nodes.current);
          owners.push(nodes);
        } else {
          parents.pop();
          owners.pop();
        }
        break;
      case 'edge':
        if (isOpen) {
          edges.begin([
            walk.attribute('source') ?? '',
            walk.attribute('target') ?? '',
            walk.attribute('id'),
            undefined,
          ]);
          owners.push(edges);
          const directed = walk.attribute('directed');
          if (directed === undefined ? !isDirected : directed !== 'true') undirectedCount++;
        } else owners.pop();
        break;
      case 'hyperedge':
        if (isOpen) hyperedgeCount++;
        break;
      case 'data':
        if (isOpen) {
          data = walk.attribute('key') ?? '';
          text = '';
          if (owner === nodes && parents.length > 0) nodes.resume(parents.at(-1)!);
        } else {
          if (owner === undefined && data === documentKey && data !== '') document = text;
          if (data !== undefined) owner?.set(data, text);
          data = undefined;
        }
        break;
      case 'NodeLabel':
      case 'EdgeLabel':
        // the words that a person sees in yEd
        if (isOpen) {
          labelDepth = walk.depth;
          text = '';
        } else if (labelDepth === walk.depth) owner?.structural('label', text.trim());
        break;
    }
  }
  if (undirectedCount > 0)
    report(
      'warning',
      `${undirectedCount} edges have no direction; the source of each is read as the one that depends.`,
    );
  if (hyperedgeCount > 0)
    report('error', `${hyperedgeCount} edges join more than two nodes; they are left out.`);
  return { nodes: nodes.finish(), edges: edges.finish(), document };
}
