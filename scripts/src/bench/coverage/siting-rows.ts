import { attachPoints, buildNetwork, EdgeFinder } from "@onegrid/core/coverage";
import {
  highsSolver,
  instanceOf,
  modelOf,
  reachOfCandidates,
  solveSiting,
  type MipModel,
  type SitingGoal,
  type SitingPlan,
  type SitingProblem,
  type SolveMip,
} from "@onegrid/core/coverage/siting";
import { loadHighs } from "../../cover/load-highs.ts";
import { makeCity, randomOf } from "../made-city.ts";
import { SPEED, type CitySize } from "./bench-city.ts";
import { solveByCbc } from "./cbc.ts";
import { plainModel } from "./plain-siting.ts";
import { peer, type Row } from "./table.ts";
import { short } from "./timing.ts";

export interface SitingSize extends CitySize {
  /** How many stations are sited: one number for each line of the table. */
  readonly counts: readonly [number, number, number];
}

/** What is wanted of the three numbers of stations, and the seconds in which it is. */
const WANTED = [
  { wanted: "proven ≤ 3 s", gap: 0, seconds: 3 },
  { wanted: "proven ≤ 4 s", gap: 0, seconds: 4 },
  { wanted: "gap ≤ 0.1 % in 15 s", gap: 0.001, seconds: 15 },
] as const;
const CBC_SECONDS = 600;
const RANDOM_INSTANCES = 50;

/** `stations`: candidates. The same instance, as classes of households, goes to CBC where it is there. */
export async function sitingRows(size: SitingSize, isPeerThere: boolean): Promise<Row[]> {
  const solveMip = highsSolver(await loadHighs());
  const problem = cityProblem(size);
  const rows = WANTED.map((wanted, i) =>
    sitingRow(problem, { ...wanted, count: size.counts[i] ?? 0 }, { solveMip, isPeerThere }),
  );
  return [...rows, equalRow(solveMip, isPeerThere)];
}

interface Solvers {
  readonly solveMip: SolveMip;
  readonly isPeerThere: boolean;
}

function sitingRow(
  problem: SitingProblem,
  { count, wanted, gap, seconds }: (typeof WANTED)[number] & { count: number },
  { solveMip, isPeerThere }: Solvers,
): Row {
  const goal = { kind: "count", count } as const;
  const found = solveTimed(problem, { goal, gap }, solveMip);
  const theirs = isPeerThere ? solveByCbc(modelOfGoal(problem, goal), CBC_SECONDS) : null;
  // A peer's plan above our bound, or an optimum that is not ours, is a fault of one of the two.
  const isPossible =
    theirs === null ||
    (found.proven && theirs.isOptimal
      ? theirs.objective === found.covered
      : theirs.objective <= found.bound);
  const end = found.proven ? "proven" : `ended with a gap of ${(found.gap * 100).toFixed(3)} %`;
  const close = gap === 0 ? "" : `gap ≤ ${gap * 100} % after ${short(found.closeSeconds)} s, `;
  return {
    figure: `siting, ${problem.reach.first.length - 1} candidates × ${problem.households.length} buildings, k = ${count}`,
    wanted,
    ours: `${close}${end} after ${short(found.seconds)} s`,
    peers: [
      peer(
        "CBC",
        theirs === null
          ? ""
          : `${theirs.isOptimal ? "proven" : "unproven"} after ${short(theirs.seconds)} s`,
      ),
    ],
    checked: `covered ${found.covered}, at most ${found.bound}${theirs === null ? "" : `; CBC ${theirs.objective}`}`,
    isMet: isPossible && found.closeSeconds <= seconds,
  };
}

