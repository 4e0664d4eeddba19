import { expect, test } from "vitest";
import { dayOfIso } from "../../civil-day.ts";
import { SEVERITIES, type Severity } from "../model/model.ts";
import { evolve } from "../machine/evolve.ts";
import { deadlinesOf } from "../clocks/deadlines.ts";
import { SEED_BOOK } from "../rules/rule-book.ts";
import { command, desk, HOUR, play, report, staff } from "../test-builders.ts";
import { readCap, type CapNode, type CapWarning } from "./cap-warning.ts";
import { MOST_WARNING_POINTS } from "./warning-area.ts";
import { floorOf, raisedByWarning, severitiesBelow } from "./warning-rules.ts";

const element = (name: string, content: string | readonly CapNode[]): CapNode =>
  typeof content === "string"
    ? { name, text: content, children: [] }
    : { name, text: "", children: content };

type Parts = Readonly<Record<string, string | undefined>>;
/** 2026-11-23 08:00 in China. */
const EIGHT = dayOfIso("2026-11-23") * 24 * HOUR;
const SQUARE = "36.0,104.0 36.0,104.1 36.1,104.1 36.1,104.0 36.0,104.0";

function message(head: Parts = {}, info: Parts = {}, area: Parts = {}): CapNode {
  const list = (parts: Parts): CapNode[] =>
    Object.entries(parts).flatMap(([name, text]) =>
      text === undefined ? [] : element(name, text),
    );
  const whole = {
    ...{ identifier: "62030241600000_20261123080000", sender: "62030041600000" },
    ...{ sent: "2026-11-23T08:00:00+08:00", status: "Actual", msgType: "Alert", scope: "Public" },
    ...head,
  };
  const said = {
    ...{ language: "zh-CN", category: "Met", event: "暴雨", urgency: "Immediate" },
    ...{ severity: "Extreme", certainty: "Likely", expires: "2026-11-23T14:00:00+08:00" },
    ...{ headline: "金川区气象台发布暴雨红色预警" },
    ...info,
  };
  const where = element("area", list({ areaDesc: "金川区", polygon: SQUARE, ...area }));
  return element("alert", [...list(whole), element("info", [...list(said), where])]);
}
function warning(node: CapNode): CapWarning {
  const read = readCap(node);
  if (!read.ok || read.value.kind !== "warning") throw new Error(JSON.stringify(read));
  return read.value;
}
const refusal = (node: CapNode): unknown => {
  const read = readCap(node);
  return read.ok ? null : read.error;
};

test("a message is read with latitude first, its times and its grade", () => {
  expect(warning(message())).toMatchObject({
    ...{ status: "actual", event: "暴雨", severity: "extreme", urgency: "immediate" },
    sentAt: EIGHT,
    effectiveAt: EIGHT,
    expiresAt: EIGHT + 6 * HOUR,
    area: { words: "金川区", codes: [] },
  });
  expect(warning(message()).area.rings[0]?.[1]).toEqual([104.1, 36]);
  // Without an end it holds for a day.
  const open = warning(message({}, { expires: undefined, effective: "2026-11-23T09:00:00+08:00" }));
  expect(open.expiresAt).toBe(EIGHT + 25 * HOUR);
  // The same instant as other places write it.
  for (const sent of [
    "2026-11-22T19:30:00-04:30",
    "2026-11-23T00:00:00Z",
    "2026-11-23T00:00:00.5-00:00",
  ])
    expect([sent, warning(message({ sent })).sentAt]).toEqual([sent, EIGHT]);
});

test("a circle is drawn round its middle, and codes of areas stand beside or instead", () => {
  const { area } = warning(message({}, {}, { polygon: undefined, circle: "36.0,104.0 10" }));
  const [ring = []] = area.rings;
  expect(ring[0]).toEqual(ring.at(-1));
  const north = Math.max(...ring.map(([, lat]) => lat));
  const east = Math.max(...ring.map(([lng]) => lng));
  expect((north - 36) * 111.32).toBeCloseTo(10, 1);
  expect((east - 104) * 111.32 * Math.cos((36 * Math.PI) / 180)).toBeCloseTo(10, 1);
  const coded = element("alert", [
    ...message().children.filter(({ name }) => name !== "info"),
    element("info", [
      ...["event:大风", "urgency:Expected", "severity:Severe", "certainty:Observed"].map((pair) => {
        const [name = "", text = ""] = pair.split(":");
        return element(name, text);
      }),
      element("area", [
        element("areaDesc", "金川区"),
        element("geocode", [element("valueName", "区划代码"), element("value", "620302000000")]),
        element("geocode", [element("valueName", "UGC"), element("value", "CAZ012")]),
      ]),
    ]),
  ]);
  expect(warning(coded).area).toEqual({ words: "金川区", rings: [], codes: ["620302000000"] });
});

