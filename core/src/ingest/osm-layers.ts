import type { Geometry } from "../geometry/index.ts";
import type { LayerName } from "./records.ts";
import { readStationKind } from "./read-choice.ts";
import { cellText } from "./row-reader.ts";
import { isWayBarrier } from "./way-barrier.ts";

type Tags = Readonly<Record<string, unknown>>;

/** One use of an OSM object: the layer, and what its tags say beyond the usual mapping. */
export interface OsmUse {
  readonly layer: LayerName;
  readonly mapping: Readonly<Record<string, string>>;
  /** Values found by rule, not by one tag. */
  readonly values: Readonly<Record<string, string>>;
}

const NAMED = { id: "osm_id", name: "name" };
const ADDRESSED = { ...NAMED, address: "addr:full" };

/** Where the values of each layer stand in OSM tags. */
const OSM_MAPPING: Readonly<Record<LayerName, Readonly<Record<string, string>>>> = {
  areas: { ...NAMED, code: "ref:GB" },
  compounds: NAMED,
  gates: { ...NAMED, hours: "opening_hours" },
  buildings: {
    ...ADDRESSED,
    storeys: "building:levels",
    dwellingUnits: "building:flats",
    use: "building",
  },
  entrances: { ...NAMED, name: "ref", building: "@building" },
  ways: { ...NAMED, class: "highway" },
  barriers: NAMED,
  way_barriers: { ...NAMED, class: "barrier" },
  stations: { ...ADDRESSED, hours: "opening_hours" },
  units: NAMED,
  incidents: NAMED,
  land: NAMED,
};

/**
 * The layers an OSM object belongs to; none for most nodes. A river is a barrier and water, a main
 * road a way and a barrier, a gate that not everybody passes a gate and a barrier on its way. Classes of barriers are those of `BarrierRecord`.
 */
export function osmUses(tags: Tags, geometry: Geometry): OsmUse[] {
  const tag = (key: string): string => cellText(tags[key]);
  if (geometry.type === "Point") return pointUses(tag);
  const isArea = geometry.type === "Polygon" || geometry.type === "MultiPolygon";
  return isArea ? areaUses(tag) : lineUses(tag);
}

/** Does a table with these headings look like OSM tags? */
export function looksLikeOsm(headings: readonly string[]): boolean {
  const has = (key: string): boolean => headings.includes(key);
  const isOsm = has("osm_id") || has("@id") || (has("element") && has("id"));
  return isOsm && OSM_KEYS.some(has);
}

const OSM_KEYS =
  "building highway railway waterway natural landuse amenity barrier leisure public_transport boundary water".split(
    " ",
  );

/** OSM keys of the building mapping that other sources spell differently. */
export function osmMapping(layer: LayerName, headings: readonly string[]): Record<string, string> {
  const mapping = { ...OSM_MAPPING[layer] };
  if (!headings.includes("osm_id") && headings.includes("id")) mapping["id"] = "id";
  if (!headings.includes("osm_id") && headings.includes("@id")) mapping["id"] = "@id";
  if (headings.includes("hdb:total_dwelling_units"))
    mapping["dwellingUnits"] = "hdb:total_dwelling_units";
  if (headings.includes("hdb:max_floor_lvl")) mapping["storeys"] = "hdb:max_floor_lvl";
  return mapping;
}

type Tag = (key: string) => string;

function use(layer: LayerName, values: Readonly<Record<string, string>> = {}): OsmUse {
  return { layer, mapping: OSM_MAPPING[layer], values };
}

function pointUses(tag: Tag): OsmUse[] {
  const barriers = isWayBarrier(tag) ? [use("way_barriers")] : [];
  if (/^(?:gate|swing_gate|lift_gate|sliding_gate|kissing_gate|entrance)$/.test(tag("barrier")))
    return [use("gates", { access: gateAccess(tag) }), ...barriers];
  return [...barriers, ...placeUses(tag)];
}

function placeUses(tag: Tag): OsmUse[] {
  if (tag("entrance") !== "" && tag("@building") !== "") return [use("entrances")];
  if (isBuildingTag(tag)) return [use("buildings"), ...stationUses(tag)];
  return stationUses(tag);
}

function isBuildingTag(tag: Tag): boolean {
  return tag("building") !== "" && tag("building") !== "no" && tag("building") !== "entrance";
}

function gateAccess(tag: Tag): string {
  const stated = tag("foot") === "" ? tag("access") : tag("foot");
  return /^(?:private|no|permit|residents|destination|customers)$/.test(stated)
    ? "residents"
    : "public";
}

/** Public rooms, by their Chinese name or by what they are. */
function stationUses(tag: Tag): OsmUse[] {
  const isPlace = tag("amenity") !== "" || tag("office") !== "" || tag("building") !== "";
  const amenity = /^(?:community_centre|social_centre|townhall)$/.test(tag("amenity"))
    ? tag("amenity")
    : "";
  const named = isPlace ? readStationKind(tag("name")) : null;
  const kind = named ?? readStationKind(amenity);
  return kind === null || tag("name") === "" ? [] : [use("stations", { kind })];
}

