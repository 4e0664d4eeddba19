import { Type, type Static } from "typebox";
import { codeText } from "../free-text.ts";

const Place = Type.Tuple([
  Type.Number({ minimum: -180, maximum: 180 }),
  Type.Number({ minimum: -90, maximum: 90 }),
]);
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** A gate (大门) as an object: how sure one is of it, and who was there. */
export const GateCard = Type.Object({
  id: Type.String(),
  compoundId: Type.String(),
  position: Place,
  evidence: Type.Enum(["surveyed", "mapped", "inferred"]),
  access: Type.Enum(["public", "residents"]),
  hours: orNull(Type.String()),
  /** `refuted`: somebody saw that there is none. */
  verdict: orNull(Type.Enum(["confirmed", "refuted"])),
  surveyedBy: orNull(Type.String()),
  surveyedAt: orNull(Type.String()),
});
export type GateCard = Static<typeof GateCard>;

/** A compound whose gates are only supposed, and how much hangs on them. */
export const CompoundDoubt = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** Gates nobody has surveyed. */
  inferredGates: Type.Integer(),
  /** Households in it that are covered with the inferred gates open and not with them shut. */
  households: Type.Integer(),
  gates: Type.Array(GateCard),
});
export type CompoundDoubt = Static<typeof CompoundDoubt>;

/** Compounds of the reader with their gates, those first where a survey narrows the interval most. */
export const GatesReply = Type.Object({
  mayJudge: Type.Boolean(),
  compounds: Type.Array(CompoundDoubt),
});
export type GatesReply = Static<typeof GatesReply>;

export const GateVerdictBody = Type.Object(
  {
    gateId: codeText({ minLength: 1, maxLength: 200 }),
    compoundId: codeText({ minLength: 1, maxLength: 160 }),
    position: Place,
    verdict: Type.Enum(["confirmed", "refuted"]),
    access: Type.Enum(["public", "residents"]),
    hours: orNull(codeText({ minLength: 1, maxLength: 200 })),
  },
  { additionalProperties: false },
);
export type GateVerdictBody = Static<typeof GateVerdictBody>;
