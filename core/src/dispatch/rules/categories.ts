import { ASSET_CATEGORIES } from "./category-seed-assets.ts";
import { COMMUNITY_CATEGORIES } from "./category-seed-community.ts";
import { EVENT_CATEGORIES } from "./category-seed-events.ts";
import type { CaseLevel, Severity } from "../model/model.ts";

/** Classes whose cases may be duplicates of each other. */
export const FAMILIES = [
  "litter",
  "road_damage",
  "parking",
  "noise",
  "dispute",
  "safety",
  "order",
  "advertising",
  "construction",
  "asset",
  "service",
  "other",
] as const;
export type Family = (typeof FAMILIES)[number];

/** Words in the two languages of the product. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/**
 * How well a rule's source is known: R read in a public repository, D documentation of the issuer,
 * G page of a government, S2 secondary copy, C code of an implementer, I public thread, O the city's
 * own rule, ? not verified.
 */
export const SOURCE_MARKS = ["R", "D", "G", "S2", "C", "I", "O", "?"] as const;
export type SourceMark = (typeof SOURCE_MARKS)[number];

/**
 * A class of cases (小类). Codes belong to their `scheme` and are neither padded nor mapped to another
 * scheme. The seed is modelled on published lists; no national standard was read for it.
 */
export interface Category {
  /** Unique over all schemes, such as `event.01-02`. */
  readonly id: string;
  readonly scheme: string;
  readonly code: string;
  readonly kind: "event" | "asset" | "community";
  readonly majorCode: string;
  readonly major: Label;
  readonly name: Label;
  /** The level that has to settle it at most. */
  readonly highestLevel: CaseLevel;
  readonly severity: Severity;
  /** A patrol report is filed (立案) at once. */
  readonly autoFile: boolean;
  /** A public report is verified on site first (核实). */
  readonly needsVerify: boolean;
  /** Somebody else than the handler checks the work (核查). */
  readonly needsCheck: boolean;
  /** Photos that the feedback must have. */
  readonly finishPhotos: number;
  /** Form fields that the feedback must fill. */
  readonly finishFields: readonly string[];
  readonly family: Family;
  /** Radius of the search for duplicates, in metres. Start value, to be tuned on data. */
  readonly duplicateRadiusMetres: number;
  /** A hold (挂起) of the handling clock holds the total clock too. */
  readonly holdStopsTotal: boolean;
  readonly keywords: readonly string[];
  /** When such a report is filed (立案标准) and when it is done (结案标准); empty: the city has not said. */
  readonly filingStandard: string;
  readonly closingStandard: string;
  /** Entry and clause of the duty list (责任清单) that names who has to act. */
  readonly dutyClause: string;
  /** Where the class was taken from, with a mark of how well that is known. */
  readonly source: string;
  readonly mark: SourceMark;
  /** A rule of one place, never a default elsewhere. */
  readonly isLocal: boolean;
  /** ISO dates; `null` is without end. */
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** The seed: events, assets, then matters of the community with the local ones. */
export const CATEGORIES: readonly Category[] = [
  ...EVENT_CATEGORIES,
  ...ASSET_CATEGORIES,
  ...COMMUNITY_CATEGORIES,
];

/** Whether reports of a class may be taken in on a day (ISO date). */
export const isInForce = (
  { validFrom, validTo }: Pick<Category, "validFrom" | "validTo">,
  day: string,
): boolean => validFrom <= day && (validTo === null || day < validTo);

export const isSameFamily = (a: Category, b: Category): boolean => a.family === b.family;
