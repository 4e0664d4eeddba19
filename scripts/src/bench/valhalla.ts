import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Position } from "@onegrid/core/geometry";

interface Place {
  readonly lon: number;
  readonly lat: number;
}

interface MatrixAnswer {
  readonly sources_to_targets: readonly (readonly {
    readonly distance: number | null;
    readonly time: number | null;
  }[])[];
}

interface Actor {
  matrix(question: object): Promise<MatrixAnswer>;
  route(question: object): Promise<{ trip: { summary: { length: number } } }>;
}

type Config = Readonly<Record<string, Record<string, unknown>>> & {
  readonly service_limits: { readonly pedestrian: Record<string, number> };
};

/** Asks Valhalla on foot, by its `shortest`. Metres; `null` where it finds no way. */
export interface ValhallaPeer {
  metres(from: Position, to: readonly Position[]): Promise<(number | null)[]>;
  /** Of one pair, by its route instead of its matrix: the two do not always agree. */
  routeMetres(from: Position, to: Position): Promise<number | null>;
  close(): void;
}

const shortest = {
  costing: "pedestrian",
  costing_options: { pedestrian: { shortest: true } },
} as const;
const placeOf = ([lon, lat]: Position): Place => ({ lon, lat });

/**
 * Valhalla over one extract. `folder`: where `npm i @valhallajs/valhallajs@3.6.1` was done; it is
 * 280 MB and never part of the project.
 */
export function openValhalla(folder: string, extract: string): ValhallaPeer {
  const load = createRequire(join(resolve(folder), "from-here.js"));
  const work = mkdtempSync(join(tmpdir(), "onegrid-valhalla-"));
  const tiles = join(work, "tiles");
  mkdirSync(tiles);
  const runHere = (args: string[]): string =>
    execFileSync("npx", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }); // prettier-ignore
  const options = ["--mjolnir-tile-dir", tiles, "--mjolnir-timezone", "", "--mjolnir-admin", ""];
  const file = join(work, "valhalla.json");
  writeFileSync(file, runHere(["valhalla", "build_config", ...options]));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what its own tool has written
  const config = JSON.parse(readFileSync(file, "utf8")) as Config;
  delete config["mjolnir"]?.["tile_extract"];
  config.service_limits.pedestrian["max_matrix_location_pairs"] = 1e7;
  config.service_limits.pedestrian["max_matrix_distance"] = 200_000;
  writeFileSync(file, JSON.stringify(config));
  runHere(["valhalla", "build_tiles", "-c", file, resolve(extract)]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the package has no types here
  const { Actor } = load("@valhallajs/valhallajs") as { Actor: new (config: Config) => Actor };
  const actor = new Actor(config);
  return {
    metres: async (from, to) => {
      const sources = [placeOf(from)];
      const answer = await actor.matrix({ sources, targets: to.map(placeOf), ...shortest });
      const [row = []] = answer.sources_to_targets;
      return row.map(({ distance }) => (distance === null ? null : distance * 1000));
    },
    routeMetres: async (from, to) => {
      try {
        const locations = [placeOf(from), placeOf(to)];
        const { trip } = await actor.route({ locations, ...shortest });
        return trip.summary.length * 1000;
      } catch {
        return null;
      }
    },
    close: () => rmSync(work, { recursive: true }),
  };
}
