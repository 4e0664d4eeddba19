import type { SitingGoal, SitingPlan, SitingProblem } from "@onegrid/core/coverage/siting";
import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import { proxy, wrap, type Remote } from "comlink";
import { call } from "../../api.ts";
import { getSiting } from "../api.ts";
import { useCoverage } from "../store.ts";
import { marksOf } from "./siting-marks.ts";
import { SITING_CLOSED, useSiting, type SitingWish } from "./siting-state.ts";
import type { SitingWorker } from "./siting.worker.ts";

interface Running {
  readonly worker: Worker;
  readonly remote: Remote<SitingWorker>;
  readonly abort: AbortController;
}

/** The search that goes on; each has a worker of its own, so that stopping is at once. */
let running: Running | null = null;

function begin(): Running {
  giveUp();
  const worker = new Worker(new URL("./siting.worker.ts", import.meta.url), { type: "module", name: "siting" }); // prettier-ignore
  running = { worker, remote: wrap<SitingWorker>(worker), abort: new AbortController() };
  return running;
}

function giveUp(): void {
  running?.abort.abort();
  running?.worker.terminate();
  running = null;
}

let stops: (() => void)[] = [];

export function openSiting(): void {
  if (useSiting.getState().isOpen) return;
  useSiting.setState({ isOpen: true });
  stops = [
    useSiting.subscribe((state) => useCoverage.setState({ siting: marksOf(state) })),
    // Another definition, or newer data: the plan was for the question before.
    useCoverage.subscribe(({ result }, { result: old }) => {
      if (result?.key === old?.key) return;
      giveUp();
      useSiting.setState({ run: { kind: "idle" }, demand: null, plan: null, answered: null });
    }),
  ];
}

export function closeSiting(): void {
  giveUp();
  for (const stop of stops) stop();
  stops = [];
  useCoverage.setState({ siting: null });
  const { wish } = useSiting.getState();
  useSiting.setState({ ...SITING_CLOSED, wish });
}

export const changeWish = (change: Partial<SitingWish>): void =>
  useSiting.setState(({ wish }) => ({ wish: { ...wish, ...change } }));

/** Forbids a candidate, or allows it again, and looks anew where a plan was there. */
export function toggleForbidden(id: string): void {
  const { wish, plan } = useSiting.getState();
  const forbidden = new Set(wish.forbidden);
  if (!forbidden.delete(id)) forbidden.add(id);
  changeWish({ forbidden });
  if (plan !== null) void search();
}

export async function search(): Promise<void> {
  const { result } = useCoverage.getState();
  if (result === null) return;
  const own = begin();
  const { wish } = useSiting.getState();
  useSiting.setState({ run: { kind: "asking" }, plan: null, answered: wish });
  try {
    const { signal } = own.abort;
    const query = { candidates: wish.candidates };
    const demand = await call(getSiting, { params: { key: result.key }, query, signal });
    if (running !== own) return;
    useSiting.setState({ demand, run: { kind: "running", isPaused: false } });
    const take = (plan: SitingPlan): void => {
      if (running === own) useSiting.setState({ plan });
    };
    const end = await own.remote.search(problemOf(demand, wish), goalOf(wish), proxy(take));
    if (running !== own) return;
    if (end.ok) useSiting.setState({ plan: end.value, run: { kind: "done" } });
    else useSiting.setState({ plan: null, run: { kind: "refused", error: end.error } });
    giveUp();
  } catch (error) {
    if (running !== own) return;
    giveUp();
    useSiting.setState({ run: { kind: "failed", error } });
  }
}

/** The plan so far stays, with the bound that is proven for it. */
export function stopSearch(): void {
  giveUp();
  useSiting.setState({ run: { kind: "stopped" } });
}

export function pauseSearch(isPaused: boolean): void {
  if (running === null) return;
  void running.remote.pause(isPaused);
  useSiting.setState({ run: { kind: "running", isPaused } });
}

const goalOf = ({ kind, count, percent }: SitingWish): SitingGoal =>
  kind === "count" ? { kind, count } : { kind, share: percent / 100 };

/** The classes of the question are its buildings; those covered already are one more. */
export function problemOf(demand: SitingDemand, wish: SitingWish): SitingProblem {
  const { classHouseholds, classArea, first, items, areas, candidates } = demand;
  const unknown = demand.households - demand.covered - sum(classHouseholds);
  const isBound = (area: number): boolean => wish.mustServe.has(areas[area]?.id ?? "");
  return {
    reach: { first: Uint32Array.from(first), items: Uint32Array.from(items) },
    households: Int32Array.from([...classHouseholds, demand.covered, unknown]),
    isCovered: Uint8Array.from([...classHouseholds.map(() => 0), 1, 0]),
    mustServe: Uint8Array.from([
      ...classArea.map((area, i) => (isBound(area) && (classHouseholds[i] ?? 0) > 0 ? 1 : 0)),
      0,
      0,
    ]),
    forbidden: [...candidates.keys()].filter((i) => wish.forbidden.has(candidates[i]?.id ?? "")),
  };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
