/** GEXF 1.1 to 1.3 (gexf.net), as Gephi, NetworkX and this program write it -> the tables of its graph. */
import type { Problem } from '../model/problem.ts';
import { decodePieces } from './decode.ts';
import { type GraphFile, graphTableBuilder } from './graph-tables.ts';
import { xmlWalk } from './xml.ts';

/** Elements walked between two pauses. */
const SLICE = 4_096;

/**
 * Reads a graph in slices of a few milliseconds. Undefined, with a problem reported, when it cannot be read to its end. What a
 * dependency cannot be is reported: an edge without a direction, and values that change with time. O(characters).
 */
export function* readGexf(
  file: string,
  bytes: Uint8Array,
  problems: Problem[],
): Generator<number, GraphFile | undefined> {
  const report = (severity: Problem['severity'], message: string): undefined => {
    problems.push({ severity, file, row: 0, column: '', value: '', message });
  };
  const nodes = graphTableBuilder(['id', 'label'], ['parent']);
  const edges = graphTableBuilder(['source', 'target'], ['id', 'label', 'weight', 'type']);
  const walk = xmlWalk(decodePieces(file, bytes, problems));
  const parents: (readonly (string | undefined)[])[] = [];
  let table = nodes;
  let declared: { readonly of: typeof nodes; key: string; title: string; standard: string } | undefined;
  let attributesOf = nodes;
  let inDefault = false;
  let inDescription = false;
  let document = '';
  let isDirected = true;
  let undirectedCount = 0;
  let changingCount = 0;
  let steps = 0;

  for (let step = walk.next(); step !== 'end'; step = walk.next()) {
    if (++steps % SLICE === 0) yield Math.min(1, walk.position / bytes.length);
    if (step === 'fault') return report('error', `The graph cannot be read: ${walk.fault}. Save it again.`);
    if (step === 'text') {
      if (inDefault && declared !== undefined) declared.standard += walk.text;
      if (inDescription) document += walk.text;
      continue;
    }
    const isOpen = step === 'open';
    switch (walk.name) {
      case 'description':
        inDescription = isOpen;
        break;
      case 'graph':
        if (isOpen) isDirected = walk.attribute('defaultedgetype') === 'directed';
        break;
      case 'attributes':
        if (isOpen) attributesOf = walk.attribute('class') === 'edge' ? edges : nodes;
        break;
      case 'attribute':
        if (isOpen) {
          const key = walk.attribute('id') ?? '';
          declared = { of: attributesOf, key, title: walk.attribute('title') ?? key, standard: '' };
        } else if (declared !== undefined) {
          declared.of.declare(declared.key, declared.title, declared.standard);
          declared = undefined;
        }
        break;
      case 'default':
        inDefault = isOpen;
        break;
      case 'node': {
        table = nodes;
        if (isOpen) {
          const parent = walk.attribute('pid') ?? parents.at(-1)?.[0];
          nodes.begin([walk.attribute('id') ?? '', walk.attribute('label') ?? '', parent]);
          parents.push(nodes.current);
        } else {
          parents.pop();
          const outer = parents.at(-1);
          if (outer !== undefined) nodes.resume(outer);
        }
        break;
      }
      case 'edge': {
        table = edges;
        if (!isOpen) break;
        const type = walk.attribute('type');
        const [from, to] = [walk.attribute('source') ?? '', walk.attribute('target') ?? ''];
        edges.begin([from, to, ...['id', 'label', 'weight'].map((name) => walk.attribute(name)), type]);
        if (type === undefined ? !isDirected : type !== 'directed') undirectedCount++;
        break;
      }
      case 'attvalue':
        if (isOpen) {
          const key = walk.attribute('for') ?? walk.attribute('id') ?? '';
          if (!table.isDeclared(key)) table.declare(key, key);
          if (walk.attribute('start') !== undefined || walk.attribute('end') !== undefined) changingCount++;
          table.set(key, walk.attribute('value') ?? '');
        }
        break;
    }
  }
  if (undirectedCount > 0)
    report(
      'warning',
      `${undirectedCount} edges have no direction; the source of each is read as the one that depends.`,
    );
  if (changingCount > 0)
    report('warning', `${changingCount} values hold for a time only; the last one of each is read.`);
  return { nodes: nodes.finish(), edges: edges.finish(), document: datasetIn(document) };
}

/** The description where it is one of a dataset, as this program writes it. */
function datasetIn(text: string): string {
  return text.trimStart().startsWith('{') && text.includes('"schemaVersion"') ? text : '';
}
