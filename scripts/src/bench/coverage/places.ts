import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { attachPoints, buildNetwork, EdgeFinder, type Network } from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";
import { InputFiles } from "../../cover/input-files.ts";
import { readNetwork } from "../../cover/read-network.ts";
import { readOsmFile } from "../../cover/read-osm-file.ts";
import { readBuildings, readStations } from "../../cover/read-places.ts";
import { readWalkingNetwork } from "../../cover/walk-args.ts";
import { runDemo } from "../../demo/run-demo.ts";
import { makeCity, randomOf } from "../made-city.ts";

/** Somewhere to draw polygons over: a network, buildings and the stations they walk to. */
export interface Place {
  readonly name: string;
  readonly network: Network;
  readonly buildings: readonly Position[];
  readonly stations: readonly Position[];
}

/** A made city without walls; its last stations stand away from every way. */
export function madePlace(side: number): Place {
  const buildings = side * side;
  const { input, ...city } = makeCity(side, { buildings, stations: Math.ceil(buildings / 400) });
  const built = buildNetwork(input, { mode: "foot" });
  if (!built.ok) throw new Error(built.error.code);
  return { name: "made city", network: built.value.network, ...city };
}

/** The demo district: walled compounds in compounds, gates of every kind, a river. */
export async function demoPlace(size: "estate" | "district"): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), "onegrid-demo-"));
  const layer = (name: string) => join(folder, `${name}.geojson`);
  try {
    await runDemo({ size, seed: "1", until: "2026-01-01T00:00:00Z", out: folder });
    const files = new InputFiles(undefined);
    const walls = { compounds: layer("compounds"), gates: layer("gates"), policy: "pessimistic" };
    const { network } = await readWalkingNetwork({ network: layer("ways"), ...walls }, files);
    const buildings = await readBuildings(layer("buildings"), undefined, files);
    const stations = await readStations(layer("stations"), files);
    return {
      name: `demo ${size} with walls and gates`,
      network,
      buildings: buildings.map(({ position }) => position),
      stations: stations.map(({ position }) => position),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const STATIONS = 12;
/** Peers are asked about nodes of ways: ours has to be right there too. */
const WAY_NODES = 2000;

/** A real extract with its own buildings; stations stand at some of its ways. */
export async function extractPlace(path: string): Promise<Place> {
  const { network } = await readNetwork(path, { mode: "foot" });
  const buildings = await readBuildings(path, undefined, new InputFiles(undefined));
  const ways = await walkablePlaces(path);
  const random = randomOf(20261122);
  const stations = Array.from({ length: STATIONS }, () => pickOf(ways, random));
  const nodes = Array.from({ length: WAY_NODES }, () => pickOf(ways, random));
  const positions = buildings.map(({ position }) => position);
  const name = `${basename(path)}, buildings and nodes of ways`;
  return { name, network, buildings: [...positions, ...nodes], stations };
}

export const pickOf = (places: readonly Position[], random: () => number): Position =>
  places[Math.floor(random() * places.length)] ?? [0, 0];

/** Straight metres between two places, near enough to choose by. */
export function straightMetres(a: Position, b: Position): number {
  const east = (a[0] - b[0]) * 111_320 * Math.cos((a[1] * Math.PI) / 180);
  return Math.hypot(east, (a[1] - b[1]) * 110_540);
}

const WALKABLE = new Set(
  "primary secondary tertiary residential service unclassified living_street footway pedestrian steps path track".split(
    " ",
  ),
);

/** Nodes of ways that anybody may walk on. */
export async function walkablePlaces(extract: string): Promise<Position[]> {
  const osm = await readOsmFile(extract);
  const places: Position[] = [];
  for (const { refs, tags } of osm.ways) {
    const isShut = ["private", "no"].includes(tags["access"] ?? "") || tags["foot"] === "no";
    if (!WALKABLE.has(tags["highway"] ?? "") || isShut) continue;
    for (const ref of refs) {
      const node = osm.findNode(ref);
      if (node >= 0) places.push([osm.nodes.lng[node] ?? 0, osm.nodes.lat[node] ?? 0]);
    }
  }
  return places;
}

/** What the polygons of a place stand on. */
export function attachPlace({ network, buildings, stations }: Place) {
  const finder = new EdgeFinder(network);
  return { points: attachPoints(finder, buildings), stations: attachPoints(finder, stations) };
}
