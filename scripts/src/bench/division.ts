import { demoBatches, type DemoOptions } from "@onegrid/core/demo";
import { buildFromBuildings, type BuildingsInput, type PlanarMap } from "@onegrid/core/topology";
import { buildMap } from "../divide/build-map.ts";
import { benchCities } from "./division-city-table.ts";
import { measureOurs, measurePeers, TARGET } from "./division-methods.ts";
import { worstRow } from "./division-table.ts";

const DEMO: DemoOptions = { seed: 1, size: "district", until: "2026-01-01T00:00:00+08:00" };

/**
 * Prints how well and how fast a map is divided, beside METIS when `gpmetis` is installed (Debian
 * package `metis`): `npm run bench -- division [units.geojson [field of the community]]`. Without a
 * file, the map is the made-up demo district; with the word `city` and a number of seeds, five made
 * cities of 60,000 units, all presets.
 */
export async function benchDivision(): Promise<void> {
  const [path, within] = process.argv.slice(3);
  if (path === "city") return benchCities(within === undefined ? undefined : Number(within));
  const { map } = path === undefined ? demoMap() : await buildMap(fileArgs(path, within));
  const rows: Record<string, string>[] = [];
  for (const [name, preset, effort] of [
    ["standard", "standard", undefined],
    ["standard, effort 1", "standard", 1],
    ["balance first", "balance-first", undefined],
    ["compounds first", "compounds-first", undefined],
    ["shape first", "shape-first", undefined],
  ] as const) {
    rows.push(worstRow(name, [await measureOurs(map, preset, effort)]));
  }
  for (const [name, measured] of measurePeers(map)) rows.push(worstRow(name, [measured]));
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
