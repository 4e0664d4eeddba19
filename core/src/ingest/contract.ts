import { Type, type Static } from "typebox";
import type { IngestRefusal } from "./refusals.ts";

/** Every refusal of the capability; sentences for them are in `reason-text.ts`. */
export type IngestProblem = IngestRefusal;

const Box = Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]);
const Heading = Type.String({ minLength: 1, maxLength: 500 });
const Texts = Type.Record(
  Type.String({ pattern: "^[a-zA-Z]{1,30}$" }),
  Type.String({ maxLength: 500 }),
);

/** An `ImportPlan` as it comes from a browser or a file. */
export const ImportPlanBody = Type.Object({
  layer: Type.Union([
    Type.Literal("areas"),
    Type.Literal("compounds"),
    Type.Literal("gates"),
    Type.Literal("buildings"),
    Type.Literal("entrances"),
    Type.Literal("ways"),
    Type.Literal("barriers"),
    Type.Literal("stations"),
    Type.Literal("units"),
    Type.Literal("incidents"),
    Type.Literal("land"),
    Type.Literal("osm"),
  ]),
  sourceLayer: Type.Union([Type.String({ maxLength: 500 }), Type.Null()]),
  crs: Type.String({ minLength: 1, maxLength: 500 }),
  axisOrder: Type.Union([Type.Literal("xy"), Type.Literal("yx")]),
  encoding: Type.Union([Type.String({ maxLength: 40 }), Type.Null()]),
  geometry: Type.Union([
    Type.Object({ from: Type.Literal("file") }),
    Type.Object({ from: Type.Literal("columns"), x: Heading, y: Heading }),
    Type.Object({ from: Type.Literal("wkt"), column: Heading }),
  ]),
  mapping: Texts,
  defaults: Texts,
  estimate: Type.Union([
    Type.Object({
      squareMetresPerHousehold: Type.Number({ minimum: 10, maximum: 1000 }),
      storeysWhenUnknown: Type.Union([Type.Integer({ minimum: 1, maximum: 200 }), Type.Null()]),
    }),
    Type.Null(),
  ]),
  utcOffset: Type.String({ pattern: "^[+-](?:0\\d|1[0-4]):[0-5]\\d$" }),
  dateOrder: Type.Union([Type.Literal("mdy"), Type.Literal("dmy")]),
  district: Type.Union([Box, Type.Null()]),
});
export type ImportPlanBody = Static<typeof ImportPlanBody>;
