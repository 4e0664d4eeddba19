import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { CommandProblem } from "../command-problem.ts";
import { runDemo } from "./run-demo.ts";

const folder = mkdtempSync(join(tmpdir(), "onegrid-demo-"));
afterAll(() => rmSync(folder, { recursive: true }));

const until = "2026-01-01T00:00:00+08:00";
const estate = (out: string) => runDemo({ size: "estate", seed: "1", until, out, json: false });

test("every layer becomes a GeoJSON file, and a second run writes the same bytes", async () => {
  const [first, second] = [join(folder, "first"), join(folder, "second")];
  await estate(first);
  await estate(second);
  const names = readdirSync(first).toSorted();
  expect(names).toEqual([
    "NOTICE.txt",
    "areas.geojson",
    "barriers.geojson",
    "buildings.geojson",
    "compounds.geojson",
    "entrances.geojson",
    "gates.geojson",
    "incidents.geojson",
    "land.geojson",
    "staff.json",
    "stations.geojson",
    "ways.geojson",
  ]);
  for (const name of names)
    expect(readFileSync(join(second, name), "utf8")).toBe(readFileSync(join(first, name), "utf8"));
  const buildings: unknown = JSON.parse(readFileSync(join(first, "buildings.geojson"), "utf8"));
  expect(buildings).toMatchObject({
    type: "FeatureCollection",
    features: expect.arrayContaining([
      expect.objectContaining({
        properties: expect.objectContaining({ household_source: "register", use: "residential" }),
      }),
    ]),
  });
});

test("an unknown size, a broken seed and a time without offset are refused with a reason", async () => {
  const out = join(folder, "never");
  const bad = [
    { size: "village", seed: "1", out },
    { size: "estate", seed: "-1", out },
    { size: "estate", seed: "1", until: "2026-01-01", out },
  ];
  for (const args of bad) await expect(runDemo(args)).rejects.toBeInstanceOf(CommandProblem);
});
