import { expect, test } from "vitest";
import { denialOf, mayAct, type CaseView, type Duty } from "./roles.ts";

const duty: Duty = {
  role: "community_desk",
  areaIds: ["community-2"],
  categories: ["event.01", "community"],
  maxLevel: "street",
};
const view: CaseView = {
  areaIds: ["grid-7", "community-2", "street-1", "district"],
  categoryId: "event.01-02",
  level: "grid",
  reporterId: "resident",
  handlerIds: [],
  handlerUnitIds: [],
  helperUnitIds: [],
};
const me = { id: "me", unitId: null };

test("a duty allows a verb inside its areas, classes and level only", () => {
  expect(denialOf(duty, "file", view, me)).toBeNull();
  expect(denialOf(duty, "cancel", view, me)).toBe("role");
  expect(denialOf({ ...duty, areaIds: ["community-3"] }, "file", view, me)).toBe("area");
  expect(denialOf(duty, "file", { ...view, categoryId: "event.05-05" }, me)).toBe("category");
  expect(denialOf(duty, "file", { ...view, level: "district" }, me)).toBe("level");
});

test("a report outside every grid is seen by the district's desks only", () => {
  const outside = { ...view, areaIds: ["district"] };
  expect(mayAct(duty, "file", outside, me)).toBe(false);
  expect(mayAct({ ...duty, areaIds: ["district"] }, "file", outside, me)).toBe(true);
});

test("whoever reports takes in what lies in no community, of their classes; what lies in another's is that one's", () => {
  const outside: CaseView = { ...view, areaIds: ["district"], level: "district" };
  expect(denialOf(duty, "report", outside, me)).toBeNull();
  expect(denialOf(duty, "report", { ...outside, categoryId: "event.05-05" }, me)).toBe("category");
  const elsewhere = { ...view, areaIds: ["community-3", "street-1", "district"] };
  expect(denialOf(duty, "report", elsewhere, me)).toBe("area");
  expect(denialOf({ ...duty, role: "auditor" }, "report", outside, me)).toBe("role");
});

test("the public rates and asks to reopen its own reports only", () => {
  const resident: Duty = { ...duty, role: "public" };
  expect(denialOf(resident, "rate", view, me)).toBe("not_own_report");
  expect(denialOf(resident, "rate", view, { id: "resident", unitId: null })).toBeNull();
  expect(denialOf(resident, "rate", { ...view, reporterId: null }, me)).toBe("not_own_report");
});
