import { parseArgs } from "node:util";
import { say, step } from "../terminal.ts";
import { BenchRun, type BenchSize } from "./coverage/bench-run.ts";
import { sectionNames, sections } from "./coverage/sections.ts";
import { tableText, type Row } from "./coverage/table.ts";

const FULL: BenchSize = {
  city: { side: 700, buildings: 200_000, stations: 400 },
  fileSide: 785,
  polygonSide: 300,
  demo: "district",
  sweeps: 20_000,
  siting: { side: 700, buildings: 200_000, stations: 10_000, counts: [50, 200, 400] },
};

/** The same rows in a few seconds: for looking whether results agree, not for times. */
const SMALL: BenchSize = {
  city: { side: 160, buildings: 10_000, stations: 40 },
  fileSide: 160,
  polygonSide: 100,
  demo: "estate",
  sweeps: 2_000,
  siting: { side: 200, buildings: 15_000, stations: 1_000, counts: [5, 20, 400] },
};

const OPTIONS = {
  only: { type: "string" },
  small: { type: "boolean", default: false },
  valhalla: { type: "boolean", default: false },
  frame: { type: "boolean", default: false },
} as const;

/**
 * `npm run bench -- coverage [--only sweeps,drag] [--small] [--valhalla] [--frame] [extract.osm.pbf …]`: what is
 * wanted of coverage, ours, and the peers that were found, in one table. Extracts are real places.
 */
export async function benchCoverage(): Promise<void> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(3),
    options: OPTIONS,
    allowPositionals: true,
  });
  const wanted = values.only?.split(",") ?? sectionNames;
  await printRows(
    { wanted, isSmall: values.small, withValhalla: values.valhalla, withFrame: values.frame },
    positionals,
  );
}

/** `npm run bench -- siting`: the rows of siting alone. */
export const benchSiting = (): Promise<void> =>
  printRows({ wanted: ["siting"], isSmall: false, withValhalla: false, withFrame: false }, []);

interface Asked {
  readonly wanted: readonly string[];
  readonly isSmall: boolean;
  readonly withValhalla: boolean;
  readonly withFrame: boolean;
}

async function printRows({ wanted, isSmall, ...asked }: Asked, extracts: readonly string[]) {
  const unknown = wanted.filter((name) => !sectionNames.includes(name));
  if (unknown.length > 0)
    throw new Error(`--only ${unknown.join(",")}: there are ${sectionNames.join(", ")}`);
  const run = new BenchRun({ size: isSmall ? SMALL : FULL, ...asked });
  const rows: Row[] = [];
  try {
    for (const { name, zh, en, rowsOf } of sections) {
      if (wanted.includes(name)) rows.push(...(await step(zh, en, () => rowsOf(run, extracts))));
    }
  } finally {
    await run.close();
  }
  console.log(tableText(rows));
  console.log(
    "\nTimes: median (quarters). " + (isSmall ? "A small run: its times say nothing." : ""),
  );
  for (const [name, how] of run.missing)
    say(`没有找到 ${name}。${how}`, `${name} was not found. ${how}`);
}
