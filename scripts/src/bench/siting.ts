import { attachPoints, buildNetwork, EdgeFinder } from "@onegrid/core/coverage";
import {
  highsSolver,
  instanceOf,
  modelOf,
  reachOfCandidates,
  solveSiting,
  type SitingGoal,
  type SitingProblem,
  type SolveMip,
} from "@onegrid/core/coverage/siting";
import { loadHighs } from "../cover/load-highs.ts";
import { hasCbc, solveByCbc } from "./cbc.ts";
import { makeCity, randomOf } from "./made-city.ts";

const TARGETS = new Map([
  [50, "proven ≤ 3 s"],
  [200, "proven ≤ 4 s"],
  [400, "gap ≤ 0.1 % in 15 s"],
]);
const CLOSE = 0.001;
const CBC_SECONDS = 600;
const RANDOM_INSTANCES = 50;

/** Prints how long the best sites take on a made city, and CBC on the same classes, where it is installed. */
export async function benchSiting(): Promise<void> {
  const solveMip = highsSolver(await loadHighs());
  const isPeerThere = hasCbc();
  if (!isPeerThere) console.log("CBC was not found: its columns stay empty (Debian: coinor-cbc).");
  const problem = cityProblem();
  const rows: Record<string, string | number>[] = [];
  for (const [count, target] of TARGETS) {
    const goal = { kind: "count", count } as const;
    rows.push({ k: count, target, ...solveTimed(problem, goal, solveMip), ...(isPeerThere ? peerOf(problem, goal) : {}) }); // prettier-ignore
  }
  console.table(rows);
  if (isPeerThere) console.log(`equal to CBC on ${equalOnes(solveMip)} of ${RANDOM_INSTANCES} random instances`); // prettier-ignore
}

/** 10,000 candidates, 200,000 buildings with 1–14 households, 10 minutes at 1.25 m/s. */
function cityProblem(): SitingProblem {
  const city = makeCity(700, { buildings: 200_000, stations: 10_000 });
  const built = buildNetwork(city.input, { mode: "foot" });
  if (!built.ok) throw new Error(built.error.code);
  const finder = new EdgeFinder(built.value.network);
  const points = attachPoints(finder, city.buildings);
  const measure = { basis: "time", seconds: 600, profile: "adult", metresPerSecond: 1.25 } as const;
  const [sweeping, { reach }] = timed(
    () =>
    reachOfCandidates(finder, city.stations, { points, definition: { measure, gates: "optimistic" } }), // prettier-ignore
  );
  const reached = new Set(reach.items).size;
  console.log(`10,000 candidates reach ${reached} buildings, ${reach.items.length} pairs; swept in ${sweeping.toFixed(2)} s`); // prettier-ignore
  const random = randomOf(5);
  const households = Int32Array.from({ length: 200_000 }, () => 1 + Math.floor(random() * 14));
  return { reach, households };
}

/** From raw reach to the proof: classes, dominance, search, bound and the exact core. */
function solveTimed(problem: SitingProblem, goal: SitingGoal, solveMip: SolveMip) {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const seconds = () => {
    const { user, system } = process.cpuUsage(cpu);
    return `${((performance.now() - started) / 1000).toFixed(2)} (${((user + system) / 1e6).toFixed(2)})`;
  };
  let close = "";
  const steps = solveSiting(problem, goal, { solveMip, seed: 1 });
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    if (close === "" && step.value.gap <= CLOSE) close = seconds();
  }
  if (!step.value.ok) throw new Error(step.value.error.code);
  const { covered, bound, gap, proven } = step.value.value;
  return {
    covered,
    bound,
    gap: `${(gap * 100).toFixed(3)} %`,
    "gap ≤ 0.1 %, s (CPU)": close,
    [proven ? "proven, s (CPU)" : "ended, s (CPU)"]: seconds(),
  };
}

function peerOf(problem: SitingProblem, goal: SitingGoal) {
  const made = instanceOf(problem, goal);
  if (!made.ok) throw new Error(made.error.code);
  const { objective, isOptimal, seconds, cpuSeconds } = solveByCbc(modelOf(made.value), CBC_SECONDS); // prettier-ignore
  const mark = isOptimal ? "" : " unproven";
  return { "CBC covers": objective, "CBC, s (CPU)": `${seconds} (${cpuSeconds})${mark}` };
}

/** Homes and candidates on a square, counts and budgets in turn. */
function equalOnes(solveMip: SolveMip): number {
  const random = randomOf(50);
  let equal = 0;
  for (let i = 0; i < RANDOM_INSTANCES; i++) {
    const problem = randomProblem(random);
    const goal: SitingGoal = i % 2 === 0 ? { kind: "count", count: 3 + (i % 9) } : { kind: "budget", budget: 10 + i }; // prettier-ignore
    const made = instanceOf(problem, goal);
    const steps = solveSiting(problem, goal, { solveMip, seed: 1 });
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    if (!made.ok || !step.value.ok) throw new Error("a random instance was refused");
    const { objective } = solveByCbc(modelOf(made.value), CBC_SECONDS);
    if (step.value.value.proven && step.value.value.covered === objective) equal++;
  }
  return equal;
}

function randomProblem(random: () => number): SitingProblem {
  const place = () => [random(), random()] as const;
  const homes = Array.from({ length: 600 }, place);
  const radius = 0.06 + random() * 0.1;
  const covers = Array.from({ length: 80 }, place).map(
    ([x, y]) =>
    [...homes.keys()].filter((i) => Math.hypot((homes[i]?.[0] ?? 0) - x, (homes[i]?.[1] ?? 0) - y) <= radius), // prettier-ignore
  );
  const first = new Uint32Array(covers.length + 1);
  covers.forEach((list, i) => (first[i + 1] = (first[i] ?? 0) + list.length));
  return {
    reach: { first, items: Uint32Array.from(covers.flat()) },
    households: Int32Array.from(homes, () => Math.floor(random() * 40)),
    cost: Float64Array.from(covers, () => 1 + Math.floor(random() * 9)),
  };
}

function timed<T>(work: () => T): [seconds: number, value: T] {
  const start = performance.now();
  const value = work();
  return [(performance.now() - start) / 1000, value];
}
