import { afterEach, expect, test, vi } from "vitest";
import { addressOf, ApiProblem, call, route } from "./api.ts";

const openPlan = route<{ readonly revision: number }, { readonly ok: boolean }>()(
  "POST",
  "/api/plans/:id/open",
);
const listPlans = route<undefined, { readonly plans: readonly string[] }>()("GET", "/api/plans");

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

interface Sent {
  readonly address: string;
  readonly init: RequestInit;
}

/** Answers in turn, and keeps what was sent. */
function serve(...answers: readonly (Response | Error)[]): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
    const answer = answers[sent.length] ?? new Error("asked too often");
    sent.push({ address, init });
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  return sent;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const problemOf = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiProblem)) throw new Error(`no problem but ${String(error)}`);
  return error.problem;
};

test("parameters are escaped and queries leave out what is not given", () => {
  expect(addressOf("/api/objects/:layer/:id", { layer: "ways", id: "a/b?" })).toBe(
    "/api/objects/ways/a%2Fb%3F",
  );
  expect(addressOf("/api/search", {}, { q: "龙湖", limit: undefined })).toBe(
    "/api/search?q=%E9%BE%99%E6%B9%96",
  );
  expect(() => addressOf("/api/plans/:id", {})).toThrow("no value for :id");
});

test("a change carries the header that other origins cannot set, a reading does not", async () => {
  const sent = serve(json({ ok: true }), json({ plans: [] }));
  await call(openPlan, { params: { id: "p1" }, body: { revision: 3 } });
  await call(listPlans);
  expect(sent[0]?.address).toBe("/api/plans/p1/open");
  expect(sent[0]?.init.body).toBe('{"revision":3}');
  expect(sent[0]?.init.headers).toMatchObject({ "x-onegrid": "1" });
  expect(sent[1]?.init.headers).not.toHaveProperty("x-onegrid");
});

test("a refusal keeps its code, values and request id", async () => {
  serve(json({ code: "division.stale", revision: 7, instance: "req-1", detail: "d" }, 409));
  expect(await problemOf(call(listPlans))).toMatchObject({
    code: "division.stale",
    status: 409,
    requestId: "req-1",
    values: { revision: 7 },
  });
});

test("a page of a proxy and a cut line are problems too", async () => {
  serve(new Response("<html>", { status: 502 }), new TypeError("failed to fetch"));
  expect((await problemOf(call(listPlans))).code).toBe("server.fault");
  expect((await problemOf(call(listPlans))).code).toBe("network.unreachable");
});

test("while the database restarts the same request is sent again, but not for ever", async () => {
  vi.useFakeTimers();
  const restarting = () => json({ code: "db.restarting" }, 503);
  const sent = serve(restarting(), restarting(), json({ plans: ["a"] }));
  const asked = call(listPlans);
  await vi.runAllTimersAsync();
  expect(await asked).toEqual({ plans: ["a"] });
  expect(sent).toHaveLength(3);
  const never = serve(...Array.from({ length: 20 }, restarting));
  const refused = problemOf(call(listPlans));
  await vi.runAllTimersAsync();
  expect((await refused).code).toBe("db.restarting");
  expect(never).toHaveLength(7);
});
