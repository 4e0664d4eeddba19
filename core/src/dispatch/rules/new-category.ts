import type { CategoryRule } from "./rule-book.ts";

/** What a class begins with that is named for the first time: the city's own, whatever is not said. */
export const NEW_CATEGORY: CategoryRule = {
  scheme: "",
  code: "",
  kind: "event",
  majorCode: "",
  major: { zh: "", en: "" },
  name: { zh: "", en: "" },
  highestLevel: "street",
  severity: "minor",
  autoFile: false,
  needsVerify: true,
  needsCheck: true,
  finishPhotos: 1,
  finishFields: [],
  family: "other",
  duplicateRadiusMetres: 100,
  holdStopsTotal: false,
  keywords: [],
  filingStandard: "",
  closingStandard: "",
  dutyClause: "",
  source: "",
  mark: "O",
  isLocal: true,
};
