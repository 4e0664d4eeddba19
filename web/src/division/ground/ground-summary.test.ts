import type { GroundReply } from "@onegrid/core/division/contract";
import { expect, test } from "vitest";
import { groundSummary } from "./ground-summary.ts";

const bare: GroundReply = {
  baseId: "b",
  communityId: "c",
  newestBaseId: "b",
  problems: [],
  repairs: [],
  names: {},
};
const problem: GroundReply["problems"][number] = {
  id: "p",
  kind: "outside",
  place: [121, 31],
  areaSquareMetres: 0,
  ids: ["h"],
  offers: [],
  accepted: null,
};

test("what nobody can mend in a plan is on record, and waits for nobody", () => {
  const found = { ...bare, problems: [problem] };
  expect(groundSummary(found, true)).toEqual({ text: "waiting", count: 1, isUrgent: true });
  expect(groundSummary(found, false)).toEqual({ text: "noted", count: 1, isUrgent: false });
});

test("a newer base concerns whoever may go over to it; a bare ground is not spoken of", () => {
  const old = { ...bare, newestBaseId: "newer" };
  expect(groundSummary(old, true)).toMatchObject({ text: "newer", isUrgent: true });
  expect(groundSummary(old, false)).toBeNull();
  expect(groundSummary(bare, true)).toBeNull();
});
