import type { Theme } from "../ui/theme-choice.ts";

/** Way classes as they are drawn; OSM's `_link` classes go with their road. */
export type WayRank = "motorway" | "primary" | "secondary" | "minor" | "foot";

/** The colours of the map. One table per theme, so that a theme is complete or does not compile. */
export interface MapPalette {
  readonly theme: Theme;
  readonly ground: string;
  readonly water: string;
  readonly waterLine: string;
  readonly green: string;
  readonly otherLand: string;
  readonly way: Readonly<Record<WayRank, { readonly fill: string; readonly casing: string }>>;
  readonly railway: string;
  readonly railwayGap: string;
  readonly compound: string;
  readonly compoundOpen: string;
  readonly wall: string;
  readonly barrier: string;
  readonly building: Readonly<Record<"residential" | "mixed" | "other", string>>;
  readonly buildingLine: string;
  readonly gatePublic: string;
  readonly gateResidents: string;
  readonly district: string;
  readonly street: string;
  readonly community: string;
  readonly grid: string;
  readonly gridFill: string;
  readonly cityUnit: string;
  readonly station: string;
  readonly stationOther: string;
  readonly label: string;
  readonly labelSoft: string;
  readonly labelWater: string;
  readonly halo: string;
  readonly selection: string;
  readonly selectionHalo: string;
  readonly draft: string;
}

const light: MapPalette = {
  theme: "light",
  ground: "#f3f2ee",
  water: "#b5d5e8",
  waterLine: "#8fbcd6",
  green: "#d3e6c8",
  otherLand: "#e9e7e1",
  way: {
    motorway: { fill: "#f3b168", casing: "#cf8434" },
    primary: { fill: "#fbdc95", casing: "#d8a94b" },
    secondary: { fill: "#fdf0c9", casing: "#d6c28c" },
    minor: { fill: "#ffffff", casing: "#d5d3cc" },
    foot: { fill: "#b69d84", casing: "#f7f4ee" },
  },
  railway: "#8d939c",
  railwayGap: "#f6f6f6",
  compound: "#f8ebcf",
  compoundOpen: "#f5f0e4",
  wall: "#b59a6d",
  barrier: "#b4432e",
  building: { residential: "#ddcfb8", mixed: "#d6c6d8", other: "#d3d7dc" },
  buildingLine: "#b7a88e",
  gatePublic: "#1a7f43",
  gateResidents: "#a8690a",
  district: "#6d3fa8",
  street: "#8554b4",
  community: "#8a7d97",
  grid: "#0b6a8f",
  gridFill: "#1287b4",
  cityUnit: "#5b7a16",
  station: "#c8261b",
  stationOther: "#0f6fb5",
  label: "#2d3844",
  labelSoft: "#5a6775",
  labelWater: "#2f6b91",
  halo: "#ffffff",
  selection: "#e0338a",
  selectionHalo: "#ffffff",
  draft: "#d9480f",
};

const dark: MapPalette = {
  theme: "dark",
  ground: "#141a22",
  water: "#16324a",
  waterLine: "#23496a",
  green: "#182a20",
  otherLand: "#171f28",
  way: {
    motorway: { fill: "#8a6432", casing: "#141a21" },
    primary: { fill: "#66583a", casing: "#141a21" },
    secondary: { fill: "#4a4a44", casing: "#141a21" },
    minor: { fill: "#36414e", casing: "#141a21" },
    foot: { fill: "#566070", casing: "#12181f" },
  },
  railway: "#596472",
  railwayGap: "#1a222c",
  compound: "#1d2229",
  compoundOpen: "#192029",
  wall: "#6b5d42",
  barrier: "#d9775f",
  building: { residential: "#303947", mixed: "#3a3449", other: "#2a323c" },
  buildingLine: "#424d5d",
  gatePublic: "#58c98a",
  gateResidents: "#e0a545",
  district: "#b794f0",
  street: "#a080d8",
  community: "#7f7595",
  grid: "#4fb6dc",
  gridFill: "#2a93bd",
  cityUnit: "#a3c85c",
  station: "#ff6a5e",
  stationOther: "#5cb0f2",
  label: "#bcc7d4",
  labelSoft: "#8797aa",
  labelWater: "#7fb2d6",
  halo: "#12181f",
  selection: "#ff6fb5",
  selectionHalo: "#10161d",
  draft: "#ff9350",
};

export const MAP_PALETTES: Readonly<Record<Theme, MapPalette>> = { light, dark };
