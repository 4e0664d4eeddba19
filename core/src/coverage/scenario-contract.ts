import { Type, type Static } from "typebox";
import { codeText, freeText } from "../free-text.ts";
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
  Type.Object(
    {
      change: Type.Literal("add-station"),
      id: NewId,
      name: freeText({ minLength: 1, maxLength: 200 }),
      kind: Type.Enum([...STATION_KINDS]),
      position: Place,
      floorAreaSquareMetres: FloorArea,
      hours: Hours,
    },
    strict,
  ),
  Type.Object({ change: Type.Literal("move-station"), id: Id, position: Place }, strict),
  Type.Object({ change: Type.Literal("close-station"), id: Id }, strict),
  Type.Object({ change: Type.Literal("reopen-station"), id: Id }, strict),
  Type.Object({ change: Type.Literal("set-station-hours"), id: Id, hours: Hours }, strict),
  Type.Object(
    {
      change: Type.Literal("set-station-area"),
      id: Id,
      floorAreaSquareMetres: FloorArea,
    },
    strict,
  ),
  Type.Object(
    {
      change: Type.Literal("add-gate"),
      id: NewId,
      compoundId: Id,
      position: Place,
      access: Type.Enum(["public", "residents"]),
      evidence: Type.Enum(["surveyed", "mapped", "inferred"]),
      hours: Hours,
    },
    strict,
  ),
  Type.Object({ change: Type.Literal("open-gate"), ...GateRef }, strict),
  Type.Object({ change: Type.Literal("close-gate"), ...GateRef }, strict),
  Type.Object(
    {
      change: Type.Literal("add-way"),
      id: NewId,
      name: freeText({ maxLength: 200 }),
      /** Path and steps meet every way they cross; a bridge (人行天桥) and an underpass only at their ends. */
      form: Type.Enum(["path", "steps", "bridge", "underpass"]),
      line: Type.Array(Place, { minItems: 2, maxItems: 200 }),
    },
    strict,
  ),
]);
export type ScenarioChange = Static<typeof ScenarioChange>;

/** More would be another city. */
export const MOST_SCENARIO_CHANGES = 300;

export const ScenarioChanges = Type.Array(ScenarioChange, { maxItems: MOST_SCENARIO_CHANGES });
