import type { BenchCity } from "./bench-city.ts";
import { openPgRouting, type PgRoutingPeer } from "./pgrouting.ts";
import { plainArcs } from "./plain-arcs.ts";
import { findScipy, openScipy, type ScipyPeer } from "./scipy.ts";

/** Who else can answer over the made city; `null`: was not found. */
export interface CityPeers {
  readonly pgRouting: PgRoutingPeer | null;
  readonly scipy: ScipyPeer | null;
}

/** Opens those that are there; `missing` is told of the others, with how to get them. */
export async function openCityPeers(
  { network, seeds, stations }: BenchCity,
  missing: (name: string, how: string) => void,
): Promise<CityPeers> {
  const arcs = plainArcs(network, seeds, stations.count);
  const python = findScipy();
  const scipy =
    python === null ? null : await openScipy(python, { arcs, stations: stations.count });
  if (scipy === null)
    missing(
      "scipy",
      "Debian: apt install python3-scipy, or name a Python that has it in ONEGRID_PYTHON",
    );
  const url = process.env["ONEGRID_BENCH_DATABASE"];
  const pgRouting =
    url === undefined
      ? null
      : await openPgRouting(url, { network, arcs, stations: stations.count });
  if (pgRouting === null)
    missing(
      "pgRouting",
      "Debian: apt install postgresql-15-pgrouting, then ONEGRID_BENCH_DATABASE=postgres://… of a superuser; it makes and drops a schema onegrid_bench there",
    );
  return { pgRouting, scipy };
}

export async function closeCityPeers({ pgRouting, scipy }: CityPeers): Promise<void> {
  scipy?.close();
  await pgRouting?.close();
}
