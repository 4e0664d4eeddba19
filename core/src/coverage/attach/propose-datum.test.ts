import gcoordModule from "gcoord";
import { expect, it } from "vitest";
import { EdgeFinder } from "./attach-points.ts";
import { at, networkOf, streetGrid } from "../fixtures/made-town.ts";
import { proposeDatum } from "./propose-datum.ts";

// See propose-datum.ts: the types and the module differ.
const gcoord = "default" in gcoordModule ? gcoordModule.default : gcoordModule;
const finder = new EdgeFinder(networkOf(streetGrid(20, 70)));
/** Buildings 14 m beside the streets. */
const doors = Array.from({ length: 60 }, (_, i) => at((i % 8) * 140 + 14, 20 + i * 17));

it.each([
  ["wgs84", gcoord.WGS84],
  ["gcj02", gcoord.GCJ02],
  ["bd09", gcoord.BD09],
] as const)("doors written in %s are recognised by the streets they stand at", (datum, system) => {
  const written = doors.map((door) => gcoord.transform([door[0], door[1]], gcoord.WGS84, system));
  const proposal = proposeDatum(finder, written.map(([lng, lat]) => [lng, lat])); // prettier-ignore
  expect(proposal).toMatchObject({ best: datum, isSure: true });
});

it("is not sure about places that lie nowhere near", () => {
  const far = doors.map(([lng, lat]) => [lng + 1, lat] as const);
  expect(proposeDatum(finder, far).isSure).toBe(false);
});
