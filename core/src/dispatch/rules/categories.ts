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

const BY_ID = new Map(CATEGORIES.map((category) => [category.id, category]));

/** A class of the seed. An installation with its own list looks there instead. */
export const findCategory = (id: string): Category | undefined => BY_ID.get(id);

/** Whether reports of a class may be taken in on a day (ISO date). */
export const isInForce = (category: Category, day: string): boolean =>
  category.validFrom <= day && (category.validTo === null || day < category.validTo);

export const isSameFamily = (a: Category, b: Category): boolean => a.family === b.family;
