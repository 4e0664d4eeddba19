import { Type, type Static } from "typebox";
import { codeText, freeText } from "../free-text.ts";
import { MOST_SCENARIO_CHANGES } from "./scenario/check-scenario.ts";
import { STATION_KINDS } from "../organisation/index.ts";

/** `[lng, lat]` in degrees. */
const Place = Type.Tuple([
  Type.Number({ minimum: -180, maximum: 180 }),
  Type.Number({ minimum: -90, maximum: 90 }),
]);
const Id = codeText({ minLength: 1, maxLength: 160 });
/** What a scenario itself puts there; no id of the ground begins like that. */
const NewId = codeText({ pattern: "^new:[A-Za-z0-9_-]{1,60}$" });
/** Opening hours as the station's or gate's own record writes them; `null`: always open or unknown. */
const Hours = Type.Union([codeText({ minLength: 1, maxLength: 200 }), Type.Null()]);
const FloorArea = Type.Union([Type.Number({ minimum: 1, maximum: 1_000_000 }), Type.Null()]);

const strict = { additionalProperties: false };

/**
 * A gate of the network. An inferred gate (推断) is found again by its compound and place: its id lasts
 * no longer than the drawing of the way it stands on.
 */
const GateRef = {
  gateId: Id,
  compoundId: Type.Union([Id, Type.Null()]),
  position: Place,
};

/** One thing that a scenario (情景) supposes. Later changes of the same thing win. */
export const ScenarioChange = Type.Union([
  Type.Object({
    change: Type.Literal("add-station"),
    id: NewId,
    name: freeText({ minLength: 1, maxLength: 200 }),
    kind: Type.Enum([...STATION_KINDS]),
    position: Place,
    floorAreaSquareMetres: FloorArea,
    hours: Hours,
  }),
  Type.Object({ change: Type.Literal("move-station"), id: Id, position: Place }),
  Type.Object({ change: Type.Literal("close-station"), id: Id }),
  Type.Object({ change: Type.Literal("reopen-station"), id: Id }),
  Type.Object({ change: Type.Literal("set-station-hours"), id: Id, hours: Hours }),
  Type.Object({
    change: Type.Literal("set-station-area"),
    id: Id,
    floorAreaSquareMetres: FloorArea,
  }),
  Type.Object({
    change: Type.Literal("add-gate"),
    id: NewId,
    compoundId: Id,
    position: Place,
    access: Type.Enum(["public", "residents"]),
    evidence: Type.Enum(["surveyed", "mapped", "inferred"]),
    hours: Hours,
  }),
  Type.Object({ change: Type.Literal("open-gate"), ...GateRef }),
  Type.Object({ change: Type.Literal("close-gate"), ...GateRef }),
  Type.Object({
    change: Type.Literal("add-way"),
    id: NewId,
    name: freeText({ maxLength: 200 }),
    /** Path and steps meet every way they cross; a bridge (人行天桥) and an underpass only at their ends. */
    form: Type.Enum(["path", "steps", "bridge", "underpass"]),
    line: Type.Array(Place, { minItems: 2, maxItems: 200 }),
  }),
]);
export type ScenarioChange = Static<typeof ScenarioChange>;

export const ScenarioChanges = Type.Array(ScenarioChange, { maxItems: MOST_SCENARIO_CHANGES });

const Name = freeText({ minLength: 1, maxLength: 100 });
const Note = freeText({ maxLength: 1000 });

export const NewScenarioBody = Type.Object(
  {
    /** It is thought of for this area; shared, everybody who works in it or above it may open it. */
    areaId: codeText({ minLength: 1, maxLength: 64 }),
    name: Name,
    note: Note,
    isShared: Type.Boolean(),
    changes: ScenarioChanges,
  },
  strict,
);
export type NewScenarioBody = Static<typeof NewScenarioBody>;

export const SaveScenarioBody = Type.Object(
  {
    /** The revision that was read: another one by now is refused. */
    expectedRevision: Type.Integer({ minimum: 1 }),
    name: Name,
    note: Note,
    isShared: Type.Boolean(),
    changes: ScenarioChanges,
  },
  strict,
);
export type SaveScenarioBody = Static<typeof SaveScenarioBody>;

export const ScenarioReply = Type.Object({
  id: Type.String(),
  areaId: Type.String(),
  areaName: Type.String(),
  name: Type.String(),
  note: Type.String(),
  isShared: Type.Boolean(),
  owner: Type.Union([Type.String(), Type.Null()]),
  /** Only who made it may change, share or delete it. */
  isMine: Type.Boolean(),
  revision: Type.Integer(),
  changes: ScenarioChanges,
  version: Type.Union([Type.String(), Type.Null()]),
  day: Type.String(),
  changedAt: Type.String(),
});
export type ScenarioReply = Static<typeof ScenarioReply>;

export const ScenariosReply = Type.Object({ scenarios: Type.Array(ScenarioReply) });
export type ScenariosReply = Static<typeof ScenariosReply>;

/** The scenario a result was computed under. */
export const ScenarioMark = Type.Object({
  id: Type.String(),
  name: Type.String(),
  revision: Type.Integer(),
  version: Type.Union([Type.String(), Type.Null()]),
  changes: Type.Integer(),
  /** Ids of stations and gates that it speaks of and that are not there any more. */
  missing: Type.Array(Type.String()),
  /** Stations of today that it speaks of: one that it closes is in no list of the answer. */
  stations: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
});
export type ScenarioMark = Static<typeof ScenarioMark>;

/** Households of one area who change sides. `before + gained − lost = after`. */
export const DifferenceSum = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  parentId: Type.Union([Type.String(), Type.Null()]),
  bbox: Type.Union([
    Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
    Type.Null(),
  ]),
  /** Households of all three states: the denominator of both sides. */
  households: Type.Integer(),
  before: Type.Integer(),
  after: Type.Integer(),
  gained: Type.Integer(),
  lost: Type.Integer(),
  gainedBuildings: Type.Integer(),
  lostBuildings: Type.Integer(),
});
export type DifferenceSum = Static<typeof DifferenceSum>;

/** A result against another one under the same question: the state in force, or another scenario. */
export const CoverageDifference = Type.Object({
  /** `null`: the state in force. */
  against: Type.Union([ScenarioMark, Type.Null()]),
  /** Key and tiles of the other result, for the other half of the map. */
  key: Type.String(),
  tiles: Type.String(),
  total: DifferenceSum,
  byArea: Type.Array(DifferenceSum),
  byGrid: Type.Array(DifferenceSum),
});
export type CoverageDifference = Static<typeof CoverageDifference>;
