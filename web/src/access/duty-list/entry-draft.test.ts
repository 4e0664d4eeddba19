import type { KnownDuties } from "@onegrid/core/dispatch";
import type { ListedEntry } from "@onegrid/core/dispatch/duty-list-contract";
import { expect, test } from "vitest";
import { bodyOf, changeAt, type DutyChange } from "./duty-draft.ts";
import { draftOf, emptyDraft, endBefore, entryOf, faultsOfEntry } from "./entry-draft.ts";
import { positionOf } from "./typed-position.ts";

const TODAY = "2026-11-23";
const TARGET = { kind: "community", id: "well", code: "620302001001", name: "Well" } as const;
const listed: ListedEntry = {
  ...{ id: "e1", unitId: "fire", unitName: "fire", areaKind: "community", areaId: "well" },
  ...{ areaName: "Well", scopeId: "well", categories: ["event.01"], priority: 100, clause: null },
  ...{ validFrom: "2026-01-01", validTo: null },
};
const known: KnownDuties = {
  units: [{ id: "fire", code: null, name: "fire" }],
  targets: [TARGET],
  classIds: ["event.01-02", "event.02-01"],
  entries: [{ ...listed, ...{ key: "e1" } }],
  places: [],
};

test("each field that says nothing is named; the last day that is written is the last that counts", () => {
  const empty = entryOf(emptyDraft(TODAY), [TARGET]);
  expect("faults" in empty && empty.faults.map(({ field }) => field)).toEqual([
    "unit",
    "area",
    "classes",
  ]);
  const made = entryOf({ ...draftOf(listed), lastDay: "2026-12-31", clause: " 第1条 " }, [TARGET]);
  expect(made).toMatchObject({
    entry: { areaId: "well", categories: ["event.01"], validTo: "2027-01-01", clause: "第1条" },
  });
  expect(draftOf({ ...listed, validTo: "2027-01-01" }).lastDay).toBe("2026-12-31");
});

test("a change ends the old entry on the day on which the new one begins, and not in the past", () => {
  const from = (validFrom: string) => ({ ...listed, priority: 10, validFrom });
  const faults = (validFrom: string, ended = listed) =>
    faultsOfEntry(from(validFrom), ended, { known, today: TODAY }).map(
      ({ field, fault }) => `${field} ${fault}`,
    );
  expect(endBefore(listed, from("2026-12-01"))).toBe("2026-12-01");
  expect(faults("2026-12-01")).toEqual([]);
  expect(faults("2026-11-01")).toEqual(["validFrom in-the-past"]);
  // What has not begun is taken back: nothing of it is left beside the new one.
  const coming = { ...listed, validFrom: "2027-01-01" };
  expect(endBefore(coming, from(TODAY))).toBe("2027-01-01");
  expect(faultsOfEntry(from(TODAY), null, { known, today: TODAY })).toMatchObject([
    { fault: "twice" },
  ]);
});

test("a fault finds the change that it is of, whatever else is sent with it", () => {
  const { unitId, areaKind, areaId, categories, priority, clause, validFrom, validTo } = listed;
  const entry = { unitId, areaKind, areaId, categories, priority, clause, validFrom, validTo };
  const changes: DutyChange[] = [
    { key: "a", kind: "end", ended: listed, validTo: TODAY },
    { key: "b", kind: "add", entry },
    { key: "c", kind: "change", ended: listed, entry, validTo: TODAY },
  ];
  const body = bodyOf(changes);
  expect([body.entries.length, body.endEntries.length]).toEqual([2, 2]);
  expect(changeAt(changes, "entries", 1)?.key).toBe("c");
  expect(changeAt(changes, "endEntries", 0)?.key).toBe("a");
  expect(changeAt(changes, "places", 0)).toBeUndefined();
});

test("two numbers are a point in either order", () => {
  expect(positionOf("102.19, 38.52")).toEqual([102.19, 38.52]);
  expect(positionOf("３８.52，102.19")).toEqual([102.19, 38.52]);
  expect(positionOf("38.52")).toBeNull();
  expect(positionOf("新华路 12")).toBeNull();
});
