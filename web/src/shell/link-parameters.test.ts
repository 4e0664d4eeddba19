import { expect, test } from "vitest";
import {
  giveParameters,
  linkParameter,
  setLinkParameter,
  takeParameters,
} from "./link-parameters.ts";

test("each workspace has its own parameters, as they stand in the address", () => {
  takeParameters("dispatch", { at: "1,2,3", "w-case": "c1", "w-view": "late" });
  setLinkParameter("division", "plan", "p1");
  expect(linkParameter("dispatch", "case")).toBe("c1");
  expect(linkParameter("division", "case")).toBeUndefined();
  expect(giveParameters("dispatch")).toEqual({ "w-case": "c1", "w-view": "late" });
  setLinkParameter("dispatch", "case", null);
  expect(giveParameters("dispatch")).toEqual({ "w-view": "late" });
  expect(giveParameters("division")).toEqual({ "w-plan": "p1" });
});
