import type { Category, Family, Label } from "./categories.ts";
import type { CaseLevel, Severity } from "../model/model.ts";

/** Duplicate radii in metres; start values. Assets match by their own id, so the radius is for the rest. */
const DUPLICATE_RADIUS_METRES: Readonly<Record<Family, number>> = {
  litter: 50,
  road_damage: 50,
  parking: 100,
  noise: 150,
  dispute: 100,
  safety: 100,
  order: 100,
  advertising: 100,
  construction: 100,
  asset: 100,
  service: 100,
  other: 100,
};

/** Code, 中文, English, family, keywords separated by blanks, and what differs from the default. */
export type CategoryRow = readonly [
  code: string,
  zh: string,
  en: string,
  family: Family,
  keywords: string,
  changes?: Partial<Pick<Category, "severity" | "highestLevel" | "autoFile" | "needsCheck">>,
];

interface MajorOptions {
  readonly scheme: string;
  readonly kind: Category["kind"];
  readonly prefix: string;
  readonly code: string;
  readonly name: Label;
  readonly highestLevel: CaseLevel;
  readonly severity: Severity;
  readonly isLocal?: boolean;
}

/** The classes of one major (大类). Defaults are start values: filed by hand, verified, checked, one photo. */
export const categoriesOf = (major: MajorOptions, rows: readonly CategoryRow[]): Category[] =>
  rows.map(([code, zh, en, family, keywords, changes]) => ({
    id: `${major.prefix}.${code}`,
    scheme: major.scheme,
    code,
    kind: major.kind,
    majorCode: major.code,
    major: major.name,
    name: { zh, en },
    highestLevel: major.highestLevel,
    severity: major.severity,
    autoFile: major.kind === "event" && major.severity === "minor",
    needsVerify: major.kind !== "community",
    needsCheck: true,
    finishPhotos: major.kind === "community" ? 0 : 1,
    finishFields: major.kind === "community" ? ["outcome"] : [],
    family,
    duplicateRadiusMetres: DUPLICATE_RADIUS_METRES[family],
    holdStopsTotal: false,
    keywords: keywords.split(" ").filter((word) => word !== ""),
    filingStandard: "",
    closingStandard: "",
    dutyClause: "",
    source: "published lists, names only",
    mark: "C",
    isLocal: major.isLocal ?? false,
    validFrom: "2000-01-01",
    validTo: null,
    ...changes,
  }));