/** Buildings with 1–14 households, 10 minutes on foot. */
function cityProblem({ side, buildings, stations }: CitySize): SitingProblem {
  const city = makeCity(side, { buildings, stations });
  const built = buildNetwork(city.input, { mode: "foot" });
  if (!built.ok) throw new Error(built.error.code);
  const finder = new EdgeFinder(built.value.network);
  const points = attachPoints(finder, city.buildings);
  const measure = {
    basis: "time",
    seconds: 600,
    profile: "adult",
    metresPerSecond: SPEED,
  } as const;
  const definition = { measure, gates: "optimistic" } as const;
  const { reach } = reachOfCandidates(finder, city.stations, { points, definition });
  const random = randomOf(5);
  const households = Int32Array.from({ length: buildings }, () => 1 + Math.floor(random() * 14));
  return { reach, households };
}

interface Solved extends SitingPlan {
  readonly seconds: number;
  /** When the gap was at most what is wanted, or the plan proven. */
  readonly closeSeconds: number;
}

/** From raw reach to the proof: classes, dominance, search, bound and the exact core. */
function solveTimed(
  problem: SitingProblem,
  { goal, gap }: { goal: SitingGoal; gap: number },
  solveMip: SolveMip,
): Solved {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let closeSeconds = Infinity;
  const steps = solveSiting(problem, goal, { solveMip, seed: 1 });
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    if (gap > 0 && step.value.gap <= gap) closeSeconds = Math.min(closeSeconds, seconds());
  }
  if (!step.value.ok) throw new Error(step.value.error.code);
  const plan = step.value.value;
  const taken = seconds();
  if (plan.proven) closeSeconds = Math.min(closeSeconds, taken);
  return { ...plan, seconds: taken, closeSeconds };
}

function modelOfGoal(problem: SitingProblem, goal: SitingGoal): MipModel {
  const made = instanceOf(problem, goal);
  if (!made.ok) throw new Error(made.error.code);
  return modelOf(made.value);
}

/** Homes and candidates on a square, as they are asked about: no classes, nothing left out beforehand. */
function equalRow(solveMip: SolveMip, isPeerThere: boolean): Row {
  const random = randomOf(50);
  let equal = 0;
  for (let i = 0; i < RANDOM_INSTANCES; i++) {
    const problem = randomProblem(random);
    const goal: SitingGoal =
      i % 2 === 0 ? { kind: "count", count: 3 + (i % 9) } : { kind: "budget", budget: 10 + i };
    const { proven, covered } = solveTimed(problem, { goal, gap: 0 }, solveMip);
    const model = plainModel(problem, goal);
    const exact = isPeerThere ? solveByCbc(model, CBC_SECONDS).objective : byHighs(model, solveMip);
    if (proven && covered === exact) equal++;
  }
  const solver = isPeerThere ? "CBC" : "HiGHS (CBC was not found)";
  return {
    figure: "siting equals an independent exact solver",
    wanted: `${RANDOM_INSTANCES} of ${RANDOM_INSTANCES}`,
    ours: `${equal} of ${RANDOM_INSTANCES}`,
    peers: [solver],
    checked: "households covered, home by home, by proven plans; counts and budgets in turn",
    isMet: equal === RANDOM_INSTANCES,
  };
}

function byHighs(model: MipModel, solveMip: SolveMip): number {
  const { outcome, bound } = solveMip(model, { maxNodes: 1e6, seed: 1, start: null });
  return outcome === "optimal" ? Math.round(bound) : Number.NaN;
}

function randomProblem(random: () => number): SitingProblem {
  const place = () => [random(), random()] as const;
  const homes = Array.from({ length: 600 }, place);
  const radius = 0.06 + random() * 0.1;
  const covers = Array.from({ length: 80 }, place).map(([x, y]) =>
    [...homes.keys()].filter(
      (i) => Math.hypot((homes[i]?.[0] ?? 0) - x, (homes[i]?.[1] ?? 0) - y) <= radius,
    ),
  );
  const first = new Uint32Array(covers.length + 1);
  covers.forEach((list, i) => (first[i + 1] = (first[i] ?? 0) + list.length));
  return {
    reach: { first, items: Uint32Array.from(covers.flat()) },
    households: Int32Array.from(homes, () => Math.floor(random() * 40)),
    cost: Float64Array.from(covers, () => 1 + Math.floor(random() * 9)),
  };
}
