import { expect, test } from "vitest";
import type { FeatureStates, LayerSpec, SourceSpec, TileSource } from "./layer-spec.ts";
import { recordingMap } from "./recording-map.ts";
import { createSync } from "./sync.ts";

const tiles = (revision: number, extra: Partial<TileSource> = {}): TileSource => ({
  kind: "tiles",
  id: "ways",
  tiles: `/tiles/ways/${revision}/{z}/{x}/{y}`,
  minZoom: 8,
  maxZoom: 16,
  ...extra,
});
const line = (id: string, source: SourceSpec, color = "red"): LayerSpec => ({
  id,
  band: "base",
  type: "line",
  source,
  ...(source.kind === "tiles" ? { sourceLayer: "ways" } : {}),
  paint: { "line-color": color },
});
const empty = { type: "FeatureCollection", features: [] } as const;

test("puts layers on in the order given, whatever is there already", () => {
  const { map, order, take } = recordingMap();
  const sync = createSync(map);
  const source = tiles(1);
  const [a, b, c] = [line("a", source), line("b", source), line("c", source)];
  sync.apply([a, c]);
  sync.apply([a, b, c]);
  expect(order).toEqual(["a", "b", "c"]);
  take();
  sync.apply([c, a, b]);
  expect(order).toEqual(["c", "a", "b"]);
  sync.apply([b, c]);
  expect(order).toEqual(["b", "c"]);
  sync.apply([]);
  expect(order).toEqual([]);
  expect(take().at(-1)).toBe("removeSource ways");
});

test("the same specs again change nothing", () => {
  const { map, take } = recordingMap();
  const sync = createSync(map);
  const layers = [line("a", tiles(1)), line("b", tiles(1))];
  sync.apply(layers);
  take();
  sync.apply([...layers]);
  sync.apply(layers.map((layer) => ({ ...layer })));
  expect(take()).toEqual([]);
});

test("a new revision swaps the address and leaves the layers alone", () => {
  const { map, take } = recordingMap();
  const sync = createSync(map);
  sync.apply([line("a", tiles(1))]);
  take();
  sync.apply([line("a", tiles(2))]);
  expect(take()).toEqual(["setTiles ways /tiles/ways/2/{z}/{x}/{y}"]);
});

test("a source of another shape is taken off with its layers and put on again", () => {
  const { map, take } = recordingMap();
  const sync = createSync(map);
  sync.apply([line("a", tiles(1))]);
  take();
  sync.apply([line("a", tiles(1, { maxZoom: 14 }))]);
  expect(take()).toEqual(["removeLayer a", "removeSource ways", "addSource ways", "addLayer a"]);
});

test("only what differs in a layer is sent", () => {
  const { map, take } = recordingMap();
  const sync = createSync(map);
  const source = tiles(1);
  sync.apply([line("a", source)]);
  take();
  const next: LayerSpec = {
    id: "a",
    band: "base",
    type: "line",
    source,
    sourceLayer: "ways",
    paint: { "line-color": "blue" },
    layout: { "line-cap": "round" },
    filter: ["==", ["get", "id"], 1],
    minZoom: 12,
  };
  sync.apply([next]);
  expect(take()).toEqual([
    'paint a line-color "blue"',
    'layout a line-cap "round"',
    'filter a ["==",["get","id"],1]',
    "zooms a 12 24",
  ]);
  sync.apply([line("a", source, "blue")]);
  expect(take()).toEqual(["layout a line-cap undefined", "filter a null", "zooms a 0 24"]);
});

test("shapes are sent again only when the data is another object", () => {
  const { map, take } = recordingMap();
  const sync = createSync(map);
  const draft = (data: typeof empty): LayerSpec => line("d", { kind: "shapes", id: "draft", data });
  sync.apply([draft(empty)]);
  take();
  sync.apply([draft(empty)]);
  expect(take()).toEqual([]);
  sync.apply([draft({ ...empty })]);
  expect(take()).toEqual(["setData draft"]);
});

test("feature states follow their map by key", () => {
  const { map, take } = recordingMap();
  const sync = createSync(map);
  const on = { on: true };
  const apply = (states: FeatureStates): string[] => {
    sync.apply([line("d", { kind: "shapes", id: "units", data: empty, states })]);
    return take().filter((call) => call.includes("state"));
  };
  expect(apply(new Map([[1, on]]))).toEqual(['state units 1 {"on":true}']);
  expect(
    apply(
      new Map([
        [1, on],
        [2, on],
      ]),
    ),
  ).toEqual(['state units 2 {"on":true}']);
  expect(apply(new Map([[2, { on: false }]]))).toEqual([
    "unstate units 1",
    'state units 2 {"on":false}',
  ]);
});

test("after a throw the same change is tried again", () => {
  const { map, order, fail } = recordingMap();
  const sync = createSync(map);
  const layers = [line("a", tiles(1)), line("b", tiles(1))];
  fail(true);
  expect(() => sync.apply(layers)).toThrow("fell over");
  fail(false);
  sync.apply(layers);
  expect(order).toEqual(["a", "b"]);
});

test("two contents under one source id are a mistake", () => {
  const sync = createSync(recordingMap().map);
  expect(() => sync.apply([line("a", tiles(1)), line("b", tiles(2))])).toThrow("source ways");
});

test("after a lost device what the map has kept is brought up to date, and what it forgot is put on", () => {
  const { map, order, take } = recordingMap();
  const shapes = (data: typeof empty) => ({ kind: "shapes", id: "s", data }) as const;
  const [below, above] = [line("below", tiles(1)), line("above", shapes(empty))];
  createSync(map).apply([below, line("lost", tiles(1)), above]);
  map.removeLayer("lost");
  take();
  createSync(map).apply([below, line("lost", tiles(1)), line("above", shapes({ ...empty }))]);
  expect(order).toEqual(["below", "lost", "above"]);
  expect(take()).toEqual(["setData s", "addLayer lost"]);
});