test("what is missing or wrong is named by its element", () => {
  const cases: readonly (readonly [string, CapNode])[] = [
    ["identifier", message({ identifier: "a b" })],
    ["identifier", message({ identifier: undefined })],
    ["sender", message({ sender: "a,b" })],
    ["sent", message({ sent: "2026-11-23 08:00" })],
    ["sent", message({ sent: "2026-02-30T08:00:00+08:00" })],
    ["sent", message({ sent: "2026-11-23T24:00:00+08:00" })],
    ["references", message({ msgType: "Update", references: "only-one-part" })],
    ["references", message({ msgType: "Cancel" })],
    ["expires", message({}, { expires: "2026-11-23T07:00:00+08:00" })],
    ["expires", message({}, { expires: "2036-11-23T07:00:00+08:00" })],
    ["severity", message({}, { severity: "Red" })],
    ["urgency", message({}, { urgency: undefined })],
    ["event", message({}, { event: " " })],
    ["area", message({}, {}, { polygon: undefined })],
    // Longitude first: beyond the pole.
    ["polygon", message({}, {}, { polygon: "104,36 104,36.1 104.1,36.1 104,36" })],
    ["polygon", message({}, {}, { polygon: "36,104 36,104.1 36.1,104.1 36.1,104" })],
    ["polygon", message({}, {}, { polygon: "36,104 36,104" })],
    ["polygon", message({}, {}, { polygon: "36,104 NaN,104.1 36.1,104.1 36,104" })],
    ["circle", message({}, {}, { polygon: undefined, circle: "36,104 0" })],
    ["circle", message({}, {}, { polygon: undefined, circle: "36,104 -3" })],
  ];
  for (const [name, node] of cases)
    expect([name, refusal(node)]).toEqual([
      name,
      { code: "dispatch.warning-element", element: name },
    ]);
  expect(refusal(message({ status: "Draft" }))).toEqual({
    code: "dispatch.warning-kind",
    kind: "Draft",
  });
  expect(refusal(message({ msgType: "Ack" }))).toEqual({
    code: "dispatch.warning-kind",
    kind: "Ack",
  });
  const many = Array.from({ length: 100_000 }, (_, at) => `36,${(at % 1000) / 1000}`).join(" ");
  expect(refusal(message({}, {}, { polygon: many }))).toEqual({
    ...{ code: "dispatch.warning-area-large", points: 100_000 },
    most: MOST_WARNING_POINTS,
  });
});

test("only what is meant, near and sure raises anything, and to one step below itself", () => {
  const floor = (head: Parts, info: Parts): Severity | null =>
    floorOf(warning(message(head, info)));
  expect(floor({}, {})).toBe("severe");
  expect(floor({}, { severity: "Severe" })).toBe("moderate");
  expect(floor({}, { severity: "Moderate" })).toBeNull();
  expect(floor({ status: "Exercise" }, {})).toBeNull();
  expect(floor({ status: "Test" }, {})).toBeNull();
  expect(floor({}, { urgency: "Future" })).toBeNull();
  expect(floor({}, { certainty: "Possible" })).toBeNull();
});

test("a case rises to the floor and never falls, keeps what it was, and its limits follow", () => {
  const before = play([
    [report({ severity: "minor" }), staff],
    [command("file", { standardMet: true }), desk],
  ]);
  expect(before.severity).toBe("minor");
  const storm = { id: "w1", floor: "severe", headline: "暴雨红色预警" } as const;
  const event = raisedByWarning(before, storm, before.updatedAt + 60_000);
  if (!event) throw new Error("nothing was raised");
  const after = evolve(before, event);
  expect(after).toMatchObject({
    ...{ severity: "severe", state: before.state, version: before.version + 1 },
    warned: { warningId: "w1", before: "minor" },
  });
  expect(event.note).toBe("暴雨红色预警");
  const due = (folded: typeof after) =>
    deadlinesOf(folded, SEED_BOOK).find(({ clock }) => clock === "assign")?.dueAt ?? NaN;
  expect(due(after)).toBeLessThan(due(before));
  // The same again, and a lesser one, do nothing; a graver one keeps what it was at first.
  expect(raisedByWarning(after, storm, event.at)).toBeNull();
  expect(raisedByWarning(after, { ...storm, floor: "moderate" }, event.at)).toBeNull();
  const graver = raisedByWarning(after, { ...storm, id: "w2", floor: "extreme" }, event.at);
  expect(graver && evolve(after, graver).warned).toEqual({ warningId: "w2", before: "minor" });
  const closed = { ...before, state: "closed" } as const;
  expect(raisedByWarning(closed, storm, event.at)).toBeNull();
  const practised = { ...before, emergency: { activationId: "a", isRehearsal: true } };
  expect(raisedByWarning(practised, storm, event.at)).toBeNull();
  for (const floor of SEVERITIES) expect(severitiesBelow(floor)).not.toContain(floor);
});
