import type { Db } from "@onegrid/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { headersOf, openApp, type OpenedApp } from "../../test/open-app.ts";
import { openSmallTown } from "../../test/small-town.ts";
import { makeTurns } from "./password-turns.ts";

const now = (): Date => new Date("2026-11-20T10:00:00+08:00");
const TRIES = 2_500;
let db: Db;
let opened: OpenedApp;

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
});
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

test("work waits for its turn in a line that has an end, and a failure passes the turn on", async () => {
  const turns = makeTurns({ atOnce: 2, mostWaiting: 3 });
  let running = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    throw new Error("done");
  };
  const ended = await Promise.allSettled(Array.from({ length: 9 }, () => turns.take(work)));
  const reasons = ended.map((one) => (one.status === "rejected" ? String(one.reason) : ""));
  expect(reasons.filter((one) => one.includes("access.busy"))).toHaveLength(4);
  expect(reasons.filter((one) => one.includes("done"))).toHaveLength(5);
  expect(most).toBe(2);
  expect(await turns.take(async () => "free again")).toBe("free again");
});

/** One try from an address of its own kind: a dozen come from each. */
const guess = (at: number) =>
  opened.app.inject({
    method: "POST",
    url: "/api/access/sign-in",
    remoteAddress: `10.9.${at % 200}.1`,
    headers: { "x-onegrid": "1" },
    payload: { login: at % 2 === 0 ? "planner" : `nobody${at}`, password: `guess ${at}` },
  });

test("thousands who guess at once are refused, and whoever is signed in hardly notices", async () => {
  const headers = await headersOf(opened.app, "dispatcher");
  const ask = async (): Promise<number> => {
    const started = performance.now();
    const reply = await opened.app.inject({ url: "/api/cases", headers });
    expect(reply.statusCode).toBe(200);
    return performance.now() - started;
  };
  for (let at = 0; at < 20; at += 1) await ask();
  const before: number[] = [];
  for (let at = 0; at < 60; at += 1) before.push(await ask());

  const over = new AbortController();
  const flood = Promise.all(Array.from({ length: TRIES }, (_, at) => guess(at))).finally(() =>
    over.abort(),
  );
  const during: number[] = [];
  while (!over.signal.aborted) during.push(await ask());
  const replies = await flood;

  const codes = new Map<string, number>();
  for (const reply of replies) {
    const { code } = reply.json<{ code: string }>();
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  const busy = replies.filter(({ statusCode }) => statusCode === 503);
  expect(new Set(busy.map(({ headers: { "retry-after": wait } }) => wait))).toEqual(new Set(["5"]));
  const allowed = ["access.busy", "access.too-many-attempts", "access.wrong-password"];
  expect([...codes.keys()].filter((code) => !allowed.includes(code))).toEqual([]);
  expect(codes.get("access.wrong-password")).toBeGreaterThan(0);
  expect(codes.get("access.busy")).toBeGreaterThan(TRIES / 2);
  const told = [...codes].map(([code, count]) => `${code} ${count}`).join(", ");
  console.info(
    `${replies.length} tries at once: ${told}\n` +
      `somebody else's list of cases, before ${spread(before)}, meanwhile ${spread(during)}`,
  );
}, 120_000);

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${times.length} requests)`;
}
