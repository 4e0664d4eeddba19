import type { ArgsDef } from "citty";
import { step } from "../terminal.ts";
import type { MeasureArgs } from "./measure-args.ts";
import { readNetwork, type ReadNetwork } from "./read-network.ts";
import { readCompounds, readGates } from "./read-places.ts";

export const FILE = "GeoJSON, .osm, .osm.gz or .osm.pbf";

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
  weight: { type: "string", description: "field of the households", default: "households" },
} as const satisfies ArgsDef;

export interface WalkArgs extends MeasureArgs {
  readonly network: string;
  readonly compounds?: string | undefined;
  readonly gates?: string | undefined;
  readonly policy: string;
  readonly weight: string;
}

/** The walking network with its walls and gates. */
export async function readWalkingNetwork(args: WalkArgs): Promise<ReadNetwork> {
  const compounds = args.compounds === undefined ? [] : await readCompounds(args.compounds);
  const gates = args.gates === undefined ? [] : await readGates(args.gates);
  return step("建立步行路网", "Building the walking network", () =>
    readNetwork(args.network, { mode: "foot", compounds, gates }),
  );
}
