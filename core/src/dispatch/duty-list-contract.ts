import { Type, type Static } from "typebox";
import { codeText, freeText } from "../free-text.ts";
import { DUTY_RULES, ROUTING_AREA_KINDS } from "./advice/routing.ts";
import { ResponsibleUnitField } from "./contract/contract-advice.ts";
import { Id, orNull } from "./contract/contract-fields.ts";
import { DUTY_FAULTS, DUTY_FIELDS, type DutyFault } from "./duty-list/change-duty-list.ts";
import { DUTY_PLACE_KINDS, MOST_BUFFER_METRES } from "./duty-list/duty-place.ts";

/** The duty list (责任清单): which unit answers for which classes where, and by which clause. */

const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const Days = { validFrom: Day, validTo: orNull(Day) };
const AreaKind = Type.Enum([...ROUTING_AREA_KINDS]);
const PlaceKind = Type.Enum([...DUTY_PLACE_KINDS]);

const Line = Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 3 }), {
  maxItems: 10_000,
});
const Rings = Type.Array(Line, { maxItems: 1_000 });

/** GeoJSON in degrees. Its run is checked like that of any import. */
const Shape = Type.Union([
  Type.Object(
    { type: Type.Literal("Polygon"), coordinates: Rings },
    { additionalProperties: false },
  ),
  Type.Object(
    { type: Type.Literal("MultiPolygon"), coordinates: Type.Array(Rings, { maxItems: 1_000 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { type: Type.Literal("LineString"), coordinates: Line },
    { additionalProperties: false },
  ),
  Type.Object(
    { type: Type.Literal("MultiLineString"), coordinates: Rings },
    { additionalProperties: false },
  ),
]);

export const NewDutyEntryField = Type.Object(
  {
    unitId: Id,
    areaKind: AreaKind,
    /** Of an area or a place; the code of a grid. */
    areaId: Id,
    /** Classes, majors (`event.01`) and schemes (`event`); `null`: every class. */
    categories: orNull(
      Type.Array(codeText({ minLength: 1, maxLength: 80 }), { minItems: 1, maxItems: 300 }),
    ),
    /** Lower first. */
    priority: Type.Integer({ minimum: 0, maximum: 999 }),
    clause: orNull(freeText({ minLength: 1, maxLength: 300 })),
    ...Days,
  },
  { additionalProperties: false },
);
export type NewDutyEntryField = Static<typeof NewDutyEntryField>;

export const NewDutyPlaceField = Type.Object(
  {
    kind: PlaceKind,
    code: codeText({ minLength: 1, maxLength: 40 }),
    name: freeText({ minLength: 1, maxLength: 60 }),
    bufferMetres: orNull(Type.Integer({ minimum: 1, maximum: MOST_BUFFER_METRES })),
    geometry: Shape,
    ...Days,
  },
  { additionalProperties: false },
);
export type NewDutyPlaceField = Static<typeof NewDutyPlaceField>;

/** What is added and what ends, together or not at all. `validTo` is the first day without it. */
export const DutyChangesBody = Type.Object(
  {
    places: Type.Array(NewDutyPlaceField, { maxItems: 1000 }),
    entries: Type.Array(NewDutyEntryField, { maxItems: 5000 }),
    endEntries: Type.Array(Type.Object({ id: Id, validTo: Day }, { additionalProperties: false }), {
      maxItems: 5000,
    }),
    endPlaces: Type.Array(
      Type.Object({ id: Id, validFrom: Day, validTo: Day }, { additionalProperties: false }),
      { maxItems: 1000 },
    ),
  },
  { additionalProperties: false },
);
export type DutyChangesBody = Static<typeof DutyChangesBody>;

export const DutySavedReply = Type.Object({
  places: Type.Integer(),
  entries: Type.Integer(),
  ended: Type.Integer(),
});
export type DutySavedReply = Static<typeof DutySavedReply>;

/** By which list a case is another unit's: that of the day of its report answers, today's may be sent to as well. */
export const MOVED_BY = ["report", "today"] as const;

/** Open cases that a change of the list would make another unit's; nothing is saved. */
export const DutyMovesReply = Type.Object({
  openCases: Type.Integer(),
  movedCases: Type.Integer(),
  /** The first of them. */
  cases: Type.Array(
    Type.Object({
      number: Type.String(),
      categoryId: Id,
      by: Type.Enum([...MOVED_BY]),
      /** Name of the unit; `null`: nobody is named, so the territory takes it. */
      before: orNull(Type.String()),
      after: orNull(Type.String()),
    }),
  ),
});
export type DutyMovesReply = Static<typeof DutyMovesReply>;

const ListedEntry = Type.Object({
  id: Id,
  unitId: Id,
  unitName: Type.String(),
  areaKind: AreaKind,
  areaId: Id,
  areaName: orNull(Type.String()),
  /** The smallest area of the tree that holds it. */
  scopeId: Id,
  categories: orNull(Type.Array(Type.String())),
  priority: Type.Integer(),
  clause: orNull(Type.String()),
  validFrom: Type.String(),
  validTo: orNull(Type.String()),
});
export type ListedEntry = Static<typeof ListedEntry>;

const ListedPlace = Type.Object({
  id: Id,
  kind: PlaceKind,
  code: Type.String(),
  name: Type.String(),
  /** The smallest area that holds it. */
  areaName: Type.String(),
  bufferMetres: orNull(Type.Integer()),
  geometry: Type.Object({ type: Type.String(), coordinates: Type.Array(Type.Unknown()) }),
  validFrom: Type.String(),
  validTo: orNull(Type.String()),
});
export type ListedPlace = Static<typeof ListedPlace>;

/** What holds in the asker's areas: entries and places for them, below them and above them. */
export const DutyListReply = Type.Object({
  today: Type.String(),
  entries: Type.Array(ListedEntry),
  places: Type.Array(ListedPlace),
});
export type DutyListReply = Static<typeof DutyListReply>;

/** A class at a point on a day; without a day, today. */
export const DutyAnswerQuery = Type.Object({
  lng: Type.Number({ minimum: -180, maximum: 180 }),
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  categoryId: codeText({ minLength: 1, maxLength: 80 }),
  day: Type.Optional(Day),
});
export type DutyAnswerQuery = Static<typeof DutyAnswerQuery>;

/** Who answers for a class at a point, and every entry that holds it there, the first before all others. */
export const DutyAnswerReply = Type.Object({
  day: Type.String(),
  /** Where the point lies, in names, the smallest first; the grid only if it is the asker's. */
  lane: orNull(Type.String()),
  grid: orNull(Type.String()),
  areas: Type.Array(Type.String()),
  address: Type.String(),
  isOutside: Type.Boolean(),
  unit: ResponsibleUnitField,
  entries: Type.Array(
    Type.Object({
      id: Id,
      unitId: Id,
      unitName: Type.String(),
      areaKind: AreaKind,
      areaName: orNull(Type.String()),
      categories: orNull(Type.Array(Type.String())),
      priority: Type.Integer(),
      clause: orNull(Type.String()),
      validFrom: Type.String(),
      validTo: orNull(Type.String()),
      /** By what the first comes before it; none for the first. */
      behindBy: orNull(Type.Enum([...DUTY_RULES])),
    }),
  ),
});
export type DutyAnswerReply = Static<typeof DutyAnswerReply>;

/** What an entry may name. */
export const DutyChoicesReply = Type.Object({
  units: Type.Array(Type.Object({ id: Id, code: orNull(Type.String()), name: Type.String() })),
  targets: Type.Array(
    Type.Object({ kind: AreaKind, id: Id, code: Type.String(), name: Type.String() }),
  ),
});
export type DutyChoicesReply = Static<typeof DutyChoicesReply>;

const FaultField = Type.Object({
  fault: Type.Enum([...DUTY_FAULTS]),
  field: Type.Enum([...DUTY_FIELDS]),
  value: Type.String(),
});

/** What each row of a file would do; nothing is kept. */
export const DutyPreviewReply = Type.Object({
  fileName: Type.String(),
  rows: Type.Array(
    Type.Object({
      line: Type.Integer(),
      outcome: Type.Enum(["new", "known", "refused"]),
      place: orNull(NewDutyPlaceField),
      entry: orNull(NewDutyEntryField),
      faults: Type.Array(FaultField),
    }),
  ),
});
export type DutyPreviewReply = Static<typeof DutyPreviewReply>;

/** Which part of a change is not right, and which of it. */
export interface PlacedDutyFault extends DutyFault {
  readonly part: keyof DutyChangesBody;
  readonly index: number;
}
export type DutyListProblem = {
  readonly code: "dispatch.duty-list-refused";
  readonly faults: readonly PlacedDutyFault[];
};
