import type { Store } from "./fleet.ts";

/** One line of the table; every fault is a sentence that names the object. */
export interface ChaosReport {
  readonly store: string;
  serverKills: number;
  databaseKills: number;
  cuts: number;
  silences: number;
  rounds: number;
  events: number;
  readonly clients: number;
  resumed: number;
  resets: number;
  commands: number;
  answered: number;
  refused: number;
  unanswered: number;
  lost: string[];
  doubled: string[];
  outOfOrder: string[];
  differing: string[];
  illegal: string[];
  serverFaults: string[];
}

export const emptyReport = (
  store: Pick<Store, "name" | "servers">,
  clients: number,
): ChaosReport => ({
  store: `${store.name}, ${store.servers} server${store.servers === 1 ? "" : "s"}`,
  serverKills: 0,
  databaseKills: 0,
  cuts: 0,
  silences: 0,
  rounds: 0,
  events: 0,
  clients,
  resumed: 0,
  resets: 0,
  commands: 0,
  answered: 0,
  refused: 0,
  unanswered: 0,
  lost: [],
  doubled: [],
  outOfOrder: [],
  differing: [],
  illegal: [],
  serverFaults: [],
});

/** Everything that went wrong, one line each. */
export const faultsOf = (report: ChaosReport): string[] => [
  ...report.lost,
  ...report.doubled,
  ...report.outOfOrder,
  ...report.differing,
  ...report.illegal,
  ...report.serverFaults,
];

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |\n`;

export function chaosTable(reports: readonly ChaosReport[]): string {
  const rows: readonly (readonly [string, (report: ChaosReport) => string | number])[] = [
    ["store", ({ store }) => store],
    [
      "kills of a server / of the database",
      (each) => `${each.serverKills} / ${each.databaseKills}`,
    ],
    ["cuts / silences of a line", (each) => `${each.cuts} / ${each.silences}`],
    [
      "clients; resumed / begun afresh",
      (each) => `${each.clients}; ${each.resumed} / ${each.resets}`,
    ],
    ["events", ({ events }) => events],
    [
      "commands; answered / refused / unanswered",
      (each) => `${each.commands}; ${each.answered} / ${each.refused} / ${each.unanswered}`,
    ],
    ["lost", ({ lost }) => lost.length],
    ["doubled", ({ doubled }) => doubled.length],
    ["out of order", ({ outOfOrder }) => outOfOrder.length],
    ["differing states", ({ differing }) => differing.length],
    ["steps against the table", ({ illegal }) => illegal.length],
    ["answers of 500", ({ serverFaults }) => serverFaults.length],
  ];
  return rows
    .map(([name, cell], index) => {
      const text = line([name, ...reports.map(cell)]);
      return index === 0 ? text + line(["---", ...reports.map(() => "---")]) : text;
    })
    .join("");
}
