import { format } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { headersOf, openApp, type OpenedApp } from "../../test/open-app.ts";
import { openSmallTown } from "../../test/small-town.ts";
import type { Db } from "@onegrid/db";
import { apiDocument, type ApiDocument, type ApiOperation } from "./api-document.ts";

const now = (): Date => new Date("2026-11-20T10:00:00+08:00");
let db: Db;
let opened: OpenedApp;
let document: ApiDocument;
let operations: readonly (readonly [name: string, operation: ApiOperation])[];

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  await opened.app.ready();
  document = apiDocument(opened.app);
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, one]) => [`${method.toUpperCase()} ${path}`, one] as const,
    ),
  );
});
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

test("every route stands in the document with its rule, and nothing else does", () => {
  const routes = opened.app.ruledRoutes.filter(
    ({ method, url }) => method !== "HEAD" && url !== "/*",
  );
  const wanted = routes.map(
    ({ method, url, rule }) => `${method} ${url.replaceAll(/:(\w+)/g, "{$1}")} ${rule}`,
  );
  const found = operations.map(([name, one]) => `${name} ${one["x-onegrid-rule"]}`);
  expect(found.toSorted()).toEqual(wanted.toSorted());
  expect(found.length).toBeGreaterThan(60);
  console.info(format("%d operations in the API document", found.length));
});

test("every operation says what it does, what it answers, who may call it and how it refuses", () => {
  const names = operations.map(([, one]) => one.operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const [name, one] of operations) {
    const done = Object.entries(one.responses).filter(([status]) => status.startsWith("2"));
    const isOpen = one["x-onegrid-rule"] === "public";
    expect({
      name,
      hasSummary: one.summary !== undefined,
      // Without a form only where there is no body.
      answers: done.every(([status, { content }]) => status === "204" || content !== undefined),
      isAnswered: done.length > 0,
      isGuarded: one.security.length > 0,
      refuses: "default" in one.responses,
      wantsHeader: one.parameters?.some((each) => each.name === "x-onegrid") ?? false,
    }).toEqual({
      name,
      hasSummary: true,
      answers: true,
      isAnswered: true,
      isGuarded: !isOpen,
      refuses: true,
      // An Open311 form carries its key; no cookie counts for it.
      wantsHeader: !name.startsWith("GET") && !name.startsWith("POST /open311/"),
    });
    const inPath = [...name.matchAll(/\{(\w+)\}/g)].map((match) => String(match[1]));
    const said = one.parameters?.filter((each) => each.in === "path").map((each) => each.name);
    expect([name, (said ?? []).toSorted()]).toEqual([name, inPath.toSorted()]);
  }
});

test("the committed document is the one that is served; whoever is signed in may read it", async () => {
  const url = "/api/openapi.json";
  expect((await opened.app.inject(url)).statusCode).toBe(401);
  const reply = await opened.app.inject({ url, headers: await headersOf(opened.app, "planner") });
  expect(reply.json()).toEqual(document);
  expect(document.openapi).toBe("3.1.0");
  // Rewritten by `pnpm vitest run api-document --update`.
  const text = `${JSON.stringify(reply.json(), null, 1)}\n`;
  await expect(text).toMatchFileSnapshot("../../../docs/openapi.json");
});
