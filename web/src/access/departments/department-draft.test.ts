import type { KeptBody } from "@onegrid/core/dispatch/departments-contract";
import { expect, test } from "vitest";
import { ApiProblem } from "../../api.ts";
import {
  draftOf,
  EMPTY_BODY,
  factsOf,
  faultsOf,
  filterBodies,
  isWhole,
} from "./department-draft.ts";

const body = (changes: Partial<KeptBody> = {}): KeptBody => ({
  ...{ id: "d1", name: "公安分局", kind: "police", categories: [], validTo: null },
  ...{ areas: [{ id: "a1", name: "金川区" }], isStaffed: true, isMine: true, past: [] },
  ...changes,
});

test("a body is found by its name and by the areas that it serves, in use or given up", () => {
  const committee = body({ id: "d2", name: "业委会", kind: "owners_committee" });
  const gone = body({ id: "d3", name: "旧所", validTo: "2026-11-01" });
  const all = [body(), committee, gone];
  const ids = (words: string, group: "all" | "departments" | "committees" | "retired") =>
    filterBodies(all, { words, group }).map(({ id }) => id);
  expect(ids("", "all")).toEqual(["d1", "d2"]);
  expect(ids("", "departments")).toEqual(["d1"]);
  expect(ids("", "committees")).toEqual(["d2"]);
  expect(ids("", "retired")).toEqual(["d3"]);
  expect(ids("公安", "all")).toEqual(["d1"]);
  expect(ids("金川", "all")).toEqual(["d1", "d2"]);
});

test("a form holds what is kept, and sends it without spaces round the name", () => {
  const draft = draftOf(body());
  expect(factsOf({ ...draft, name: " 公安局 " })).toEqual({
    ...{ name: "公安局", kind: "police", areaIds: ["a1"], categories: [] },
  });
  expect(isWhole(draft)).toBe(true);
  expect(isWhole(EMPTY_BODY)).toBe(false);
  expect(isWhole({ ...draft, areaIds: [] })).toBe(false);
});

test("what a refusal names is read, and nothing else", () => {
  const refusal = (faults: unknown) =>
    new ApiProblem({
      ...{ code: "dispatch.departments-refused", status: 422, detail: "", requestId: "" },
      values: { faults },
    });
  const busy = { part: "retire", index: 0, fault: "busy", field: "body", value: "7" };
  expect(faultsOf(refusal([busy]))).toEqual([{ fault: "busy", field: "body", value: "7" }]);
  expect(faultsOf(refusal([{ fault: "odd", field: "body" }, null]))).toEqual([]);
  expect(faultsOf(refusal("none"))).toEqual([]);
  expect(faultsOf(new Error("away"))).toEqual([]);
});
