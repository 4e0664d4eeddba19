import { parseArgs } from "node:util";
import { openNamedStore, openOwnServerStore } from "../chaos/fleet.ts";
import { runRaces, type RaceReport } from "../races/run-races.ts";
import { say } from "../terminal.ts";

const OPTIONS = {
  commands: { type: "string", default: "1000000" },
  dispatchers: { type: "string", default: "50" },
  servers: { type: "string", default: "2" },
  seed: { type: "string", default: "1" },
} as const;

/** Fifty dispatchers on a few cases, over HTTP with several server processes on one database. */
export async function soakRaces(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const url = process.env["DATABASE_URL"];
  const servers = Number(values.servers);
  const store = url ? await openNamedStore(url, servers) : await openOwnServerStore(servers, false);
  if (!store) {
    say(
      "没有找到 PostgreSQL 程序：请用 DATABASE_URL 指定一个空数据库。",
      "PostgreSQL's programs were not found: name an empty database with DATABASE_URL.",
    );
    process.exitCode = 1;
    return;
  }
  try {
    const report = await runRaces(store, {
      seed: Number(values.seed),
      commands: Number(values.commands),
      dispatchers: Number(values.dispatchers),
      onBatch: (now) => process.stderr.write(raceLine(now)),
    });
    process.stdout.write(raceLine(report));
    if (report.faults.length > 0) process.exitCode = 1;
  } finally {
    await store.close();
  }
}

function raceLine(report: RaceReport): string {
  const { faults, seconds, commands } = report;
  const words = [
    `${commands} commands in ${report.tries} tries`,
    `${report.won} won, ${report.stale} too late, ${report.refusedOtherwise} refused otherwise`,
    `${report.unanswered} unanswered`,
    `${report.steps} steps on ${report.cases} cases`,
    `${(commands / seconds).toFixed(0)} a second`,
    `${faults.length} faults`,
  ];
  const first = faults.slice(0, 5).map((fault) => `  ${fault}\n`);
  return `${words.join("; ")}\n${first.join("")}`;
}
