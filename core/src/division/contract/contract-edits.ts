import { Type, type Static } from "typebox";
import { codeText, freeText } from "../../free-text.ts";
import { PRESET_NAMES } from "../solve/presets.ts";

const Id = codeText({ minLength: 1, maxLength: 120 });
const Ids = Type.Array(Id, { minItems: 1, maxItems: 60_000 });
const literals = <T extends string>(values: readonly T[]) =>
  Type.Union(values.map((value) => Type.Literal(value)));

const Contiguity = Type.Optional(literals(["refuse", "warn"] as const));
/** How an automatic division is made; the same values give the same grids. */
const Automatic = {
  preset: literals(PRESET_NAMES),
  seed: codeText({ minLength: 1, maxLength: 120 }),
  /** Moves, not seconds: 1 divides a community at once, 20 takes seconds. */
  effort: Type.Number({ exclusiveMinimum: 0, maximum: 100 }),
  /** Steps after which a person stopped the search: the server stops after as many. */
  stopAfter: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000_000 })),
};

/** x, y in whole centimetres of the base version's plane. */
const PlanePoint = Type.Tuple([
  Type.Integer({ minimum: -10_000_000, maximum: 10_000_000 }),
  Type.Integer({ minimum: -10_000_000, maximum: 10_000_000 }),
]);
/** A line point by point. */
export const Line = Type.Array(PlanePoint, { minItems: 2, maxItems: 20_000 });
const Pairs = Type.Array(Type.Tuple([Id, Id]), { minItems: 1, maxItems: 20_000 });

const LockedThing = Type.Union([
  Type.Object({ kind: Type.Literal("grid"), gridId: Id }),
  Type.Object({ kind: Type.Literal("compound"), compoundId: Id }),
  Type.Object({ kind: Type.Literal("border"), unitId: Id, otherId: Id }),
]);

/** What a planner asks for: the intent, not the result. `editDivision` turns it into a change. */
export const DivisionIntent = Type.Union([
  Type.Object({
    edit: Type.Literal("assign-units"),
    unitIds: Ids,
    gridId: Type.Union([Id, Type.Null()]),
    removeEmptied: Type.Optional(Type.Boolean()),
    contiguity: Contiguity,
  }),
  Type.Object({
    edit: Type.Literal("create-grid"),
    unitIds: Ids,
    removeEmptied: Type.Optional(Type.Boolean()),
    contiguity: Contiguity,
  }),
  Type.Object({
    edit: Type.Literal("swap-units"),
    unitIds: Ids,
    otherIds: Ids,
    contiguity: Contiguity,
  }),
  Type.Object({
    edit: Type.Literal("merge-grids"),
    gridIds: Type.Array(Id, { minItems: 2, maxItems: 1000 }),
    allowOverLimit: Type.Optional(Type.Boolean()),
  }),
  Type.Object({
    edit: Type.Literal("split-grid"),
    gridId: Id,
    count: Type.Integer({ minimum: 2, maximum: 100 }),
    ...Automatic,
  }),
  Type.Object({
    edit: Type.Literal("split-by-route"),
    gridId: Id,
    path: Line,
    picked: Type.Optional(Ids),
  }),
  Type.Object({
    edit: Type.Literal("split-by-line"),
    gridId: Id,
    line: Line,
    picked: Type.Optional(Ids),
  }),
  Type.Object({ edit: Type.Literal("move-border"), from: Line, to: Line }),
  Type.Object({
    edit: Type.Literal("redraw-border"),
    gridIds: Type.Tuple([Id, Id]),
    path: Line,
  }),
  Type.Object({
    edit: Type.Literal("free-cut"),
    gridId: Id,
    line: Line,
    splits: Type.Optional(Type.Boolean()),
  }),
  Type.Object({ edit: Type.Literal("join-children"), unitId: Id }),
  Type.Object({
    edit: Type.Literal("lock-border"),
    pairs: Pairs,
    reason: freeText({ maxLength: 400 }),
  }),
  Type.Object({ edit: Type.Literal("unlock-border"), pairs: Pairs }),
  Type.Object({
    edit: Type.Literal("import-assignment"),
    rows: Type.Array(Type.Object({ unitId: Id, gridId: Type.Union([Id, Type.Null()]) }), {
      minItems: 1,
      maxItems: 60_000,
    }),
    contiguity: Contiguity,
  }),
  Type.Object({ edit: Type.Literal("dissolve-grid"), gridId: Id }),
  Type.Object({ edit: Type.Literal("absorb-leftovers") }),
  Type.Object({ edit: Type.Literal("complete-remaining"), ...Automatic }),
  Type.Object({
    edit: Type.Literal("rebalance-grids"),
    gridIds: Type.Array(Id, { minItems: 2, maxItems: 6 }),
    ...Automatic,
  }),
  Type.Object({
    edit: Type.Literal("divide-community"),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_000 })),
    nearPosts: Type.Optional(
      Type.Object({
        points: Type.Array(PlanePoint, { maxItems: 1000 }),
        weight: Type.Number({ minimum: 0, maximum: 100 }),
      }),
    ),
    keepShare: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    ...Automatic,
  }),
  Type.Object({
    edit: Type.Literal("add-lock"),
    thing: LockedThing,
    reason: freeText({ maxLength: 400 }),
  }),
  Type.Object({ edit: Type.Literal("remove-lock"), thing: LockedThing }),
]);
export type DivisionIntent = Static<typeof DivisionIntent>;
