import { expect, it } from "vitest";
import { readFacility } from "./read-facility.ts";

const kindOf = (tags: Record<string, string>, use = "") =>
  readFacility((key) => tags[key] ?? "", use);

it("tags of OpenStreetMap say what a building is for, the more special key first", () => {
  expect(kindOf({ building: "yes", amenity: "community_centre" })).toBe("community");
  expect(kindOf({ building: "commercial", office: "government" })).toBe("community");
  expect(kindOf({ building: "civic" })).toBe("community");
  expect(kindOf({ building: "school" })).toBe("education");
  expect(kindOf({ building: "garages" })).toBe("auxiliary");
  expect(kindOf({ building: "yes", shop: "bakery" })).toBe("commerce");
  expect(kindOf({ building: "yes" })).toBeNull();
});

it("a column of uses in Chinese says it too", () => {
  expect(kindOf({}, "公共服务设施")).toBe("community");
  expect(kindOf({}, "医疗卫生")).toBe("health");
  expect(kindOf({}, "商业服务")).toBe("commerce");
  expect(kindOf({}, "其他")).toBeNull();
});
