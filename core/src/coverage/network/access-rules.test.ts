import { expect, it } from "vitest";
import {
  footAccess,
  isNodePassableOnFoot,
  isOnCarriageway,
  isWayOpenToWheelchairs,
  wheelchairBarrier,
  type WayTags,
} from "./access-rules.ts";
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

it.each<[WayTags, ReturnType<typeof wheelchairBarrier>]>([
  [{ barrier: "stile" }, "barrier"],
  [{ barrier: "block" }, "barrier"],
  [{ barrier: "kissing_gate" }, "barrier"],
  [{ barrier: "turnstile" }, "barrier"],
  [{ barrier: "full-height_turnstile" }, "barrier"],
  [{ barrier: "cycle_barrier" }, "barrier"],
  [{ barrier: "chicane" }, "barrier"],
  [{ barrier: "cycle_barrier", wheelchair: "yes" }, "none"],
  [{ barrier: "kissing_gate", wheelchair: "designated" }, "none"],
  [{ barrier: "kissing_gate", wheelchair: "limited" }, "barrier"],
  [{ barrier: "gate" }, "none"],
  [{ barrier: "gate", wheelchair: "no" }, "barrier"],
  [{ barrier: "bollard" }, "none"],
  [{ barrier: "bollard", "maxwidth:physical": "0.6" }, "barrier"],
  [{ barrier: "bollard", "maxwidth:physical": "1.2 m" }, "none"],
  [{ kerb: "raised" }, "kerb"],
  [{ kerb: "raised", wheelchair: "yes" }, "none"],
  [{ kerb: "lowered" }, "none"],
  [{ kerb: "flush" }, "none"],
])("the node %o is to a wheelchair: %s", (tags, expected) => {
  expect(wheelchairBarrier(tags)).toBe(expected);
  expect(isNodePassableOnFoot(tags)).toBe(true);
});

it.each<[WayTags, boolean]>([
  [{ highway: "footway" }, true],
  [{ highway: "footway", width: "0.7" }, false],
  [{ highway: "footway", width: "70 cm" }, false],
  [{ highway: "footway", width: "0.8 m" }, true],
  [{ highway: "footway", width: "2", "maxwidth:physical": "0.75" }, false],
  [{ highway: "footway", width: "0.7", wheelchair: "yes" }, true],
  [{ highway: "footway", wheelchair: "no" }, false],
  [{ highway: "footway", width: "narrow" }, true],
  [{ highway: "footway", width: "0" }, true],
])("the way %o is open to wheelchairs: %s", (tags, expected) => {
  expect(isWayOpenToWheelchairs(tags)).toBe(expected);
  expect(footAccess(tags)).toMatchObject({ forward: true, backward: true });
});

it("a kerb has the carriageway and its crossings on one side and pavements on the other", () => {
  expect(isOnCarriageway({ highway: "residential" })).toBe(true);
  expect(isOnCarriageway({ highway: "footway", footway: "crossing" })).toBe(true);
  expect(isOnCarriageway({ highway: "footway", footway: "sidewalk" })).toBe(false);
  expect(isOnCarriageway({ highway: "steps" })).toBe(false);
});

it("cars obey one-way streets, roundabouts and speed limits, and stay off footways", () => {
  expect(driveAccess({ highway: "footway" }).forward).toBe(false);
  expect(driveAccess({ highway: "primary", oneway: "-1" })).toMatchObject({
    forward: false,
    backward: true,
  });
  expect(driveAccess({ highway: "tertiary", junction: "roundabout" }).backward).toBe(false);
  expect(driveAccess({ highway: "primary", maxspeed: "30" }).kilometresPerHour).toBe(30);
  expect(driveAccess({ highway: "motorway", maxspeed: "25 mph" }).kilometresPerHour).toBeCloseTo(
    40.2,
    1,
  );
  expect(driveAccess({ highway: "residential", access: "no" }).forward).toBe(false);
});
