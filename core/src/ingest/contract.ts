import { Type, type Static } from "typebox";
import { freeText } from "../free-text.ts";
import type { Bbox } from "../geometry/index.ts";
import type { SourceDescription } from "./describe.ts";
import type { LayerName } from "./records.ts";
import type { FileRefusal, ImportRefusal, IngestRefusal } from "./refusals.ts";

/** Every refusal a request can get; sentences for them are in `reason-text.ts`. */
export type IngestProblem = FileRefusal | ImportRefusal;

const Box = Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]);
// `null` comes first in a union: the server turns values into the first type that they can become.
const Heading = freeText({ minLength: 1, maxLength: 500 });
const Texts = Type.Record(
  Type.String({ pattern: "^[a-zA-Z]{1,30}$" }),
  freeText({ maxLength: 500 }),
  { additionalProperties: false },
);

const PlanLayer = Type.Union([
  Type.Literal("areas"),
  Type.Literal("compounds"),
  Type.Literal("gates"),
  Type.Literal("buildings"),
  Type.Literal("entrances"),
  Type.Literal("ways"),
  Type.Literal("barriers"),
  Type.Literal("way_barriers"),
  Type.Literal("stations"),
  Type.Literal("units"),
  Type.Literal("incidents"),
  Type.Literal("land"),
  Type.Literal("osm"),
]);

/** An `ImportPlan` as it comes from a browser or a file. */
export const ImportPlanBody = Type.Object({
  layer: PlanLayer,
  sourceLayer: Type.Union([Type.Null(), freeText({ maxLength: 500 })]),
  crs: freeText({ minLength: 1, maxLength: 500 }),
  axisOrder: Type.Union([Type.Literal("xy"), Type.Literal("yx")]),
  encoding: Type.Union([Type.Null(), freeText({ maxLength: 40 })]),
  geometry: Type.Union([
    Type.Object({ from: Type.Literal("file") }),
    Type.Object({ from: Type.Literal("columns"), x: Heading, y: Heading }),
    Type.Object({ from: Type.Literal("wkt"), column: Heading }),
  ]),
  mapping: Texts,
  defaults: Texts,
  estimate: Type.Union([
    Type.Null(),
    Type.Object({
      squareMetresPerHousehold: Type.Number({ minimum: 10, maximum: 1000 }),
      storeysWhenUnknown: Type.Union([Type.Null(), Type.Integer({ minimum: 1, maximum: 200 })]),
    }),
  ]),
  utcOffset: Type.String({ pattern: "^[+-](?:0\\d|1[0-4]):[0-5]\\d$" }),
  dateOrder: Type.Union([Type.Literal("mdy"), Type.Literal("dmy")]),
  district: Type.Union([Type.Null(), Box]),
});
export type ImportPlanBody = Static<typeof ImportPlanBody>;

const FileName = freeText({ minLength: 1, maxLength: 300 });

/** Reads a waiting file again, with what the user has said about it. */
export const DescribeBody = Type.Object({
  file: FileName,
  encoding: Type.Union([Type.Null(), freeText({ maxLength: 40 })]),
  /** What the rows of an inner layer are, where the user knows better than the proposal. */
  layers: Type.Array(
    Type.Object({
      sourceLayer: Type.Union([Type.Null(), freeText({ maxLength: 500 })]),
      layer: PlanLayer,
    }),
    { maxItems: 200 },
  ),
});
export type DescribeBody = Static<typeof DescribeBody>;

/** Tries a changed plan on the first rows; answers a `PlanTrial`. */
export const PreviewBody = Type.Object({ file: FileName, plan: ImportPlanBody });
export type PreviewBody = Static<typeof PreviewBody>;

export const StartImportBody = Type.Object({
  files: Type.Array(
    Type.Object({
      name: FileName,
      plans: Type.Array(ImportPlanBody, { minItems: 1, maxItems: 200 }),
    }),
    { minItems: 1, maxItems: 50 },
  ),
  /** Name of an area to make round buildings that lie in no community; `null`: make none. */
  around: Type.Union([Type.Null(), freeText({ minLength: 1, maxLength: 60 })]),
});
export type StartImportBody = Static<typeof StartImportBody>;

/** A file of an import, with what it is or why it cannot be taken. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: number;
  readonly description: SourceDescription | null;
  readonly refusal: FileRefusal | null;
}

/**
 * `open`: files are there, plans are asked for. `waiting`: another import runs. `storing`: all rows
 * are read and go into the store in one step.
 */
export type ImportState =
  "open" | "waiting" | "reading" | "storing" | "done" | "failed" | "cancelled";

export interface ImportReply {
  readonly id: string;
  readonly state: ImportState;
  /** What waits for plans; empty once the import has ended. */
  readonly files: readonly UploadedFile[];
  readonly progress: {
    readonly file: string;
    readonly bytes: number;
    readonly totalBytes: number;
    /** `null` while nothing can be said. */
    readonly secondsLeft: number | null;
  };
  readonly accepted: number;
  /** Rows refused and rows warned about. */
  readonly rejected: number;
  readonly applied: readonly {
    readonly layer: LayerName;
    readonly added: number;
    readonly updated: number;
  }[];
  /** Columns about people whose values were dropped. */
  readonly personalColumns: readonly string[];
  /** Degrees, round all that came in; `null` before the end and where nothing has a place. */
  readonly bbox: Bbox | null;
  /** Why it failed; `null` also when the server was stopped meanwhile. */
  readonly refusal: { readonly code: string } | null;
}

export interface RejectsReply {
  readonly rejects: readonly {
    readonly number: number;
    readonly place: string;
    readonly severity: "refused" | "warned";
    readonly refusal: IngestRefusal;
    readonly field: string;
    readonly value: string;
  }[];
  /** To ask for the next page with; `null` after the last. */
  readonly next: number | null;
}
