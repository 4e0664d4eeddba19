import { demoBatches, type DemoOptions } from "@onegrid/core/demo";
import {
  assignmentOf,
  emptyDivision,
  gridCount,
  makeGrounds,
  measure,
  type Ground,
  type MetricValues,
} from "@onegrid/core/division";
import { buildFromBuildings, type BuildingsInput, type PlanarMap } from "@onegrid/core/topology";
import { buildMap } from "../divide/build-map.ts";
import { divideMap } from "../divide/divide-map.ts";
import { say } from "../terminal.ts";
import { divideByMetis, hasMetis, type MetisMethod } from "./metis.ts";

const TARGET = 300;
const DEMO: DemoOptions = { seed: 1, size: "district", until: "2026-01-01T00:00:00+08:00" };

/**
 * Prints how well and how fast a map is divided, beside METIS when `gpmetis` is installed (Debian
 * package `metis`): `npm run bench -- division [units.geojson [field of the community]]`. Without a
 * file, the map is the made-up demo district.
 */
export async function benchDivision(): Promise<void> {
  const [path, within] = process.argv.slice(3);
  const { map } = path === undefined ? demoMap() : await buildMap(fileArgs(path, within));
  const rows: Record<string, string>[] = [];
  for (const [name, preset, effort] of [
    ["standard", "standard", undefined],
    ["standard, effort 1", "standard", 1],
    ["balance first", "balance-first", undefined],
    ["compounds first", "compounds-first", undefined],
    ["shape first", "shape-first", undefined],
  ] as const) {
    const started = performance.now();
    const settings = { target: TARGET, preset, seed: "1", effort };
    const { metrics } = await divideMap(map, settings, () => undefined);
    rows.push(rowOf(name, started, metrics));
  }
  if (hasMetis()) rows.push(metisRow(map, "kway"), metisRow(map, "rb"));
  else say("没有安装 gpmetis：不作对比", "gpmetis is not installed: no peer in the table");
  console.table(rows);
}

const fileArgs = (units: string, within: string | undefined) => ({
  units,
  within,
  weight: "households",
  target: String(TARGET),
  preset: "standard",
  seed: "1",
  out: "",
});

function demoMap(): { map: PlanarMap } {
  const input = {
    communities: [] as BuildingsInput["communities"][number][],
    buildings: [] as BuildingsInput["buildings"][number][],
    compounds: [] as NonNullable<BuildingsInput["compounds"]>[number][],
    barriers: [] as NonNullable<BuildingsInput["barriers"]>[number][],
  };
  for (const record of [...demoBatches({ ...DEMO, incidentDays: 0 })].flat()) {
    const { sourceId: id } = record;
    if (record.layer === "areas" && record.kind === "community") {
      input.communities.push({ id: record.code, geometry: record.geometry });
    } else if (record.layer === "buildings") {
      input.buildings.push({ id, geometry: record.geometry, households: record.households ?? 0 });
    } else if (record.layer === "compounds") {
      input.compounds.push({ id, geometry: record.geometry });
    } else if (record.layer === "barriers" && isLine(record.geometry)) {
      input.barriers.push({ geometry: record.geometry, barrier: record.barrier });
    }
  }
  const built = buildFromBuildings(input);
  if (!built.ok) throw new Error(built.error.code);
  return built.value;
}

type BarrierGeometry = NonNullable<BuildingsInput["barriers"]>[number]["geometry"];

const isLine = (geometry: { readonly type: string }): geometry is BarrierGeometry =>
  geometry.type === "LineString" || geometry.type === "MultiLineString";

/** The same evaluator for the peer: each community alone, with the number of grids we would make. */
function metisRow(map: PlanarMap, method: MetisMethod): Record<string, string> {
  const started = performance.now();
  const divisions = [...makeGrounds(map).values()].map((ground) => divideGround(ground, method));
  const seconds = started;
  const weighted = divisions.map((metrics) => [metrics["grids"] ?? 0, metrics] as const);
  const total = weighted.reduce((sum, [grids]) => sum + grids, 0);
  const keys = Object.keys(divisions[0] ?? {});
  const mean = Object.fromEntries(
    keys.map((key) => [
      key,
      weighted.reduce((sum, [grids, metrics]) => sum + grids * (metrics[key] ?? 0), 0) / total,
    ]),
  );
  return rowOf(`METIS ${method}`, seconds, { ...mean, grids: total });
}

function divideGround(ground: Ground, method: MetisMethod): MetricValues {
  const households = ground.graph.households.reduce((sum, count) => sum + count, 0);
  const count = gridCount(households, TARGET);
  const parts = divideByMetis(ground.graph, count, method);
  const grids = Array.from({ length: count }, (_, grid) => String(grid).padStart(5, "0"));
  const gridOf = Array.from(parts, (part) => grids[part] ?? null);
  return measure(assignmentOf({ ...emptyDivision("peer", ground, TARGET), grids, gridOf }));
}

function rowOf(name: string, started: number, metrics: MetricValues): Record<string, string> {
  const seconds = (performance.now() - started) / 1000;
  const percent = (key: string) =>
    typeof metrics[key] === "number" ? (100 * metrics[key]).toFixed(1) : "–";
  const number = (key: string, digits: number) => metrics[key]?.toFixed(digits) ?? "–";
  return {
    method: name,
    s: seconds.toFixed(1),
    grids: number("grids", 0),
    "±10 % share": percent("fairShareWithin10"),
    "±20 %": percent("fairShareWithin20"),
    "±10 % of 300": percent("targetWithin10"),
    "UK band": percent("ukBand"),
    PP: number("polsbyPopperMean", 3),
    "PP 5th": number("polsbyPopperP5", 3),
    contiguous: percent("contiguous"),
    "small cut": number("smallCompoundsCut", 0),
    "large in fewest": percent("largeCompoundsInFewest"),
    "on barriers": percent("innerBorderOnBarriers"),
    "hard, m": number("acrossHardBarriers", 0),
  };
}
