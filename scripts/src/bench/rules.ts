import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  bookOf,
  LOCAL_LIMITS,
  planRuleTables,
  seedVersions,
  tableWith,
  writeRuleTables,
  type RuleChange,
} from "@onegrid/core/dispatch";
import type {
  RuleBookReply,
  RulePreviewReply,
  RuleSavedReply,
} from "@onegrid/core/dispatch/rules-contract";
import { readConfig, serve } from "@onegrid/server";
import { say } from "../terminal.ts";
import { fillBusyDistrict } from "./dispatch/busy-district.ts";
import { signIn, type Ask } from "./sign-in.ts";

const OPEN_CASES = 10_000;
/** Few people: nobody is sent anywhere here. */
const DISTRICT = { side: 40, openCases: OPEN_CASES, teams: 1, inStreet: 2 } as const;
const MANY = 1900;
const FROM = "2026-11-20";
const TEN_O_CLOCK = Date.parse("2026-11-20T10:00:00+08:00");

/**
 * What a change of the rules costs with 10,000 open cases, over HTTP: its preview, and its saving with the due
 * times of all of them computed again. First one limit, then nearly 2,000 rules of a city at once, then one limit
 * among those. `DATABASE_URL` names an empty PostGIS database; without it an embedded one goes after the run.
 */
export async function benchRules(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "onegrid-bench-"));
  const { config } = readConfig({ ...process.env, PORT: "0", ONEGRID_DATA: folder }, folder);
  const offset = TEN_O_CLOCK - Date.now();
  const now = (): Date => new Date(Date.now() + offset);
  const prepare = ({ db }: { db: Parameters<typeof fillBusyDistrict>[0] }) =>
    fillBusyDistrict(db, DISTRICT, now);
  const started = await serve({ config, now, prepare });
  if (!started.ok) throw new Error(started.error.code);
  const { address, close } = started.value;
  try {
    const ask = await signIn(address, "admin");
    const rows = [
      await measure(ask, "one limit", [limitOf("default.total.any", 6)]),
      await measure(ask, `${MANY} limits of a city`, manyLimits()),
      await measure(ask, `one limit among ${MANY}`, [limitOf("default.total.any", 5)]),
    ];
    console.table(rows);
    console.table([readTables()]);
    say(
      `${OPEN_CASES} 件未结案件；预览和保存都在一次请求内完成`,
      `${OPEN_CASES} open cases; preview and saving are one request each`,
    );
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}

function limitOf(id: string, amount: number): RuleChange {
  const stored = seedVersions().find((each) => each.id === id);
  if (stored?.kind !== "limit" || !stored.rule) throw new Error(`no limit ${id}`);
  const milestones = stored.rule.milestones.map((stage) => ({ ...stage, amount }));
  return { kind: "limit", id, validFrom: "2000-01-01", rule: { ...stored.rule, milestones } };
}

/** For single classes, so that most fit no case at hand. */
function manyLimits(): RuleChange[] {
  return Array.from({ length: MANY }, (_, at) => {
    const limit = LOCAL_LIMITS[at % LOCAL_LIMITS.length];
    if (!limit) throw new Error("no limits of any place");
    const { id, validFrom: _from, validTo: _to, ...rule } = limit;
    return { kind: "limit", id: `${id}.${at}`, validFrom: FROM, rule };
  });
}

async function measure(ask: Ask, what: string, changes: readonly RuleChange[]): Promise<object> {
  const { edition } = await read<RuleBookReply>(ask, "/api/rules");
  const body = { expectedEdition: edition, note: "", changes };
  const preview = await timed(() => read<RulePreviewReply>(ask, "/api/rules/preview", body));
  const saved = await timed(() => read<RuleSavedReply>(ask, "/api/rules/changes", body));
  return {
    what,
    "open cases": preview.value.openCases,
    "changed cases": saved.value.changedCases,
    "preview ms": preview.ms,
    "preview CPU ms": preview.cpu,
    "save ms": saved.ms,
    "save CPU ms": saved.cpu,
  };
}

/** The whole book, read from its own tables. */
function readTables(): object {
  const versions = seedVersions();
  const before = performance.now();
  const tables = writeRuleTables(bookOf(versions), "zh-CN").map(({ table, headings, rows }) => {
    const { columns } = tableWith(headings) ?? { columns: [] };
    return {
      table,
      rows: rows.map((cells, at) => ({
        line: at + 2,
        cells: Object.fromEntries(columns.map((key, n) => [key ?? "", String(cells[n] ?? "")])),
      })),
    };
  });
  const { rows } = planRuleTables(tables, {
    versions,
    day: FROM,
    retiresMissing: true,
    language: "zh-CN",
  });
  return {
    rows: rows.length,
    "written, read and planned ms": Math.round(performance.now() - before),
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; cpu: number; value: T }> {
  const [before, processor] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(processor);
  return {
    value,
    ms: Math.round(performance.now() - before),
    cpu: Math.round((user + system) / 1000),
  };
}

const read = async <T>(ask: Ask, path: string, body?: object): Promise<T> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the server's own schema writes
  JSON.parse(String(await ask(path, body))) as T;
