import { Type, type Static } from "typebox";
import { codeText } from "../free-text.ts";

/** Files of a coverage result; `report`: the leader's dated page (覆盖报告) as PDF. */
export const COVERAGE_FORMATS = ["xlsx", "geojson", "geopackage", "report"] as const;
export type CoverageFormat = (typeof COVERAGE_FORMATS)[number];

/** What is to be written of a result. */
export const CoverageExportBody = Type.Object(
  {
    format: Type.Enum([...COVERAGE_FORMATS]),
    /** An area of the asker, to narrow it to; without one all that they answer for. */
    area: Type.Optional(codeText({ minLength: 1, maxLength: 200 })),
    language: Type.Optional(Type.Enum(["zh-CN", "en"])),
  },
  { additionalProperties: false },
);
export type CoverageExportBody = Static<typeof CoverageExportBody>;
