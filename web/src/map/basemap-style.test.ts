import { expect, test } from "vitest";
import { GROUND_ENTRIES, groundLayer, OBJECT_ENTRIES, selectionLayers } from "./basemap-style.ts";
import type { MapContext } from "./entry.ts";
import { MAP_PALETTES } from "./palette.ts";

const BASE_ENTRIES = [...GROUND_ENTRIES, ...OBJECT_ENTRIES];

const context = (theme: "light" | "dark"): MapContext => ({
  palette: MAP_PALETTES[theme],
  language: "zh-CN",
  tiles: (layer) => ({
    kind: "tiles",
    id: layer,
    tiles: `/tiles/${layer}/1/{z}/{x}/{y}`,
    minZoom: 5,
    maxZoom: 16,
  }),
});

const allLayers = (given: MapContext) => [
  groundLayer(given),
  ...BASE_ENTRIES.flatMap((entry) => entry.layers(given)),
  ...selectionLayers(given, { kind: "object", layer: "buildings", id: "b1" }),
];

test("no two layers share an id, and none draws without its tiles", () => {
  const ids = allLayers(context("light")).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const bare = allLayers({ ...context("light"), tiles: () => undefined });
  expect(bare.map(({ id }) => id)).toEqual(["ground"]);
});

test("both themes draw the same layers, in other colours", () => {
  const [light, dark] = [allLayers(context("light")), allLayers(context("dark"))];
  expect(dark.map(({ id }) => id)).toEqual(light.map(({ id }) => id));
  const fills = (layers: typeof light) => JSON.stringify(layers.map(({ paint }) => paint));
  expect(fills(dark)).not.toBe(fills(light));
});

test("a legend's colours are colours of the style", () => {
  const missing = BASE_ENTRIES.flatMap((entry) => {
    const style = JSON.stringify(entry.layers(context("light")).map(({ paint }) => paint));
    const colors = entry.legend(MAP_PALETTES.light).map(({ swatch }) => swatch.color.slice(0, 7));
    return colors.filter((color) => !style.includes(color)).map((color) => [entry.id, color]);
  });
  expect(missing).toEqual([]);
});

test("the style asks for no glyphs of a server: every label names a font", () => {
  const labels = allLayers(context("light")).filter(({ type }) => type === "symbol");
  expect(labels.length).toBeGreaterThan(5);
  expect(labels.filter(({ layout }) => !("text-font" in (layout ?? {})))).toEqual([]);
});

test("the name of a building known by a point lies below its dot", () => {
  const labels = allLayers(context("light")).find(({ id }) => id === "label-buildings");
  expect(labels?.layout).toMatchObject({
    "text-anchor": ["match", ["geometry-type"], "Point", "top", "center"],
    "text-offset": [
      "match",
      ["geometry-type"],
      "Point",
      ["literal", [0, 0.75]],
      ["literal", [0, 0]],
    ],
  });
});
