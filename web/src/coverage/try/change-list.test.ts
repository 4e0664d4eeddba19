import type { LiveFrame } from "@onegrid/core/coverage";
import type { ScenarioChange } from "@onegrid/core/coverage/scenario-contract";
import { expect, test } from "vitest";
import { madeStart } from "../fixtures/made-ground.ts";
import { madeResult } from "../fixtures/made-result.ts";
import { inForce, NO_CHANGES, redone, triedReply, undone, withChange } from "./change-list.ts";

const closing = (id: string): ScenarioChange => ({ change: "close-station", id });

test("what was taken back comes again, until something else is done", () => {
  const two = withChange(withChange(NO_CHANGES, closing("a")), closing("b"));
  const one = undone(two);
  expect(inForce(one)).toEqual([closing("a")]);
  expect(inForce(redone(one))).toEqual([closing("a"), closing("b")]);
  const other = withChange(one, closing("c"));
  expect(inForce(redone(other))).toEqual([closing("a"), closing("c")]);
  expect(undone(NO_CHANGES)).toBe(NO_CHANGES);
});

const frame = (households: number, byArea: number): LiveFrame => ({
  households,
  buildings: 3,
  householdsByArea: Int32Array.of(byArea),
  buildingsByArea: Int32Array.of(1),
  changed: new Uint32Array(),
  units: new Int32Array(),
  stations: [],
});

test("households change between covered and uncovered, and all of them stay the same", () => {
  const result = madeResult();
  const [area] = result.byArea;
  if (area === undefined) throw new Error("no area");
  const start = { ...madeStart(result), areas: [area.id] };
  const ground = { result, start, base: frame(100, 40) };
  const tried = triedReply({ ...ground, changes: [closing("a")], frame: frame(93, 33) });
  const { covered, uncovered, notComputable } = result.total.households;
  expect(tried.total.households).toEqual({
    covered: covered - 7,
    uncovered: uncovered + 7,
    notComputable,
  });
  expect(tried.byArea[0]?.households.covered).toBe(area.households.covered - 7);
  expect(tried.definition.scenarioVersion).toMatch(/^[0-9a-f]{16}$/);
  expect(tried.interval).toBeNull();
  const same = triedReply({ ...ground, changes: [], frame: frame(100, 40) });
  expect(same.total).toBe(result.total);
  expect(same.definition).toEqual(result.definition);
});
