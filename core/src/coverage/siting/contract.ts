import { Type, type Static } from "typebox";
import type { CoverageDefinition } from "../answer/definition.ts";

/**
 * What a building is that a station may move into, those first that are meant for the public: its
 * facility kind, the ground floor of a block of dwellings (住宅底商), or only a name (`unknown`).
 */
export const CANDIDATE_KINDS = [
  "community",
  "culture",
  "health",
  "education",
  "commerce",
  "office",
  "ground_floor",
  "other",
  "unknown",
] as const;
export type CandidateKind = (typeof CANDIDATE_KINDS)[number];

/** Where stations may stand: public buildings (公共建筑), or anywhere on the walking network. */
export const SitingQuery = Type.Object(
  {
    candidates: Type.Enum(["public", "everywhere"]),
    /** With room for so many households only (容量): the stations that stand are part of the question. */
    rooms: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type SitingQuery = Static<typeof SitingQuery>;

const Place = Type.Tuple([Type.Number(), Type.Number()]);

export const SitingCandidate = Type.Object({
  id: Type.String(),
  /** Empty on the open street. */
  name: Type.String(),
  position: Place,
  /** `null` on the open street. */
  kind: Type.Union([Type.Enum([...CANDIDATE_KINDS]), Type.Null()]),
});
export type SitingCandidate = Static<typeof SitingCandidate>;

/** A siting question (选址) as data: whoever has it can look for the best sites without the network. */
export const SitingDemand = Type.Object({
  /** Of the coverage result it belongs to: its definition and stations. */
  key: Type.String(),
  definition: Type.Unsafe<CoverageDefinition>(Type.Unknown()),
  kinds: Type.Array(Type.String()),
  candidates: Type.Array(SitingCandidate),
  /** Buildings that would have been candidates too, were there not so many. */
  leftOut: Type.Integer(),
  /** Metres between candidates everywhere; `null` for buildings. */
  spacingMetres: Type.Union([Type.Number(), Type.Null()]),
  /** Households in the reader's part, and those that stations reach already. */
  households: Type.Integer(),
  covered: Type.Integer(),
  /** Communities of the reader's part. */
  areas: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  /**
   * Stations that stand and have rooms, where that was asked for; `squareMetres` is `null` where their
   * floor area is not known. They are the rows of `first` after the candidates'.
   */
  standing: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      squareMetres: Type.Union([Type.Number(), Type.Null()]),
    }),
  ),
  /** Whether rooms were asked for: then the classes hold everybody, not only who is uncovered. */
  rooms: Type.Boolean(),
  /** Uncovered households, in classes that the same candidates reach in the same area. */
  classHouseholds: Type.Array(Type.Integer()),
  /** Position in `areas`; -1 outside of all. */
  classArea: Type.Array(Type.Integer()),
  /** Candidate i covers the classes `items[first[i]]` … `items[first[i + 1] - 1]`. */
  first: Type.Array(Type.Integer()),
  items: Type.Array(Type.Integer()),
});
export type SitingDemand = Static<typeof SitingDemand>;
