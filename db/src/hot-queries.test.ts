import type { Jurisdiction } from "@onegrid/core/access";
import { CompiledQuery, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../test/database.ts";
import { recordingDatabase } from "../test/recording-database.ts";
import { findSession, listDuties } from "./access/index.ts";
import type { Db } from "./connect.ts";
import {
  findCaseByNumber,
  findGridAt,
  listCases,
  listEndedCases,
  listUnsettledCases,
  tallyFacts,
} from "./dispatch/index.ts";
import { readAfter } from "./events/index.ts";
import { listBuildingRows, listWayRows } from "./organisation/index.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.destroy());

interface Plan {
  readonly "Node Type": string;
  readonly "Index Name"?: string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly Plan[];
}

/**
 * The plans of a query's statements. A small table is read from end to end whatever its indexes, so
 * the planner is told not to: what it then does not find an index for has none.
 */
async function plansOf(ask: (recording: Db) => unknown, ...answers: unknown[]): Promise<Plan[]> {
  const { db: recording, queries } = recordingDatabase(...answers);
  await ask(recording);
  return db.transaction().execute(async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx);
    const nodes: Plan[] = [];
    for (const { sql: text, parameters } of queries) {
      const { rows } = await trx.executeQuery<{ "QUERY PLAN": readonly { Plan: Plan }[] }>(
        CompiledQuery.raw(`explain (format json) ${text}`, [...parameters]),
      );
      for (const row of rows) for (const { Plan: plan } of row["QUERY PLAN"]) collect(plan, nodes);
    }
    return nodes;
  });
}

function collect(plan: Plan, nodes: Plan[]): void {
  nodes.push(plan);
  for (const inner of plan.Plans ?? []) collect(inner, nodes);
}

const indexes = (nodes: readonly Plan[]): string[] =>
  nodes.flatMap((node) => node["Index Name"] ?? []);
/** Tables that are read from end to end. */
const readWhole = (nodes: readonly Plan[]): string[] =>
  nodes.flatMap((node) => (node["Node Type"] === "Seq Scan" ? (node["Relation Name"] ?? []) : []));

const box = [11_360_000, 4_650_000, 11_362_000, 4_652_000] as const;
const tile = { box, zoom: 15, scope: ["district"] };

/** A grid team's: with classes and a level, and what they have in hand. */
const jurisdiction: Jurisdiction = {
  reaches: [{ areaIds: ["d"], categories: ["event.01"], maxLevel: "community" }],
  ownIds: ["p", "unit"],
};

test("the buildings of a tile come through the index of their drawn shape", async () => {
  const nodes = await plansOf((on) => listBuildingRows(on, tile));
  expect(indexes(nodes)).toContain("building_geom_3857");
  expect(readWhole(nodes)).not.toContain("building");
});

test("the roads of a tile as well, whatever classes are left out", async () => {
  const nodes = await plansOf((on) => listWayRows(on, tile, ["primary", "secondary"]));
  expect(indexes(nodes)).toContain("way_geom_3857");
});

test("the grid at a point is found through an index: of the true shapes, or of its community's", async () => {
  const nodes = await plansOf((on) =>
    findGridAt(on, { position: [102.1, 38.5], communityId: "c" }, "2026-11-20"),
  );
  expect(["grid_version_geom", "grid_version_community"]).toEqual(
    expect.arrayContaining(indexes(nodes)),
  );
  expect(readWhole(nodes)).toEqual([]);
});

test("the open cases of a reader come through an index, counted and listed", async () => {
  const open = ["reported", "verifying", "filed", "dispatched", "in_progress", "resolved"];
  const none = { areaId: null, category: null, text: null, memberId: null, level: null };
  const query = { ...none, severity: null, limit: 50, after: null, jurisdiction, states: open };
  const nodes = await plansOf((on) => listCases(on, query), { total: 0 });
  expect(indexes(nodes).length).toBeGreaterThanOrEqual(2);
  expect(readWhole(nodes)).toEqual([]);
});

test("ended cases are read where the newest begin, and one by its number", async () => {
  await sql`insert into dispatch_case (id, number, version, state, category, level, severity,
      channel, scope_path, reported_at, updated_at, card)
    select 'ended-' || n, 'ended-' || n, 1, 'closed', 'event.01-02', 'grid', 'minor', 'desk', '{d}',
      now(), now() - n * interval '1 hour', '{}' from generate_series(1, 5000) n`.execute(db);
  await sql`analyze dispatch_case`.execute(db);
  const all = { text: null, categoryIds: [], level: null, memberId: null };
  const nodes = await plansOf((on) => listEndedCases(on, { ...all, jurisdiction, limit: 200 }));
  expect(indexes(nodes)).toEqual(["dispatch_case_ended"]);
  expect(nodes.map((node) => node["Node Type"])).not.toContain("Sort");
  const one = await plansOf((on) => findCaseByNumber(on, "ended-7", jurisdiction));
  expect(indexes(one)).toEqual(["dispatch_case_number_key"]);
});

test("figures of a month read what was reported, due or closed in it, and what changed since", async () => {
  const [from, to] = [new Date("2026-10-01"), new Date("2026-11-01")];
  const asked = { jurisdiction, from, to, areaId: null, by: "area" } as const;
  const tallied = await plansOf((on) => tallyFacts(on, asked));
  expect(indexes(tallied)).toEqual(
    expect.arrayContaining(["case_standing_stood", "case_standing_parked"]),
  );
  expect(readWhole(tallied).filter((table) => table !== "case_cell")).toEqual([]);
  const unsettled = await plansOf((on) => listUnsettledCases(on, asked));
  expect(readWhole(unsettled).filter((table) => table !== "case_cell")).toEqual([]);
});

test("who is signed in, and what for, takes one row of each index", async () => {
  const nodes = await plansOf(async (on) => {
    await findSession(on, "hash");
    await listDuties(on, "account", "2026-11-20");
  });
  expect(indexes(nodes)).toEqual(
    expect.arrayContaining(["session_pkey", "account_pkey", "duty_account"]),
  );
  expect(readWhole(nodes)).toEqual([]);
});

test("events after a position are read where they begin, in order", async () => {
  await sql`insert into event_log (position, kind, subject, scope_path, payload)
    select n, 'layers.changed', 'x', '{}', '{}' from generate_series(1, 5000) n`.execute(db);
  await sql`analyze event_log`.execute(db);
  const nodes = await plansOf((on) => readAfter(on, 4_345, 500));
  expect(indexes(nodes)).toEqual(["event_log_pkey"]);
  expect(nodes.map((node) => node["Node Type"])).not.toContain("Sort");
});

test("a query that has no index is noticed", async () => {
  const nodes = await plansOf((on) =>
    on.selectFrom("building").select("id").where("storeys", ">", 6).execute(),
  );
  expect(readWhole(nodes)).toEqual(["building"]);
});
