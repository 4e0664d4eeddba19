import {
  assignBatch,
  DEFAULT_BATCH_POLICY,
  recommend,
  SEVERITIES,
  type BatchTask,
  type Severity,
} from "@onegrid/core/dispatch";
import type { HighsLike } from "@onegrid/core/coverage/siting";
import { loadHighs } from "../../cover/load-highs.ts";
import type { Row } from "../coverage/table.ts";
import { short, spreadOf } from "../coverage/timing.ts";
import { randomOf } from "../made-city.ts";
import { plainCandidate } from "./plain-candidate.ts";
import { solveTransport } from "./solve-transport.ts";

export interface BatchSize {
  readonly scenes: number;
  /** Scenes of the greatest size, 200 cases × 400 people. */
  readonly greatest: number;
}

const [MOST_CASES, MOST_PEOPLE] = [200, 400];

/** Many cases to many people: ours against a linear programme of the same plan, solved by HiGHS. */
export async function batchRows({ scenes, greatest }: BatchSize): Promise<Row[]> {
  const random = randomOf(400);
  const highs = await loadHighs();
  const small = compareScenes(highs, scenes, () => {
    // Many small ones, some great: HiGHS takes minutes for hundreds of the greatest.
    const size = random() ** 3;
    return makeScene(1 + Math.floor(size * 60), 1 + Math.floor(random() ** 2 * 120), random);
  });
  const great = compareScenes(highs, greatest, () => makeScene(MOST_CASES, MOST_PEOPLE, random));
  const most = Math.max(...small.taken, ...great.taken);
  return [
    {
      figure: `batch of many cases, ${scenes + greatest} scenes, ${greatest} of them ${MOST_CASES} × ${MOST_PEOPLE}`,
      wanted: "exact in every one",
      ours: `${small.equal + great.equal}/${scenes + greatest}`,
      peers: [
        `HiGHS ${short(spreadOf(great.byPeer).median)} ms a scene of ${MOST_CASES} × ${MOST_PEOPLE}`,
      ],
      checked: "as many cases placed, graver first, and the same seconds",
      isMet: small.equal + great.equal === scenes + greatest,
    },
    {
      figure: `one batch of ${MOST_CASES} × ${MOST_PEOPLE}`,
      wanted: "≤ 1 s",
      ours: `${short(spreadOf(great.taken).median)} ms, longest ${short(most)} ms`,
      isMet: most <= 1000,
    },
  ];
}

function compareScenes(highs: HighsLike, count: number, next: () => readonly BatchTask[]) {
  const taken: number[] = [];
  const byPeer: number[] = [];
  let equal = 0;
  for (let at = 0; at < count; at++) {
    const tasks = next();
    let start = performance.now();
    const plan = assignBatch(tasks);
    taken.push(performance.now() - start);
    const left = new Set(plan.left.map(({ caseId }) => caseId));
    const weight = (isLeft: (id: string) => boolean): number =>
      tasks.reduce(
        (sum, { caseId, task }) => sum + (isLeft(caseId) ? WEIGHT[task.severity] : 0),
        0,
      );
    start = performance.now();
    const peer = solveTransport(highs, modelOf(tasks));
    byPeer.push(performance.now() - start);
    const ours = { leftWeight: weight((id) => left.has(id)), seconds: plan.costSeconds };
    if (ours.leftWeight === peer.leftWeight && ours.seconds === peer.seconds) equal += 1;
  }
  return { taken, byPeer, equal };
}

const WEIGHT: Readonly<Record<Severity, number>> = {
  extreme: 4,
  severe: 3,
  moderate: 2,
  minor: 1,
  unknown: 1,
};

function makeScene(cases: number, people: number, random: () => number): BatchTask[] {
  const candidates = Array.from({ length: people }, (_, at) => {
    const openTasks = Math.floor(random() * 3);
    return plainCandidate(`p${at}`, [0, 0], {
      openTasks,
      maxTasks: 1 + Math.floor(random() * 3),
      remainingWorkSeconds: openTasks * 900,
      gridIds: [`g${Math.floor(random() * 50)}`],
    });
  });
  return Array.from({ length: cases }, (_, at): BatchTask => {
    // Steps of half a minute: ties are common.
    const seconds = new Map(
      candidates.map(({ id }) => [id, random() < 0.1 ? null : Math.floor(random() * 80) * 30]),
    );
    return {
      caseId: `c${at}`,
      candidates,
      travelSeconds: (id) => seconds.get(id) ?? null,
      task: {
        categoryId: "event.01-02",
        severity: SEVERITIES[Math.floor(random() * SEVERITIES.length)] ?? "minor",
        gridId: `g${Math.floor(random() * 50)}`,
        communityId: null,
        at: 0,
      },
    };
  });
}

/** Who may take what, at which price, and how many more each may take. */
function modelOf(tasks: readonly BatchTask[]) {
  const ranked = tasks.map(
    ({ task, candidates, travelSeconds }) => recommend(task, candidates, travelSeconds).ranked,
  );
  const rooms = new Map<string, number>();
  for (const { candidates } of tasks) {
    for (const { id, maxTasks, openTasks } of candidates) {
      rooms.set(id, Math.max(1, maxTasks - openTasks));
    }
  }
  return {
    weights: tasks.map(({ task }) => WEIGHT[task.severity]),
    costs: ranked.map((list) => new Map(list.map((each) => [each.candidateId, each.costSeconds]))),
    rooms,
    laterSeconds: DEFAULT_BATCH_POLICY.earlierCaseSeconds,
  };
}