function areaUses(tag: Tag): OsmUse[] {
  const isBuilding = isBuildingTag(tag);
  const uses = [
    ...(isBuilding ? [use("buildings")] : []),
    ...(tag("boundary") === "administrative" ? boundaryUses(tag) : []),
    ...compoundUses(tag),
    ...(isBuilding ? [] : roadUses(tag).filter(({ layer }) => layer === "ways")),
    ...wallUses(tag),
    ...stationUses(tag),
  ];
  return uses.length > 0 && tag("landuse") !== "residential" ? uses : [...uses, ...landUses(tag)];
}

/** A named residential area is an estate; a wall or a private way in makes it a closed one. */
function compoundUses(tag: Tag): OsmUse[] {
  if (tag("landuse") !== "residential" || tag("name") === "") return [];
  const isClosed =
    tag("barrier") !== "" || /^(?:private|residents|destination)$/.test(tag("access"));
  return [use("compounds", { access: isClosed ? "closed" : "open" })];
}

function wallUses(tag: Tag): OsmUse[] {
  const isWall = /^(?:wall|fence|city_wall|retaining_wall|hedge)$/.test(tag("barrier"));
  return isWall ? [use("barriers", { class: "3" })] : [];
}

const AREA_KINDS: Readonly<Record<string, string>> = {
  "5": "city",
  "6": "district",
  "8": "street",
  "9": "community",
  "10": "community",
};

function boundaryUses(tag: Tag): OsmUse[] {
  const kind = AREA_KINDS[tag("admin_level")];
  return kind === undefined || tag("name") === "" ? [] : [use("areas", { kind })];
}

function landUses(tag: Tag): OsmUse[] {
  if (
    tag("natural") === "water" ||
    tag("waterway") === "riverbank" ||
    tag("landuse") === "reservoir"
  ) {
    const isHard = /^(?:river|canal|lake|reservoir|lagoon|oxbow|)$/.test(tag("water"));
    return [use("land", { kind: "water" }), ...(isHard ? [use("barriers", { class: "0" })] : [])];
  }
  const green = /^(?:park|garden|pitch|golf_course|nature_reserve|playground|common)$/.test(
    tag("leisure"),
  );
  const isWild = /^(?:wood|scrub|grassland|heath|wetland)$/.test(tag("natural"));
  if (
    green ||
    isWild ||
    /^(?:grass|forest|meadow|recreation_ground|village_green|cemetery|farmland|orchard|allotments)$/.test(
      tag("landuse"),
    )
  )
    return [use("land", { kind: "green" })];
  return tag("landuse") === "" ? [] : [use("land", { kind: "other" })];
}

function lineUses(tag: Tag): OsmUse[] {
  return [...roadUses(tag), ...railUses(tag), ...waterUses(tag), ...wallUses(tag)];
}

/** Not built, not there any more, or not a way. */
const NO_ROAD =
  /^(?:proposed|construction|razed|abandoned|disused|demolished|platform|no|bus_stop|rest_area)$/;

const ROAD_BARRIER: readonly (readonly [RegExp, string])[] = [
  [/^motorway/, "0"],
  [/^(?:trunk|primary|secondary)/, "1"],
  [/^(?:tertiary|unclassified|residential|road)/, "2"],
  [/^(?:living_street|pedestrian)$/, "4"],
];

function roadUses(tag: Tag): OsmUse[] {
  if (tag("highway") === "" || NO_ROAD.test(tag("highway"))) return [];
  const barrier = ROAD_BARRIER.find(([classes]) => classes.test(tag("highway")))?.[1];
  const isBelow = isUnderground(tag);
  return [
    use("ways"),
    ...(barrier === undefined || isBelow ? [] : [use("barriers", { class: barrier })]),
  ];
}

function railUses(tag: Tag): OsmUse[] {
  if (isUnderground(tag)) return [];
  if (/^(?:rail|light_rail|narrow_gauge|subway)$/.test(tag("railway")))
    return [use("barriers", { class: "0" })];
  // Trams share the street and monorails pass overhead: a border to follow, not one to stop at.
  return /^(?:tram|monorail)$/.test(tag("railway")) ? [use("barriers", { class: "1" })] : [];
}

function waterUses(tag: Tag): OsmUse[] {
  if (isUnderground(tag)) return [];
  const land = use("land", { kind: "water" });
  if (/^(?:river|canal)$/.test(tag("waterway"))) return [land, use("barriers", { class: "0" })];
  return /^(?:stream|drain|ditch)$/.test(tag("waterway")) ? [land] : [];
}

function isUnderground(tag: Tag): boolean {
  return (
    (tag("tunnel") !== "" && tag("tunnel") !== "no") ||
    Number(tag("layer")) < -1 ||
    tag("location") === "underground"
  );
}
