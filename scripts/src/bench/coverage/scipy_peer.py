"""Shortest paths by scipy, told what to do line by line; answers one line each. See scipy.ts."""

import sys
import time

import numpy
import scipy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

folder, node_count, first_station, stations = sys.argv[1], *map(int, sys.argv[2:5])
tails, heads, units = (
    numpy.fromfile(f"{folder}/{name}", dtype=numpy.uint32) for name in ("tails", "heads", "units")
)
# csr_matrix adds parallel arcs up: only the shortest of each pair may go in.
order = numpy.lexsort((units, heads, tails))
tails, heads, units = tails[order], heads[order], units[order]
first = numpy.ones(len(tails), dtype=bool)
first[1:] = (tails[1:] != tails[:-1]) | (heads[1:] != heads[:-1])
arcs = (units[first].astype(numpy.float64), (tails[first], heads[first]))
graph = csr_matrix(arcs, shape=(node_count, node_count))
print(scipy.__version__, flush=True)

for line in sys.stdin:
    what, limit, source = line.split()
    starts = (
        numpy.arange(first_station, first_station + stations) if what == "all" else int(source)
    )
    begun = time.perf_counter()
    found = dijkstra(graph, indices=starts, min_only=True, limit=float(limit))
    taken = (time.perf_counter() - begun) * 1000
    found[~numpy.isfinite(found)] = -1
    found.astype(numpy.int32).tofile(f"{folder}/found")
    print(taken, flush=True)
