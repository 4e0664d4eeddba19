import type { ArgsDef } from "citty";
import { step } from "../terminal.ts";
import type { MeasureArgs } from "./measure-args.ts";
import type { InputFiles } from "./input-files.ts";
import { readNetwork, type ReadNetwork } from "./read-network.ts";
import { readCompounds, readGates } from "./read-places.ts";

export const FILE = "GeoJSON, Shapefile, GeoPackage …, .osm, .osm.gz or .osm.pbf";

export const CRS = {
  type: "string",
  description:
    "coordinate system, as EPSG:4547 or GCJ-02; by file: buildings=GCJ-02,stations=EPSG:4547; default: as the files say",
} as const;

export const NETWORK = {
  type: "string",
  description: `roads and paths: ${FILE}`,
  required: true,
} as const;

/** What every command asks that walks to stations: walls and gates, the limit, the walker, the households. */
export const WALK_ARGS = {
  compounds: { type: "string", description: "walled compounds (小区): polygons" },
  gates: { type: "string", description: "gates (大门) of the compounds: points" },
  policy: {
    type: "string",
    description: "inferred gates are open (optimistic) or closed (pessimistic)",
    default: "optimistic",
  },
  minutes: { type: "string", description: "limit in minutes; default 10" },
  metres: { type: "string", description: "limit in metres over the network, instead" },
  speed: { type: "string", description: "metres a second; default by --profile (1.25)" },
  profile: { type: "string", description: "adult, slow, wheelchair" },
  weight: { type: "string", description: "field of the households; default: found by name" },
  crs: CRS,
} as const satisfies ArgsDef;

export interface WalkArgs extends MeasureArgs {
  readonly network: string;
  readonly compounds?: string | undefined;
  readonly gates?: string | undefined;
  readonly policy: string;
  readonly weight?: string | undefined;
  readonly crs?: string | undefined;
}

/** The walking network with its walls and gates. */
export async function readWalkingNetwork(args: WalkArgs, files: InputFiles): Promise<ReadNetwork> {
  const compounds = args.compounds === undefined ? [] : await readCompounds(args.compounds, files);
  const gates = args.gates === undefined ? [] : await readGates(args.gates, files);
  return step("建立步行路网", "Building the walking network", () =>
    readNetwork(args.network, { mode: "foot", compounds, gates }, files),
  );
}
