import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { runCover } from "./run-cover.ts";

let folder = "";
const file = (name: string) => join(folder, name);

const node = (id: number, east: number) =>
  `<node id="${id}" lon="${115.9 + east / 98_000}" lat="28.7"/>`;
const street = (refs: readonly number[]) =>
  `<osm version="0.6">${[1, 2, 3].map((id) => node(id, id * 100)).join("")}<way id="7">${refs.map((ref) => `<nd ref="${ref}"/>`).join("")}<tag k="highway" v="residential"/></way></osm>`;
const points = (places: Readonly<Record<string, readonly [number, number]>>) =>
  JSON.stringify({
    type: "FeatureCollection",
    features: Object.entries(places).map(([id, coordinates]) => ({
      type: "Feature",
      properties: { id },
      geometry: { type: "Point", coordinates },
    })),
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "onegrid-unattached-"));
  await writeFile(file("whole.osm"), street([1, 2, 3]));
  await writeFile(file("holed.osm"), street([1, 2, 3, 44]));
  const sea = Object.fromEntries([0, 1, 2, 3].map((i) => [`boat-${i}`, [116.5, 28.7] as const]));
  await writeFile(file("buildings.geojson"), points({ home: [115.902, 28.7], ...sea }));
  await writeFile(
    file("stations.geojson"),
    points({ near: [115.901, 28.7], river: [115.95, 28.7] }),
  );
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

async function toldBy(network: string): Promise<string> {
  const lines: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  await runCover({
    network: file(network),
    buildings: file("buildings.geojson"),
    stations: file("stations.geojson"),
    policy: "optimistic",
    out: file("out.csv"),
  });
  return lines.join("");
}

it("a station in the river and buildings in the sea are named with their place and the reason", async () => {
  const told = await toldBy("whole.osm");
  expect(told).toMatch(/river.*115\.950000, 28\.700000.*(no way within reach|附近没有道路)/);
  expect(told).toMatch(/4 (places are not computable|处无法计算).*boat-0 \(116\.500000, 28\.7/);
  expect(told).not.toContain("boat-3");
  expect(told).not.toContain("way/7");
});

it("a file whose ways lack some of their nodes is told of, with a way to look at", async () => {
  expect(await toldBy("holed.osm")).toMatch(/1 .*4.*way\/7 \(115\.9\d+, 28\.7/);
});
