import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { MultiPolygon, Position } from "@onegrid/core/geometry";

const PACKAGE = "@valhallajs/valhallajs";
export const VALHALLA = `${PACKAGE}@3.6.1`;

/** How far and how long it says a walk is; `null` where it finds no way. */
export interface Walked {
  readonly metres: number;
  readonly seconds: number;
}

/** A walk by its route, edge by edge, and what its seconds hold besides its length at 5.1 km/h. */
export interface TracedWalk extends Walked {
  /** Seconds waited at crossings, at gates, and lost on hiking paths (`sac_scale`). */
  readonly crossings: number;
  readonly gates: number;
  readonly hiking: number;
  /** Edges of steps walked. */
  readonly flights: number;
}

/** Valhalla's speed on foot: 5.1 km/h. */
export const METRES_PER_SECOND = 5.1 / 3.6;
/** It waits 15 s at most at a crossing, and 30 s at a gate. */
const GATE_SECONDS = 30;

/** Valhalla on foot, over one file. Shortest by length unless said otherwise. */
export interface ValhallaPeer {
  /** Wall clock of building its tiles, all its threads together. */
  readonly buildMilliseconds: number;
  matrix(from: Position, to: readonly Position[], costing?: Costing): Promise<(Walked | null)[]>;
  /** Of one pair, by its route instead of its matrix: the two do not always agree. */
  trace(from: Position, to: Position): Promise<TracedWalk | null>;
  /** Its polygon of what is reached in time, by its own costing for people on foot. */
  isochrone(from: Position, seconds: number): Promise<MultiPolygon>;
  close(): void;
}

type Costing = "shortest" | "default";

interface Cell {
  readonly distance: number | null;
  readonly time: number | null;
}

interface Traced {
  readonly edges: readonly {
    readonly length: number;
    readonly use?: string;
    readonly end_node?: { readonly elapsed_time: number; readonly transition_time?: number };
  }[];
}

interface Actor {
  matrix(question: object): Promise<{ sources_to_targets: readonly (readonly Cell[])[] }>;
  route(question: object): Promise<{ trip: { legs: readonly { shape: string }[] } }>;
  traceAttributes(question: object): Promise<Traced>;
  isochrone(question: object): Promise<{
    features: readonly {
      geometry: MultiPolygon | { type: "Polygon"; coordinates: Position[][] };
    }[];
  }>;
}

type Config = Readonly<Record<string, Record<string, unknown>>> & {
  readonly service_limits: { readonly pedestrian: Record<string, number> };
};

/** The folder with the package that `ONEGRID_VALHALLA` names, or a new one to throw away; 280 MB. */
export function installValhalla(): string {
  const folder = mkdtempSync(join(tmpdir(), "onegrid-valhalla-package-"));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefix", folder, VALHALLA], {
    stdio: "ignore",
    shell: process.platform === "win32",
  });
  return folder;
}

/** `folder`: where the package was installed; it is never part of the project. */
export function openValhalla(folder: string, extract: string): ValhallaPeer {
  const load = createRequire(join(resolve(folder), "from-here.js"));
  const work = mkdtempSync(join(tmpdir(), "onegrid-valhalla-"));
  const { config, buildMilliseconds } = buildTiles(folder, { work, extract });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the package has no types here
  const { Actor } = load(PACKAGE) as { Actor: new (config: Config) => Actor };
  const actor = new Actor(config);
  return {
    buildMilliseconds,
    matrix: (from, to, costing = "shortest") => matrixOf(actor, { from, to, costing }),
    trace: (from, to) => traceOf(actor, from, to),
    isochrone: (from, seconds) => isochroneOf(actor, from, seconds),
    close: () => rmSync(work, { recursive: true }),
  };
}

function buildTiles(folder: string, { work, extract }: { work: string; extract: string }) {
  const tiles = join(work, "tiles");
  mkdirSync(tiles);
  const cli = join(resolve(folder), "node_modules", PACKAGE, "bin", "valhalla-cli.js");
  const run = (args: string[]): string =>
    execFileSync(process.execPath, [cli, ...args], {
      cwd: work,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 1 << 28,
    });
  const options = ["--mjolnir-tile-dir", tiles, "--mjolnir-timezone", "", "--mjolnir-admin", ""];
  const file = join(work, "valhalla.json");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what its own tool has written
  const config = JSON.parse(run(["build_config", ...options])) as Config;
  delete config["mjolnir"]?.["tile_extract"];
  config.service_limits.pedestrian["max_matrix_location_pairs"] = 1e7;
  config.service_limits.pedestrian["max_matrix_distance"] = 200_000;
  for (const part of Object.values(config)) if ("logging" in part) part["logging"] = { type: "" };
  writeFileSync(file, JSON.stringify(config));
  const start = performance.now();
  run(["build_tiles", "-c", file, resolve(extract)]);
  return { config, buildMilliseconds: performance.now() - start };
}

const optionsOf = (costing: Costing) => ({
  costing: "pedestrian",
  ...(costing === "shortest" ? { costing_options: { pedestrian: { shortest: true } } } : {}),
});
const placeOf = ([lon, lat]: Position) => ({ lon, lat });

async function matrixOf(
  actor: Actor,
  { from, to, costing }: { from: Position; to: readonly Position[]; costing: Costing },
): Promise<(Walked | null)[]> {
  const question = { sources: [placeOf(from)], targets: to.map(placeOf), ...optionsOf(costing) };
  const [row = []] = (await actor.matrix(question)).sources_to_targets;
  return row.map(({ distance, time }) =>
    distance === null || time === null ? null : { metres: distance * 1000, seconds: time },
  );
}

async function traceOf(actor: Actor, from: Position, to: Position): Promise<TracedWalk | null> {
  try {
    const options = optionsOf("shortest");
    const { trip } = await actor.route({ locations: [placeOf(from), placeOf(to)], ...options });
    const question = {
      encoded_polyline: trip.legs[0]?.shape,
      shape_match: "edge_walk",
      ...options,
    };
    const { edges } = await actor.traceAttributes(question);
    return walkOf(edges);
  } catch {
    return null;
  }
}

function walkOf(edges: Traced["edges"]): TracedWalk {
  let [metres, crossings, gates, flights] = [0, 0, 0, 0];
  for (const { length, use, end_node: end } of edges) {
    const wait = end?.transition_time ?? 0;
    metres += length * 1000;
    if (wait >= GATE_SECONDS) gates += wait;
    else crossings += wait;
    if (use === "steps") flights++;
  }
  const seconds = edges.at(-1)?.end_node?.elapsed_time ?? 0;
  const hiking = seconds - metres / METRES_PER_SECOND - crossings - gates;
  return { metres, seconds, crossings, gates, hiking, flights };
}

/** Without `denoise` and `generalize` at 0 it would drop islands and smooth the line. */
async function isochroneOf(actor: Actor, from: Position, seconds: number): Promise<MultiPolygon> {
  const { features } = await actor.isochrone({
    locations: [placeOf(from)],
    contours: [{ time: seconds / 60 }],
    polygons: true,
    denoise: 0,
    generalize: 0,
    ...optionsOf("default"),
  });
  const coordinates = features.flatMap(({ geometry }) =>
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates,
  );
  return { type: "MultiPolygon", coordinates };
}
