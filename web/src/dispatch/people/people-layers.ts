import {
  LABEL_FONT,
  LABEL_FONT_BOLD,
  personId,
  type LayerSpec,
  type MapEntry,
  type MapPalette,
  type Shape,
  type Shapes,
  type ShapeSource,
} from "../../map/index.ts";
import { isStale, PEOPLE_LAYER, type Person } from "./people-store.ts";
import { personWords } from "./person-words.ts";

export interface PeopleShown {
  readonly people: readonly Person[];
  /** Whoever is chosen, pointed at or under the pointer. */
  readonly marked: readonly Person[];
  readonly now: number;
}

/** Blue, where responders are green and cases have the colours of their states. */
const PERSON = { light: "#0b5cad", dark: "#6cb6ff" } as const;
const STALE = { light: "#5f6b78", dark: "#98a4b3" } as const;

/** Grey and hollow once the place is old: neither by colour alone. */
const signOf = (palette: MapPalette, isOld: boolean): string =>
  personId(
    isOld ? "hollow" : "whole",
    (isOld ? STALE : PERSON)[palette.theme],
    palette.theme === "dark" ? "#141a22" : "#ffffff",
  );

export const peopleEntry = ({ people, marked, now }: PeopleShown): MapEntry => ({
  id: PEOPLE_LAYER,
  title: "dispatch:people.entry",
  group: "dispatch",
  isOn: true,
  legend: ({ theme }) => {
    const ground = theme === "dark" ? "#141a22" : "#ffffff";
    return [
      {
        label: "dispatch:people.fresh",
        swatch: { kind: "person", form: "whole", color: PERSON[theme], ground },
      },
      {
        label: "dispatch:people.stale",
        swatch: { kind: "person", form: "hollow", color: STALE[theme], ground },
      },
    ];
  },
  layers: ({ palette }) => [
    markedRing(marked, palette),
    signs(people, now, palette),
    markedWords(marked, now, palette),
  ],
});

const shapeOf = (
  { id, position: [lng, lat] }: Person,
  properties: Readonly<Record<string, unknown>>,
): Shape => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [lng, lat] },
  properties: { id, ...properties },
});

const sourceOf = (id: string, features: readonly Shape[]): ShapeSource => {
  const data: Shapes = { type: "FeatureCollection", features };
  return { kind: "shapes", id, data };
};

const signs = (people: readonly Person[], now: number, palette: MapPalette): LayerSpec => ({
  id: "people-sign",
  band: "overlay",
  type: "symbol",
  source: sourceOf(
    "people",
    people.map((person) => {
      const isOld = isStale(person, now);
      return shapeOf(person, { sign: signOf(palette, isOld), order: isOld ? 0 : 1 });
    }),
  ),
  pick: { layer: PEOPLE_LAYER },
  layout: {
    "icon-image": ["get", "sign"],
    "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.4, 13, 0.6, 15, 0.85, 18, 1.1],
    "icon-allow-overlap": true,
    "icon-ignore-placement": true,
    "symbol-sort-key": ["get", "order"],
  },
  paint: {},
});

const markedRing = (marked: readonly Person[], palette: MapPalette): LayerSpec => ({
  id: "people-ring",
  band: "overlay",
  type: "circle",
  source: sourceOf(
    "people-ring",
    marked.map((person) => shapeOf(person, {})),
  ),
  paint: {
    "circle-color": palette.selection,
    "circle-opacity": 0.16,
    "circle-radius": 19,
    "circle-stroke-color": palette.selection,
    "circle-stroke-width": 2.5,
  },
});

const markedWords = (marked: readonly Person[], now: number, palette: MapPalette): LayerSpec => ({
  id: "people-words",
  band: "overlay",
  type: "symbol",
  source: sourceOf(
    "people-words",
    marked.map((person) =>
      shapeOf(person, { name: person.name, rest: personWords(person, now).join("\n") }),
    ),
  ),
  layout: {
    "text-field": [
      "format",
      ["get", "name"],
      { "text-font": ["literal", LABEL_FONT_BOLD], "font-scale": 1.1 },
      "\n",
      {},
      ["get", "rest"],
      {},
    ],
    "text-font": LABEL_FONT,
    "text-size": 12.5,
    "text-anchor": "top",
    "text-offset": [0, 1.7],
    "text-max-width": 20,
    "text-allow-overlap": true,
  },
  paint: {
    "text-color": palette.label,
    "text-halo-color": palette.halo,
    "text-halo-width": 2,
  },
});
