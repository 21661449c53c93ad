"""Centralities by igraph or NetworkX, timed: python3 peers.py <library> <nodes> <arcs> <folder> <measure>...

<arcs> is a file of pairs of 32-bit integers, dependent and supplier. Prints the milliseconds of each measure as
JSON; leaves its values, 64-bit floats, in <folder>/<measure>.
"""

import array
import json
import sys
import time

library, count, arcs, folder, *measures = sys.argv[1:]
n = int(count)
ends = array.array("i")
with open(arcs, "rb") as file:
    ends.frombytes(file.read())
pairs = list(zip(ends[0::2], ends[1::2]))

if library == "igraph":
    import igraph

    graph = igraph.Graph(n=n, edges=pairs, directed=True)
    compute = {
        "reach-up": lambda: graph.neighborhood_size(order=n, mode="in", mindist=1),
        "pagerank": lambda: graph.pagerank(damping=0.85),
        "betweenness": lambda: graph.betweenness(directed=True),
        "harmonic": lambda: graph.harmonic_centrality(mode="in", normalized=False),
    }
else:
    import networkx

    graph = networkx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(pairs)

    def by_node(values):
        return [values[v] for v in range(n)]

    compute = {
        "reach-up": lambda: [len(networkx.ancestors(graph, v)) for v in range(n)],
        "pagerank": lambda: by_node(networkx.pagerank(graph, tol=1e-14, max_iter=1000)),
        "betweenness": lambda: by_node(networkx.betweenness_centrality(graph, normalized=False)),
        "harmonic": lambda: by_node(networkx.harmonic_centrality(graph)),
    }

times = {}
for measure in measures:
    started = time.perf_counter()
    values = compute[measure]()
    times[measure] = 1000 * (time.perf_counter() - started)
    with open(f"{folder}/{measure}", "wb") as file:
        array.array("d", values).tofile(file)
print(json.dumps(times))
