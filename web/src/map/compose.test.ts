import { expect, test } from "vitest";
import { createComposer } from "./compose.ts";
import type { MapContext, MapEntry } from "./entry.ts";
import { fadeLayer } from "./fade.ts";
import type { LayerSpec } from "./layer-spec.ts";
import { MAP_PALETTES } from "./palette.ts";

const CONTEXT: MapContext = {
  palette: MAP_PALETTES.light,
  language: "zh-CN",
  tiles: () => undefined,
};

const fill = (id: string, band: LayerSpec["band"], opacity?: unknown): LayerSpec => ({
  id,
  band,
  type: "fill",
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- any expression may stand here
  paint: opacity === undefined ? {} : { "fill-opacity": opacity as number },
});

const entry = (id: string, layers: MapEntry["layers"], isOn = true): MapEntry => ({
  id,
  title: { words: id },
  group: "base",
  isOn,
  legend: () => [],
  layers,
});

test("bands decide the order, then the order of the entries", () => {
  const compose = createComposer();
  const entries = [
    entry("a", () => [fill("a-draft", "draft"), fill("a-base", "base")]),
    entry("b", () => [fill("b-base", "base"), fill("b-data", "data")]),
  ];
  expect(compose(entries, {}, CONTEXT).map(({ id }) => id)).toEqual([
    "a-base",
    "b-base",
    "b-data",
    "a-draft",
  ]);
});

test("an entry is shown as it says until the user says otherwise", () => {
  const compose = createComposer();
  const entries = [
    entry("on", () => [fill("on", "base")]),
    entry("off", () => [fill("off", "base")], false),
  ];
  const ids = (settings: Parameters<typeof compose>[1]) =>
    compose(entries, settings, CONTEXT).map(({ id }) => id);
  expect(ids({})).toEqual(["on"]);
  expect(ids({ on: { isOn: false }, off: { isOn: true } })).toEqual(["off"]);
  expect(ids({ on: { opacity: 0.5 } })).toEqual(["on"]);
});

test("layers are built again only for another context or opacity", () => {
  let builds = 0;
  const compose = createComposer();
  const entries = [entry("a", () => ((builds += 1), [fill("a", "base")]))];
  const [first] = compose(entries, {}, CONTEXT);
  const [second] = compose(entries, { b: { isOn: false } }, CONTEXT);
  expect(second).toBe(first);
  compose(entries, { a: { opacity: 0.5 } }, CONTEXT);
  compose(entries, { a: { opacity: 0.5 } }, { ...CONTEXT });
  expect(builds).toBe(3);
});

test("fading scales numbers, expressions and the outputs of zoom curves", () => {
  const faded = (opacity?: unknown): unknown => {
    const { paint } = fadeLayer(fill("a", "base", opacity), 0.5);
    return paint !== undefined && "fill-opacity" in paint ? paint["fill-opacity"] : undefined;
  };
  expect(faded()).toBe(0.5);
  expect(faded(0.4)).toBe(0.2);
  expect(faded(["get", "o"])).toEqual(["*", ["get", "o"], 0.5]);
  expect(faded(["interpolate", ["linear"], ["zoom"], 10, 0, 12, ["get", "o"]])).toEqual([
    "interpolate",
    ["linear"],
    ["zoom"],
    10,
    0,
    12,
    ["*", ["get", "o"], 0.5],
  ]);
  expect(faded(["step", ["zoom"], 1, 12, 0.6])).toEqual(["step", ["zoom"], 0.5, 12, 0.3]);
});

test("full opacity leaves the layer as it is", () => {
  const layer = fill("a", "base", 0.4);
  expect(fadeLayer(layer, 1)).toBe(layer);
});
