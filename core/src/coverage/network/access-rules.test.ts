import { expect, it } from "vitest";
import { footAccess, isNodePassableOnFoot, type WayTags } from "./access-rules.ts";
import { driveAccess, isNodePassableByCar } from "./drive-rules.ts";

const onFoot = (tags: WayTags) => {
  const { forward, backward } = footAccess(tags);
  return `${forward ? "→" : ""}${backward ? "←" : ""}`;
};

it.each<[WayTags, string]>([
  [{ highway: "residential" }, "→←"],
  [{ highway: "motorway" }, ""],
  [{ highway: "motorway", sidewalk: "both" }, ""],
  [{ highway: "bridleway", sidewalk: "left" }, "→←"],
  [{ highway: "construction", foot: "yes" }, ""],
  [{ highway: "cycleway" }, "→←"],
  [{ highway: "primary", foot: "no" }, ""],
  [{ highway: "trunk", motorroad: "yes" }, ""],
  [{ highway: "trunk", motorroad: "yes", foot: "yes" }, "→←"],
  [{ highway: "service", access: "private" }, "→←"],
  [{ highway: "service", access: "private", service: "emergency_access" }, ""],
  [{ highway: "service", access: "no" }, ""],
  [{ highway: "service", access: "no", foot: "permissive" }, "→←"],
  [{ highway: "residential", oneway: "yes" }, "→←"],
  [{ highway: "footway", oneway: "yes" }, "→"],
  [{ highway: "residential", "oneway:foot": "-1" }, "←"],
  [{ highway: "path", "foot:backward": "no" }, "→"],
  [{ railway: "platform" }, "→←"],
  [{ railway: "rail" }, ""],
])("on foot %o is open %s", (tags, expected) => {
  expect(onFoot(tags)).toBe(expected);
});

it("cycleways can be shut where people do not walk on them, squares where routers do not", () => {
  expect(footAccess({ highway: "cycleway" }, { walkOnCycleways: false }).forward).toBe(false);
  const square = { highway: "pedestrian", area: "yes" };
  expect(footAccess(square).forward).toBe(true);
  expect(footAccess(square, { walkOnSquares: false }).forward).toBe(false);
});

it("walls stop people and bollards stop cars; a node's own access wins over its barrier", () => {
  expect(isNodePassableOnFoot({ barrier: "fence" })).toBe(false);
  expect(isNodePassableOnFoot({ barrier: "fence", foot: "yes" })).toBe(true);
  expect(isNodePassableOnFoot({ barrier: "gate", access: "no" })).toBe(false);
  expect(isNodePassableOnFoot({ barrier: "bollard" })).toBe(true);
  expect(isNodePassableByCar({ barrier: "bollard" })).toBe(false);
  expect(isNodePassableByCar({ barrier: "gate" })).toBe(true);
});

it("cars obey one-way streets, roundabouts and speed limits, and stay off footways", () => {
  expect(driveAccess({ highway: "footway" }).forward).toBe(false);
  expect(driveAccess({ highway: "primary", oneway: "-1" })).toMatchObject({ forward: false, backward: true }); // prettier-ignore
  expect(driveAccess({ highway: "tertiary", junction: "roundabout" }).backward).toBe(false);
  expect(driveAccess({ highway: "primary", maxspeed: "30" }).kilometresPerHour).toBe(30);
  expect(driveAccess({ highway: "motorway", maxspeed: "25 mph" }).kilometresPerHour).toBeCloseTo(40.2, 1); // prettier-ignore
  expect(driveAccess({ highway: "residential", access: "no" }).forward).toBe(false);
});
