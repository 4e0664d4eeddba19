import { makeGrounds, type PresetName } from "@onegrid/core/division";
import { say, step } from "../terminal.ts";
import { cityFacts, reachable } from "./division-city-facts.ts";
import { buildDivisionCity } from "./division-city.ts";
import { measureOurs, measurePeers } from "./division-methods.ts";
import { measureOptimum } from "./division-optimum.ts";
import { worstRow, type Measured } from "./division-table.ts";
import { measureTurns } from "./division-turns.ts";

const DEEP = 12;
const SEEDS = 5;

const RUNS: readonly (readonly [name: string, preset: PresetName, effort: number])[] = [
  ["standard", "standard", 1],
  ["standard, deep", "standard", DEEP],
  ["balance first, deep", "balance-first", DEEP],
  ["compounds first", "compounds-first", 1],
  ["shape first", "shape-first", 1],
  ["shape first, deep", "shape-first", DEEP],
];

/** `npm run bench -- division city [number of seeds]`: every column the worst of the seeds. */
export async function benchCities(seeds = SEEDS): Promise<void> {
  const rows = new Map<string, Measured[]>();
  const add = (name: string, measured: Measured): void => {
    rows.set(name, [...(rows.get(name) ?? []), measured]);
    console.table([worstRow(name, [measured])]);
  };
  for (let seed = 1; seed <= seeds; seed++) {
    const { map } = await step(`城市 ${seed}`, `City ${seed}`, () =>
      Promise.resolve(buildDivisionCity(seed)),
    );
    const grounds = makeGrounds(map);
    if (seed === 1) console.table(cityFacts(map, grounds));
    console.table(reachable(grounds));
    for (const [name, preset, effort] of RUNS) add(name, await measureOurs(map, preset, effort));
    for (const [name, measured] of measurePeers(map)) add(name, measured);
    if (seed === 1) console.table([...measureTurns(grounds), measureOptimum(grounds)]);
  }
  say(`${seeds} 座城市中最差的`, `The worst of ${seeds} cities`);
  console.table([...rows].map(([name, runs]) => worstRow(name, runs)));
}
