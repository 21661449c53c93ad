/** Runs ForceAtlas2 away from the page: a fixed number of iterations, so that the result is always the same. */
import { MultiDirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';

export interface ForceTask {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly dependent: Int32Array;
  readonly supplier: Int32Array;
  /** Operating entity or -1: a weak tie, which keeps those without dependencies from drifting away. */
  readonly operator: Int32Array;
  readonly iterations: number;
  /** Places are sent after so many iterations. */
  readonly every: number;
}

export interface ForceReport {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly done: boolean;
}

interface Scope {
  onmessage: ((event: MessageEvent<ForceTask>) => void) | null;
  postMessage(report: ForceReport, transfer: Transferable[]): void;
}

// The page's types describe a window; inside a worker `self` is this.
const scope = self as unknown as Scope;

scope.onmessage = ({ data }) => {
  const graph = new MultiDirectedGraph();
  for (let v = 0; v < data.x.length; v++) graph.addNode(v, { x: data.x[v], y: data.y[v] });
  for (let p = 0; p < data.dependent.length; p++)
    graph.addEdge(data.dependent[p], data.supplier[p], { weight: 1 });
  data.operator.forEach((w, v) => {
    if (w >= 0) graph.addEdge(v, w, { weight: 0.5 });
  });
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    barnesHutOptimize: graph.order > 1500,
  };
  for (let run = 0; run < data.iterations; run += data.every) {
    forceAtlas2.assign(graph, { iterations: data.every, settings });
    const x = new Float32Array(graph.order);
    const y = new Float32Array(graph.order);
    graph.forEachNode((key, node) => {
      x[Number(key)] = node.x;
      y[Number(key)] = node.y;
    });
    scope.postMessage({ x, y, done: run + data.every >= data.iterations }, [x.buffer, y.buffer]);
  }
};
