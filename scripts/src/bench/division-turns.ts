import {
  applyChange,
  editDivision,
  emptyDivision,
  type Division,
  type DivisionEdit,
  type Ground,
} from "@onegrid/core/division";
import { quantile } from "./city.ts";
import { randomOf } from "./made-city.ts";

const REBALANCES = 1_000;
const SETTINGS = { preset: "standard", seed: "1", effort: 1 } as const;

/** How long a planner waits, p95, on an idle machine: every community divided once, then 2–6 grids balanced again. */
export function measureTurns(grounds: ReadonlyMap<string, Ground>): Record<string, string>[] {
  const divided: Division[] = [];
  const divisions = [...grounds].map(([id, ground]) => {
    const empty = emptyDivision(id, ground);
    const { milliseconds, division } = timed(empty, { edit: "divide-community", ...SETTINGS });
    divided.push(division);
    return milliseconds;
  });
  const random = randomOf(1);
  const rebalances: number[] = [];
  while (rebalances.length < REBALANCES) {
    const division = divided[Math.floor(random() * divided.length)];
    const gridIds = division === undefined ? [] : neighbours(division, random);
    if (division === undefined || gridIds.length < 2) continue;
    const edit = { edit: "rebalance-grids", gridIds, ...SETTINGS } as const;
    rebalances.push(timed(division, edit).milliseconds);
  }
  return [
    { what: "one community divided, p95 ms of CPU", value: quantile(divisions, 0.95).toFixed(0) },
    {
      what: "2–6 grids balanced again, p95 ms of CPU",
      value: quantile(rebalances, 0.95).toFixed(0),
    },
  ];
}

function timed(division: Division, edit: DivisionEdit) {
  const before = process.cpuUsage();
  const steps = editDivision(division, edit, "bench");
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1000;
  const decided = step.value;
  if (!decided.ok) return { milliseconds, division };
  return { milliseconds, division: applyChange(division, decided.value).division };
}

/** A grid and up to five more, each in contact with one before it. */
function neighbours({ ground, gridOf, grids }: Division, random: () => number): string[] {
  const { graph } = ground;
  const first = grids[Math.floor(random() * grids.length)] ?? "";
  const group = new Set([first]);
  const most = 2 + Math.floor(5 * random());
  for (const grid of group) {
    for (const other of gridsAround({ graph, gridOf }, grid)) {
      if (group.size < most) group.add(other);
    }
  }
  return [...group];
}

function gridsAround(
  { graph, gridOf }: Pick<Ground, "graph"> & Pick<Division, "gridOf">,
  grid: string,
): string[] {
  const around: string[] = [];
  for (const [unit, own] of gridOf.entries()) {
    if (own !== grid) continue;
    for (let e = graph.first[unit] ?? 0; e < (graph.first[unit + 1] ?? 0); e++) {
      const other = gridOf[graph.to[e] ?? -1] ?? null;
      if (graph.contact[e] === 1 && other !== null) around.push(other);
    }
  }
  return around;
}
