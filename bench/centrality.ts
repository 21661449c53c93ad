/** Centralities beside the libraries that one would otherwise take, on generated graphs and on Debian's packages. */
import { DirectedGraph } from 'graphology';
import graphologyBetweenness from 'graphology-metrics/centrality/betweenness.js';
import graphologyPagerank from 'graphology-metrics/centrality/pagerank.js';
import { dependencyOrder } from '../engine/centrality/dependency-order.ts';
import type { Centrality } from '../engine/centrality/measure.ts';
import { CENTRALITIES } from '../engine/centrality/registry.ts';
import { byNode, renumbered } from '../engine/centrality/renumbered.ts';
import type { SimpleGraph } from '../engine/projection/simple-graph.ts';
import { debianGraph } from './debian-graph.ts';
import { finish } from './finish.ts';
import { layeredGraph } from './graphs.ts';
import { type Contender, compare, QUICK } from './measure.ts';
import { findPeers, type Peers } from './peers.ts';

const MEASURES = ['reach-up', 'pagerank', 'betweenness', 'harmonic'];

/** Largest difference between two values, of the value or of 1 if that is more. */
const ROUNDING = 1e-9;

const ROUNDS = 5;

/** What takes minutes, or seconds to build a graph, takes part on small graphs only. */
type Size = 'small' | 'large';

/** Times reach, PageRank, betweenness and harmonic centrality of all entities. */
export function benchCentralities(): void {
  const peers = QUICK ? undefined : findPeers();
  if (!QUICK && peers === undefined)
    console.log('\n== igraph and NetworkX: left out; install python3-igraph and python3-networkx');
  benchGraph('S, layered', { graph: layeredGraph(2000, 5), size: 'small', peers });
  if (QUICK) return;
  benchGraph('M, layered', { graph: layeredGraph(100_000, 7), size: 'large', peers });
  const debian = debianGraph();
  if (debian === undefined)
    console.log('\n== D, Debian packages: left out, this machine has no package lists');
  else benchGraph('D, Debian packages', { graph: debian, size: 'large', peers });
  peers?.close();
}

interface Course {
  readonly graph: SimpleGraph;
  readonly size: Size;
  readonly peers: Peers | undefined;
}

function benchGraph(name: string, { graph, size, peers }: Course): void {
  console.log(`\n== ${name}: ${graph.nodeCount} entities, ${graph.arcCount} dependencies`);
  const id = Array.from({ length: graph.nodeCount }, (_, v) => `entity ${v}`);
  for (const measure of CENTRALITIES.filter((each) => MEASURES.includes(each.id))) {
    const standard = Object.fromEntries(measure.parameters.map((each) => [each.id, each.standard]));
    const linchpin = {
      name: 'linchpin',
      run: () => finish(measure.compute({ graph, id }, standard)).values,
    };
    compare(
      `${measure.label} of every entity`,
      [
        linchpin,
        ...(peers === undefined ? [] : inPython(measure, { graph, size, peers })),
        ...(size === 'small' ? inGraphology(measure, graph) : []),
      ],
      allClose,
      ROUNDS,
    );
  }
}

/** igraph with the nodes as they come and in our order, and NetworkX. */
function inPython({ id: measure }: Centrality, { graph, size, peers }: Course): Contender<Float64Array>[] {
  const sorted = renumbered(graph, dependencyOrder(graph));
  const asTheyCome = { nodeCount: graph.nodeCount, tail: tailsOf(graph), head: graph.out, measure };
  const inOurOrder = { nodeCount: graph.nodeCount, tail: tailsOf(sorted), head: sorted.out, measure };
  const reordered = peers!.contender({ name: 'igraph, our numbering', library: 'igraph', ...inOurOrder });
  return [
    peers!.contender({ name: 'igraph', library: 'igraph', ...asTheyCome }),
    { ...reordered, run: () => byNode(sorted, reordered.run()) },
    ...(size === 'small' ? [peers!.contender({ name: 'NetworkX', library: 'networkx', ...asTheyCome })] : []),
  ];
}

function inGraphology({ id: measure }: Centrality, graph: SimpleGraph): Contender<Float64Array>[] {
  const drawn = new DirectedGraph();
  for (let v = 0; v < graph.nodeCount; v++) drawn.addNode(v);
  tailsOf(graph).forEach((v, e) => {
    drawn.addDirectedEdge(v, graph.out[e]!);
  });
  const values = (byKey: Record<string, number>): Float64Array =>
    Float64Array.from({ length: graph.nodeCount }, (_, v) => byKey[v]!);
  const name = 'graphology-metrics';
  if (measure === 'betweenness')
    return [{ name, run: () => values(graphologyBetweenness(drawn, { normalized: false })) }];
  if (measure !== 'pagerank') return [];
  const options = { getEdgeWeight: null, tolerance: 1e-14, maxIterations: 1000 };
  return [{ name, run: () => values(graphologyPagerank(drawn, options)) }];
}

function tailsOf({
  nodeCount,
  outStart,
  out,
}: Pick<SimpleGraph, 'nodeCount' | 'outStart' | 'out'>): Int32Array {
  const tail = new Int32Array(out.length);
  for (let v = 0; v < nodeCount; v++) tail.fill(v, outStart[v]!, outStart[v + 1]!);
  return tail;
}

function allClose(a: Float64Array, b: Float64Array): boolean {
  return (
    a.length === b.length &&
    a.every((value, v) => Math.abs(value - b[v]!) <= ROUNDING * Math.max(1, Math.abs(value)))
  );
}
