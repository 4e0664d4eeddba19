import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readOsmFile } from "../../cover/read-osm-file.ts";
import { writePbf } from "./write-pbf.ts";

const folder = mkdtempSync(join(tmpdir(), "onegrid-write-pbf-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("a city written as PBF is read as it was, over several blocks and on both sides of zero", async () => {
  const count = 20_000;
  const lng = Float64Array.from({ length: count }, (_, i) => (i % 2 === 0 ? -1 : 1) * (i / 1e4));
  const lat = Float64Array.from({ length: count }, (_, i) => 28.4 - i / 1e5);
  const ways = Array.from({ length: 9000 }, (_, i) => ({
    id: `way/${i}`,
    tags: { highway: i % 3 === 0 ? "footway" : "steps", name: `路${i % 7}` },
    nodes: [i, i + 1, count - 1 - i],
  }));
  const path = join(folder, "city.osm.pbf");
  writePbf({ lng, lat, nodeTags: new Map(), ways }, path);
  const osm = await readOsmFile(path);
  expect(osm.nodes.count).toBe(count);
  for (const i of [0, 1, 7999, 8000, count - 1]) {
    const node = osm.findNode(i + 1);
    expect(osm.nodes.lng[node]).toBeCloseTo(lng[i] ?? Number.NaN, 7);
    expect(osm.nodes.lat[node]).toBeCloseTo(lat[i] ?? Number.NaN, 7);
  }
  expect(osm.ways.length).toBe(ways.length);
  for (const i of [0, 7999, 8000, 8999]) {
    const way = osm.ways[i];
    expect(way?.tags).toEqual(ways[i]?.tags);
    expect([...(way?.refs ?? [])]).toEqual(ways[i]?.nodes.map((node) => node + 1));
  }
});
