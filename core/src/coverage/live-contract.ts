import { Type, type Static } from "typebox";
import type { CoverageDefinition } from "./answer/definition.ts";
import { ScenarioChanges } from "./scenario-contract.ts";

const Place = Type.Tuple([Type.Number(), Type.Number()]);

/** Largest ground that is computed in a browser: more takes too much memory on an office machine. */
export const MOST_LIVE_NODES = 600_000;
export const MOST_LIVE_BUILDINGS = 300_000;

/**
 * What a browser needs beside the network to try changes out (试一试): the buildings of the reader's part
 * in one region, as columns, and the stations that count there, open or not at the hour
 * of the definition. Degrees.
 */
export const LiveStart = Type.Object({
  definition: Type.Unsafe<CoverageDefinition>(Type.Unknown()),
  /** Nodes of the region's network. */
  nodes: Type.Integer(),
  /** Areas and grids that the buildings lie in. */
  areas: Type.Array(Type.String()),
  buildings: Type.Object({
    ids: Type.Array(Type.String()),
    lng: Type.Array(Type.Number()),
    lat: Type.Array(Type.Number()),
    radiusMetres: Type.Array(Type.Number()),
    /** `null`: unknown. */
    households: Type.Array(Type.Union([Type.Integer(), Type.Null()])),
    /** Positions in `areas`, by building. */
    areas: Type.Array(Type.Array(Type.Integer())),
  }),
  stations: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      name: Type.String(),
      position: Place,
      floorAreaSquareMetres: Type.Union([Type.Number(), Type.Null()]),
      /** As written; `null`: unknown. */
      hours: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  /** Gates that stand otherwise than the definition takes them: the answer is for a scenario (情景). */
  gates: Type.Array(Type.Object({ id: Type.String(), isOpen: Type.Boolean() })),
  /** Buildings of the reader's part that lie in other regions, and are not in this. */
  buildingsElsewhere: Type.Integer(),
});
export type LiveStart = Static<typeof LiveStart>;

/** The ways and gates that are put there; other changes need no other network. */
export const LiveNetworkBody = Type.Object(
  { changes: ScenarioChanges },
  { additionalProperties: false },
);
export type LiveNetworkBody = Static<typeof LiveNetworkBody>;

/** Why nothing is tried out in the browser. */
export interface LiveProblem {
  readonly code: "coverage.live-too-large";
  readonly nodes: number;
  readonly buildings: number;
  readonly mostNodes: number;
  readonly mostBuildings: number;
}
