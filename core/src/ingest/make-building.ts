import type { Geometry, MultiPolygon, Polygon } from "../geometry/index.ts";
import { areaSquareMetres } from "./fit-geometry.ts";
import { readAddress } from "./row-values.ts";
import type { ImportPlan } from "./plan.ts";
import { readBuildingUse } from "./read-choice.ts";
import { readFacility } from "./read-facility.ts";
import type { BuildingRecord, LayerRecord } from "./records.ts";
import { cellText, type RowReader } from "./row-reader.ts";

const MOST_HOUSEHOLDS = 20_000;
const MOST_STOREYS = 200;

export function makeBuilding(row: RowReader, geometry: Geometry, plan: ImportPlan): LayerRecord[] {
  if (geometry.type === "LineString" || geometry.type === "MultiLineString") {
    row.wrongGeometry(geometry, "Polygon, Point");
    return [];
  }
  const storeys = readStoreys(row);
  const counted = readHouseholds(row);
  const use = readUse(row, counted, plan);
  const estimated = counted === null && use !== "other" ? estimate(geometry, storeys, plan) : null;
  return [
    {
      layer: "buildings",
      sourceId: row.id([geometry]),
      name: readName(row),
      address: readAddress(row),
      households: counted ?? estimated,
      householdSource: sourceOf(counted, estimated),
      storeys,
      use,
      facility:
        use === "residential"
          ? null
          : readFacility((key) => cellText(row.tags[key]), row.raw("use")),
      geometry,
    },
  ];
}

function readName(row: RowReader): string {
  const name = row.text("name", 200);
  if (name !== "") return name;
  const fallback = cellText(row.tags["addr:housename"] ?? row.tags["addr:housenumber"]);
  return row.check("name", fallback, 200);
}

/** OSM has half storeys and lists; a storey count is never a reason to lose a building. */
function readStoreys(row: RowReader): number | null {
  return row.count("storeys", MOST_STOREYS, "warned");
}

/** Households, or dwelling units (住房套数) where that is what the register counts. */
function readHouseholds(row: RowReader): number | null {
  const households = row.count("households", MOST_HOUSEHOLDS);
  return (
    households ??
    (row.raw("households") === "" ? row.count("dwellingUnits", MOST_HOUSEHOLDS) : null)
  );
}

function readUse(
  row: RowReader,
  households: number | null,
  plan: ImportPlan,
): BuildingRecord["use"] {
  const stated = readBuildingUse(row.raw("use"));
  // A block with shops that holds dwellings is a mixed one, whatever its main use is called.
  if (households !== null && households > 0)
    return stated === "other" ? "mixed" : (stated ?? "residential");
  if (stated !== null) return stated;
  if (households === 0) return "other";
  return hasOtherUse(row)
    ? "other"
    : (readBuildingUse(plan.defaults["use"] ?? "") ?? "residential");
}

/** `building=yes` says nothing; these tags do. */
function hasOtherUse(row: RowReader): boolean {
  return [
    "amenity",
    "shop",
    "office",
    "tourism",
    "leisure",
    "man_made",
    "power",
    "railway",
    "military",
    "craft",
  ].some((key) => cellText(row.tags[key]) !== "");
}

function estimate(
  geometry: Polygon | MultiPolygon | BuildingRecord["geometry"],
  storeys: number | null,
  { estimate: rule }: ImportPlan,
): number | null {
  const levels = storeys ?? rule?.storeysWhenUnknown ?? null;
  if (rule === null || levels === null || geometry.type === "Point") return null;
  const floorArea = areaSquareMetres(geometry) * levels;
  return Math.min(MOST_HOUSEHOLDS, Math.round(floorArea / rule.squareMetresPerHousehold));
}

function sourceOf(
  counted: number | null,
  estimated: number | null,
): BuildingRecord["householdSource"] {
  if (counted !== null) return "register";
  return estimated === null ? "unknown" : "estimate";
}
