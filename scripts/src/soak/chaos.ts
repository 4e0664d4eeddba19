import { parseArgs } from "node:util";
import { chaosTable, faultsOf, type ChaosReport } from "../chaos/chaos-report.ts";
import {
  openEmbeddedStore,
  openNamedStore,
  openOwnServerStore,
  type Store,
} from "../chaos/fleet.ts";
import { runChaos } from "../chaos/run-chaos.ts";
import { say } from "../terminal.ts";

const OPTIONS = {
  kills: { type: "string", default: "500" },
  seed: { type: "string", default: "1" },
  /** `embedded`, `server` or both. */
  store: { type: "string", default: "both" },
  screens: { type: "string", default: "24" },
  writers: { type: "string", default: "8" },
} as const;

/** Kills on the embedded store and on a server, half each, and a table of what came of them. */
export async function soakChaos(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const stores = chosenStores(values.store);
  const wanted = {
    seed: Number(values.seed),
    kills: Math.ceil(Number(values.kills) / stores.length),
    screens: Number(values.screens),
    writers: Number(values.writers),
    onRound: tellRound,
  };
  const reports: ChaosReport[] = [];
  for (const open of stores) {
    const store = await open();
    if (!store) {
      say("没有找到 PostgreSQL 程序，跳过。", "PostgreSQL's programs were not found: left out.");
      continue;
    }
    try {
      reports.push(await runChaos(store, wanted));
    } finally {
      await store.close();
    }
  }
  process.stdout.write(chaosTable(reports));
  if (reports.some((report) => faultsOf(report).length > 0)) process.exitCode = 1;
}

type Opener = () => Promise<Store | undefined>;
const SERVERS = 2;

function chosenStores(name: string): readonly Opener[] {
  const url = process.env["DATABASE_URL"];
  const server: Opener = () => (url ? openNamedStore(url, SERVERS) : openOwnServerStore(SERVERS));
  if (name === "server") return [server];
  return name === "embedded" ? [openEmbeddedStore] : [openEmbeddedStore, server];
}

function tellRound(report: ChaosReport): void {
  const kills = report.serverKills + report.databaseKills;
  const faults = faultsOf(report);
  process.stderr.write(
    `[onegrid] ${report.store}: ${kills} kills, ${report.events} events, ${faults.length} faults\n`,
  );
  for (const fault of faults.slice(0, 5)) process.stderr.write(`  ${fault}\n`);
}
