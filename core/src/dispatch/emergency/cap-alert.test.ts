import { expect, test } from "vitest";
import { MONDAY_NINE } from "../test-builders.ts";
import { capAlert, type AlertedActivation, type CapElement } from "./cap-alert.ts";

const flood: AlertedActivation = {
  id: "a1",
  kind: "actual",
  name: "防汛",
  startedAt: MONDAY_NINE,
  endedAt: null,
  ring: null,
  communities: [
    { name: "昌文里", code: "620302002001" },
    { name: "宝林里", code: "620302002002" },
  ],
};
const SENDER = "grid.example.cn";
/** The order of the schema of CAP 1.2 (docs.oasis-open.org/emergency/cap/v1.2), alert and info. */
const ALERT_ORDER = [
  ...["identifier", "sender", "sent", "status", "msgType", "source", "scope", "restriction"],
  ...["addresses", "code", "note", "references", "incidents", "info"],
];
const INFO_ORDER = [
  ...["language", "category", "event", "responseType", "urgency", "severity", "certainty"],
  ...["audience", "eventCode", "effective", "onset", "expires", "senderName", "headline"],
  ...["description", "instruction", "web", "contact", "parameter", "resource", "area"],
];
const REQUIRED = ["identifier", "sender", "sent", "status", "msgType", "scope"];

const textOf = (elements: readonly CapElement[], name: string): unknown =>
  elements.find(([each]) => each === name)?.[1];
const partsOf = (elements: readonly CapElement[], name: string): readonly CapElement[] => {
  const content = textOf(elements, name);
  return Array.isArray(content) ? content : [];
};
const isInOrder = (elements: readonly CapElement[], order: readonly string[]): boolean => {
  const places = elements.map(([name]) => order.indexOf(name));
  return places.every((place, at) => place >= 0 && place >= (places[at - 1] ?? 0));
};

test.each([
  ["an alert", flood],
  ["a cancel", { ...flood, endedAt: MONDAY_NINE + 60_000 }],
  ["an exercise", { ...flood, kind: "exercise" as const }],
])("%s has what the schema wants, in its order", (_, activation) => {
  const alert = capAlert(activation, SENDER);
  expect(isInOrder(alert, ALERT_ORDER)).toBe(true);
  for (const name of REQUIRED) expect(textOf(alert, name)).toEqual(expect.stringMatching(/\S/));
  expect(textOf(alert, "identifier")).not.toMatch(/[ ,<&]/);
  expect(textOf(alert, "sent")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/);
  const info = partsOf(alert, "info");
  expect(isInOrder(info, INFO_ORDER)).toBe(true);
  for (const name of ["category", "event", "urgency", "severity", "certainty"])
    expect(textOf(info, name)).toEqual(expect.stringMatching(/\S/));
  expect(partsOf(info, "area")[0]).toEqual(["areaDesc", "昌文里、宝林里"]);
});

test("an exercise says so, and standing down takes back the message that began it", () => {
  expect(textOf(capAlert({ ...flood, kind: "exercise" }, SENDER), "status")).toBe("Exercise");
  const begun = capAlert(flood, SENDER);
  expect(begun.slice(0, 5)).toEqual([
    ["identifier", "a1"],
    ["sender", SENDER],
    ["sent", "2026-03-02T09:00:00+08:00"],
    ["status", "Actual"],
    ["msgType", "Alert"],
  ]);
  const cancelled = capAlert({ ...flood, endedAt: MONDAY_NINE + 60_000 }, SENDER);
  expect(textOf(cancelled, "msgType")).toBe("Cancel");
  expect(textOf(cancelled, "references")).toBe(`${SENDER},a1,2026-03-02T09:00:00+08:00`);
});

test("a polygon has latitude first and ends where it begins; communities go by their codes", () => {
  const ring: AlertedActivation["ring"] = [
    [102.1, 38.5],
    [102.2, 38.5],
    [102.2, 38.6],
    [102.1, 38.5],
  ];
  const area = partsOf(partsOf(capAlert({ ...flood, ring }, SENDER), "info"), "area");
  expect(textOf(area, "polygon")).toBe("38.5,102.1 38.5,102.2 38.6,102.2 38.5,102.1");
  expect(partsOf(area, "geocode")).toContainEqual(["value", "620302002001"]);
});
