import type { Db } from "@onegrid/db";
import {
  listAreaLabels,
  listAreaRows,
  listBarrierRows,
  listBuildingRows,
  listCityUnitLabels,
  listCityUnitRows,
  listCompoundLabels,
  listCompoundRows,
  listEntranceRows,
  listGateRows,
  listGridLabels,
  listGridRows,
  listLandRows,
  listStationRows,
  listWayRows,
  type LayerQuery,
  type LayerRow,
} from "@onegrid/db/organisation";

/** One layer inside a tile. A served layer may carry a second one with its label points. */
interface Part {
  readonly name: string;
  readonly list: (db: Db, query: LayerQuery, day: string) => Promise<LayerRow[]>;
}

export interface ServedLayer {
  readonly layer: string;
  readonly minZoom: number;
  /** Tiles beyond it are drawn by the client from this zoom's. */
  readonly maxZoom: number;
  /** Table whose rows it shows, for counts and bounds. */
  readonly table: string;
  /** What its rows hang on besides the box: part of a tile's address, and of no other's. */
  readonly hangsOn: readonly ("scope" | "day")[];
  readonly parts: readonly Part[];
}

const MAIN_ROADS = ["motorway", "trunk", "primary"];
const TOWN_ROADS = [...MAIN_ROADS, "secondary", "tertiary"];
const STREETS = [...TOWN_ROADS, "unclassified", "residential", "living_street", "pedestrian"];

/** Which road classes a zoom can show; `null`: all. Link roads go with their class. */
function wayClasses(zoom: number): readonly string[] | null {
  if (zoom >= 15) return null;
  const classes = zoom < 11 ? MAIN_ROADS : zoom < 13 ? TOWN_ROADS : STREETS;
  return classes.flatMap((name) => [name, `${name}_link`]);
}

/** Every layer the server serves. A layer that is not here has no address. */
export const SERVED_LAYERS: readonly ServedLayer[] = [
  {
    layer: "land",
    minZoom: 6,
    maxZoom: 15,
    table: "land",
    hangsOn: [],
    parts: [{ name: "land", list: listLandRows }],
  },
  {
    layer: "ways",
    minZoom: 8,
    maxZoom: 16,
    table: "way",
    hangsOn: [],
    parts: [{ name: "ways", list: (db, query) => listWayRows(db, query, wayClasses(query.zoom)) }],
  },
  {
    layer: "barriers",
    minZoom: 9,
    maxZoom: 15,
    table: "barrier",
    hangsOn: [],
    parts: [{ name: "barriers", list: listBarrierRows }],
  },
  {
    layer: "areas",
    minZoom: 4,
    maxZoom: 16,
    table: "area",
    hangsOn: [],
    parts: [
      { name: "areas", list: listAreaRows },
      { name: "areas_label", list: listAreaLabels },
    ],
  },
  {
    layer: "compounds",
    minZoom: 13,
    maxZoom: 16,
    table: "compound",
    hangsOn: ["scope"],
    parts: [
      { name: "compounds", list: listCompoundRows },
      { name: "compounds_label", list: listCompoundLabels },
    ],
  },
  {
    layer: "buildings",
    minZoom: 14,
    maxZoom: 16,
    table: "building",
    hangsOn: ["scope"],
    parts: [{ name: "buildings", list: listBuildingRows }],
  },
  {
    layer: "gates",
    minZoom: 15,
    maxZoom: 16,
    table: "gate",
    hangsOn: [],
    parts: [{ name: "gates", list: listGateRows }],
  },
  {
    layer: "entrances",
    minZoom: 17,
    maxZoom: 17,
    table: "entrance",
    hangsOn: [],
    parts: [{ name: "entrances", list: listEntranceRows }],
  },
  {
    layer: "stations",
    minZoom: 9,
    maxZoom: 15,
    table: "station",
    hangsOn: [],
    parts: [{ name: "stations", list: listStationRows }],
  },
  {
    layer: "grids",
    minZoom: 9,
    maxZoom: 16,
    table: "grid_version",
    hangsOn: ["scope", "day"],
    parts: [
      { name: "grids", list: listGridRows },
      { name: "grids_label", list: listGridLabels },
    ],
  },
  {
    layer: "city_units",
    minZoom: 13,
    maxZoom: 16,
    table: "city_unit",
    hangsOn: ["scope"],
    parts: [
      { name: "city_units", list: listCityUnitRows },
      { name: "city_units_label", list: listCityUnitLabels },
    ],
  },
];

export const findServedLayer = (layer: string): ServedLayer | undefined =>
  SERVED_LAYERS.find((served) => served.layer === layer);
