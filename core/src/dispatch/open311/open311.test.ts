import fc from "fast-check";
import { expect, test } from "vitest";
import type { Deadline } from "../clocks/deadlines.ts";
import { CASE_STATES } from "../model/model.ts";
import { momentText, readMoment } from "./open311-moment.ts";
import {
  open311Position,
  open311Request,
  open311Service,
  open311StatesOf,
  readOpen311Query,
} from "./open311.ts";
import { category, play, UNTIL_RESOLVED } from "../test-builders.ts";

/** 2026-11-22 13:00 UTC. */
const NOW = 1_795_352_400_000;
const DAY_MS = 86_400_000;
const told = {
  ...{ number: "20261122-000001", category: category("event.01-02"), unitName: "城管中队" },
  ...{ deadlines: [], language: "zh-CN" as const },
};
const DEADLINE: Omit<Deadline, "clock" | "dueAt"> = {
  ...{ epoch: 1, milestone: "close", status: "running" as const },
  ...{ startedAt: 0, yellowAt: null, stoppedAt: null },
};

test("every state is open or closed, once, and only a draft is neither", () => {
  const open = open311StatesOf(["open"]);
  const closed = open311StatesOf(["closed"]);
  expect(new Set([...open, ...closed, "draft"])).toEqual(new Set(CASE_STATES));
  expect(open.length + closed.length).toBe(11);
  expect(closed).toEqual(["closed", "rejected", "merged", "cancelled"]);
  for (const state of CASE_STATES) {
    const request = open311Request({ ...play(UNTIL_RESOLVED), state }, told);
    const status = open.includes(state) ? "open" : "closed";
    const wanted = state === "draft" ? [] : [status, state];
    expect(request ? [request.status, request.status_notes] : []).toEqual(wanted);
  }
});

test("a case is told as a service request, without anybody's name", () => {
  const deadlines = [
    { clock: "handle", dueAt: NOW },
    { clock: "total", dueAt: NOW + DAY_MS },
    { clock: "total", dueAt: null },
  ] as const;
  const request = open311Request(play(UNTIL_RESOLVED), {
    ...told,
    deadlines: deadlines.map((each) => ({ ...DEADLINE, ...each })),
  });
  expect(request).toMatchObject({
    service_request_id: "20261122-000001",
    service_code: "event.01-02",
    service_name: "暴露垃圾",
    agency_responsible: "城管中队",
    requested_datetime: "2026-03-02T01:00:00Z",
    expected_datetime: "2026-11-23T13:00:00Z",
    lat: 38.52,
    long: 102.19,
  });
  const text = JSON.stringify(request);
  for (const person of ["resident", "wang", "li", "desk"])
    expect(text).not.toContain(`"${person}"`);
  const held = open311Request(play(UNTIL_RESOLVED), told);
  expect(held).toMatchObject({ expected_datetime: null });
});

test("a class is a service of its major", () => {
  expect(open311Service(category("event.01-02"), "en")).toMatchObject({
    service_code: "event.01-02",
    metadata: false,
    type: "realtime",
    group: category("event.01-02").major.en,
  });
});

test("a moment is read back as it was written, in whatever zone it came", () => {
  const zones = fc.integer({ min: -14 * 60, max: 14 * 60 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), zones, (seconds, zone) => {
      const at = seconds * 1000;
      expect(readMoment(momentText(at))).toBe(at);
      const shifted = momentText(at + zone * 60_000).slice(0, 19);
      const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
      const size = Math.abs(zone);
      const text = `${shifted}${zone < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
      expect(readMoment(text)).toBe(at);
      expect(readMoment(text.replace("+", " "))).toBe(at);
    }),
  );
  expect(momentText(NOW + 61_999)).toBe("2026-11-22T13:01:01Z");
  expect(readMoment("2026-11-22T21:00:00+08:00")).toBe(NOW);
  for (const no of ["2026-02-29T00:00:00Z", "2026-01-01", "2026-01-01T24:00:00Z", "soon"])
    expect(readMoment(no)).toBeNull();
  expect(readMoment(" ")).toBeUndefined();
});

test("a list is the last 90 days, and never longer", () => {
  const read = (query: object) => readOpen311Query(query, NOW);
  expect(read({})).toMatchObject({
    value: { numbers: null, from: NOW - 90 * DAY_MS, to: NOW, limit: 1000, offset: 0 },
  });
  const start = { start_date: "2026-01-01T00:00:00Z" };
  const from = readMoment("2026-01-01T08:00:00+08:00") ?? 0;
  expect(read(start)).toMatchObject({ value: { from, to: from + 90 * DAY_MS } });
  expect(read({ ...start, end_date: "2026-04-01T00:00:00Z" })).toMatchObject({ ok: true });
  expect(read({ ...start, end_date: "2026-04-01T00:00:01Z" })).toMatchObject({
    error: { place: "end_date" },
  });
  expect(read({ ...start, end_date: "2025-12-31T00:00:00Z" }).ok).toBe(false);
  expect(
    read({ service_request_id: "a, b,", status: "closed", page: "3", page_size: "20" }),
  ).toEqual(read({ service_request_id: "a,b", status: "closed,", page: " 3", page_size: "20" }));
  expect(read({ page: "3", page_size: "20" })).toMatchObject({ value: { limit: 20, offset: 40 } });
  for (const no of [{ status: "pending" }, { page_size: "1001" }, { page: "0" }, { end_date: "x" }])
    expect(read(no)).toMatchObject({ ok: false, error: { place: Object.keys(no)[0] } });
});

test("a report stands at both numbers or at none", () => {
  expect(open311Position({ lat: "38.5", long: "102.1" })).toEqual({
    ok: true,
    value: [102.1, 38.5],
  });
  expect(open311Position({ lat: "", long: " " })).toEqual({ ok: true, value: null });
  expect(open311Position({ lat: "38.5" })).toMatchObject({ error: { place: "long" } });
  expect(open311Position({ lat: "102.1", long: "38.5" })).toMatchObject({
    error: { place: "lat" },
  });
});
