import {
  createRecordChecker,
  matchHeadings,
  SQUARE_METRES_PER_HOUSEHOLD,
  type ImportPlan,
} from "@onegrid/core/ingest";
import { fieldsOf, type Feature } from "./read-layer.ts";

/** Storeys of a dwelling whose height the file does not tell. Start value. */
const STOREYS_WHEN_UNKNOWN = 6;

/**
 * Households of buildings from footprint, storeys and use, by the rule of the import; none for what is
 * no dwelling.
 */
export function estimateHouseholds(features: readonly Feature[]): Map<Feature, number> {
  const { storeys, use } = matchHeadings("buildings", fieldsOf(features));
  const plan: ImportPlan = {
    layer: "buildings",
    sourceLayer: null,
    crs: "EPSG:4326",
    axisOrder: "xy",
    encoding: null,
    geometry: { from: "file" },
    mapping: { ...(storeys && { storeys }), ...(use && { use }) },
    defaults: {},
    estimate: {
      squareMetresPerHousehold: SQUARE_METRES_PER_HOUSEHOLD,
      storeysWhenUnknown: STOREYS_WHEN_UNKNOWN,
    },
    utcOffset: "+08:00",
    dateOrder: "mdy",
    district: null,
  };
  const guesses = new Map<Feature, number>();
  for (const feature of features) {
    const checker = createRecordChecker(plan);
    if (!checker.ok) throw new Error(checker.error.code);
    const { properties, geometry } = feature;
    const place = { file: "", layer: null, line: null, feature: feature.number };
    const { records } = checker.value.take([{ place, properties, geometry, fault: null }]);
    const [record] = records;
    if (record?.layer === "buildings" && record.householdSource === "estimate")
      guesses.set(feature, record.households ?? 0);
    else if (record?.layer === "buildings" && record.use === "other") guesses.set(feature, 0);
  }
  return guesses;
}
