import { describeLayer, type ImportPlan, type SourceFeature } from "@onegrid/core/ingest";
import { expect, test } from "vitest";
import {
  changePlan,
  countHomeless,
  draftFile,
  findObstacle,
  firstToOpen,
  fixTarget,
  mapTarget,
  redraftFile,
  startBody,
  type FileDraft,
} from "./drafts.ts";
import { ingestEntries } from "./layers.ts";
import type { MapContext, Shapes } from "../map/index.ts";
import { MAP_PALETTES } from "../map/palette.ts";
import { START } from "./store.ts";

/** A table of stations as the server describes it: degrees in China, so the system is not certain. */
function stations(layer?: ImportPlan["layer"]): FileDraft {
  const sample: SourceFeature[] = [1, 2, 3].map((line) => ({
    place: { file: "站点.csv", layer: null, line, feature: null },
    properties: {
      编号: `s${line}`,
      名称: `驿站${line}`,
      经度: `${104 + line / 100}`,
      纬度: "30.5",
    },
    geometry: null,
    fault: null,
  }));
  const description = describeLayer(sample, {
    name: null,
    rows: null,
    declaredCrs: null,
    formatCrs: null,
    isOsm: false,
    district: null,
    encoding: "utf-8",
    names: ["站点.csv"],
    headings: ["编号", "名称", "经度", "纬度"],
    wantedLayer: layer ?? "stations",
  });
  return draftFile({
    name: "站点.csv",
    bytes: 100,
    description: {
      file: "站点.csv",
      format: "csv",
      bytes: 100,
      encoding: null,
      layers: [description],
    },
    refusal: null,
  });
}

const change = (
  file: FileDraft,
  to: (layer: FileDraft["layers"][number]) => FileDraft["layers"][number],
): FileDraft => ({ ...file, layers: file.layers.map(to) });

const confirmed = (file: FileDraft): FileDraft =>
  change(file, (layer) => ({ ...layer, isCrsConfirmed: true }));

test("an uncertain system, then a missing field, then the preview keep the import waiting", () => {
  const file = stations();
  expect(findObstacle([file])).toEqual({ kind: "crs", count: 1 });
  expect(findObstacle([confirmed(file)])).toEqual({ kind: "targets", count: 1 });
  const fixed = change(confirmed(file), (layer) =>
    changePlan(layer, fixTarget(layer.plan, "kind", "red_station")),
  );
  expect(findObstacle([fixed])).toEqual({ kind: "reading" });
  const ready = change(fixed, (layer) => ({ ...layer, isTrying: false }));
  expect(findObstacle([ready])).toBeNull();
  const left = change(ready, (layer) => ({ ...layer, isIncluded: false }));
  expect(findObstacle([left])).toEqual({ kind: "nothing" });
});

test("the body for the start holds included layers only, without blank values", () => {
  const file = change(confirmed(stations()), (layer) => ({
    ...layer,
    plan: fixTarget(mapTarget(layer.plan, "address", "名称"), "kind", ""),
  }));
  const body = startBody([file, change(stations(), (it) => ({ ...it, isIncluded: false }))], " ");
  expect(body.around).toBeNull();
  expect(body.files).toHaveLength(1);
  const plan = body.files[0]?.plans[0];
  expect(plan?.mapping).toMatchObject({ id: "编号", name: "名称", address: "名称" });
  expect(plan?.defaults).toEqual({});
  expect(mapTarget(plan ?? fail(), "address", null).mapping).not.toHaveProperty("address");
});

function fail(): never {
  throw new Error("no plan");
}

test("buildings outside every community are counted; areas that come along stop the count", () => {
  const file = stations("buildings");
  expect(countHomeless([file], [])).toBe(3);
  expect(countHomeless([file], [[104.015, 30, 105, 31]])).toBe(1);
  const areas = change(stations("areas"), (layer) => ({ ...layer, isIncluded: true }));
  expect(countHomeless([file, areas], [])).toBe(0);
  expect(countHomeless([stations()], [])).toBe(0);
  const refused = change(file, (layer) => ({ ...layer, trial: { ...layer.trial, accepted: 0 } }));
  expect(countHomeless([refused], [])).toBe(0);
});

test("a file read again keeps what was left out, and asks again about the system", () => {
  const old = change(confirmed(stations()), (layer) => ({ ...layer, isIncluded: false }));
  const again = redraftFile(old, old.description ?? fail());
  expect(again.layers[0]).toMatchObject({ isIncluded: false, isCrsConfirmed: false });
});

test("the preview draws included layers, the one in hand above the others", () => {
  const file = confirmed(stations());
  const state = { ...START, stage: { kind: "plan", id: "x", problem: null } as const };
  const key = firstToOpen([file])?.key ?? "";
  const context: MapContext = {
    palette: MAP_PALETTES.light,
    language: "en",
    tiles: () => undefined,
  };
  const drawn = (activeKey: string | null) =>
    ingestEntries({ ...state, files: [file], activeKey }).flatMap(({ layers }) => layers(context));
  expect(new Set(drawn(key).map(({ band }) => band))).toEqual(new Set(["draft"]));
  expect(new Set(drawn(null).map(({ band }) => band))).toEqual(new Set(["data"]));
  const dataOf = (activeKey: string | null): Shapes => {
    const source = drawn(activeKey)[0]?.source;
    return source?.kind === "shapes" ? source.data : fail();
  };
  expect(dataOf(key).features).toHaveLength(3);
  // The same object, so that the map is not sent it again.
  expect(dataOf(null)).toBe(dataOf(key));
  expect(ingestEntries({ ...START, files: [file] })).toEqual([]);
});
