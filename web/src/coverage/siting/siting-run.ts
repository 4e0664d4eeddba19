import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import { proxy, wrap, type Remote } from "comlink";
import { call } from "../../api.ts";
import { getSiting } from "../api.ts";
import { useCoverage } from "../store.ts";
import { marksOf } from "./siting-marks.ts";
import { fairQuestionOf, goalOf, questionOf } from "./siting-question.ts";
import {
  otherCandidates,
  SITING_CLOSED,
  useSiting,
  type FoundPlan,
  type SitingWish,
} from "./siting-state.ts";
import type { SitingWorker } from "./siting.worker.ts";

/** What goes on: the question is asked for, then a worker of its own searches, so that stopping is at once. */
interface Running {
  readonly abort: AbortController;
  worker: Worker | null;
  remote: Remote<SitingWorker> | null;
}

let running: Running | null = null;

function begin(): Running {
  giveUp();
  running = { abort: new AbortController(), worker: null, remote: null };
  return running;
}

function giveUp(): void {
  running?.abort.abort();
  running?.worker?.terminate();
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
      if (result?.key !== old?.key) startAnew();
    }),
  ];
  void prepare();
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

/** Other candidates are another question: nothing said of the old ones holds for them. */
export function changeCandidates(candidates: SitingWish["candidates"]): void {
  if (useSiting.getState().wish.candidates === candidates) return;
  changeWish(otherCandidates(candidates));
  startAnew();
}

/** With rooms the stations that stand are part of the question. */
export function changeRooms(rooms: boolean): void {
  changeWish({ rooms });
  startAnew();
}

function startAnew(): void {
  giveUp();
  useSiting.setState({
    run: { kind: "idle" },
    demand: null,
    plan: null,
    answered: null,
    picked: null,
  });
  void prepare();
}

export const pickCandidate = (id: string | null): void => useSiting.setState({ picked: id });

export type Fate = "open" | "locked" | "forbidden";

export const fateOf = ({ locked, forbidden }: SitingWish, id: string): Fate =>
  locked.has(id) ? "locked" : forbidden.has(id) ? "forbidden" : "open";

/** Says that a station has to stand there, or must not, and looks anew where a plan was there. */
export function decideFate(id: string, fate: Fate): void {
  const { wish, plan } = useSiting.getState();
  const without = (ids: ReadonlySet<string>) => [...ids].filter((each) => each !== id);
  changeWish({
    locked: new Set([...without(wish.locked), ...(fate === "locked" ? [id] : [])]),
    forbidden: new Set([...without(wish.forbidden), ...(fate === "forbidden" ? [id] : [])]),
  });
  if (plan !== null) void search();
}

/** What a station at one candidate costs; `null`: as much as anywhere. */
export function changeCost(id: string, cost: number | null): void {
  const costs = new Map(useSiting.getState().wish.costs);
  if (cost === null) costs.delete(id);
  else costs.set(id, cost);
  changeWish({ costs });
}

/** What floor area a station at one candidate would have; `null`: the usual one. */
export function changeArea(id: string, area: number | null): void {
  const areas = new Map(useSiting.getState().wish.areas);
  if (area === null) areas.delete(id);
  else areas.set(id, area);
  changeWish({ areas });
}

/** Brings the candidates, so that one can speak of them before anything is looked for. */
async function prepare(): Promise<void> {
  const own = begin();
  try {
    if ((await demandFor(own)) !== null) useSiting.setState({ run: { kind: "idle" } });
  } catch (error) {
    fail(own, error);
  }
}

export async function search(): Promise<void> {
  const own = begin();
  const { wish } = useSiting.getState();
  useSiting.setState({ plan: null, answered: wish });
  try {
    const demand = await demandFor(own);
    if (demand === null) return;
    useSiting.setState({ run: { kind: "running", isPaused: false } });
    const take = (plan: FoundPlan): void => {
      if (running === own) useSiting.setState({ plan });
    };
    own.worker = new Worker(new URL("./siting.worker.ts", import.meta.url), {
      type: "module",
      name: "siting",
    });
    own.remote = wrap<SitingWorker>(own.worker);
    const fair = fairQuestionOf(demand, wish, useCoverage.getState().result?.byArea ?? []);
    const end = await own.remote.search(questionOf(demand, wish), goalOf(wish), fair, proxy(take));
    if (running !== own) return;
    if (end.ok) useSiting.setState({ plan: end.value, run: { kind: "done" } });
    else useSiting.setState({ plan: null, run: { kind: "refused", error: end.error } });
    giveUp();
  } catch (error) {
    fail(own, error);
  }
}

/** The question, asked for once; `null` where there is none, or nobody waits for it any more. */
async function demandFor(own: Running): Promise<SitingDemand | null> {
  const { demand, wish } = useSiting.getState();
  if (demand !== null) return demand;
  const { result } = useCoverage.getState();
  if (result === null) return null;
  useSiting.setState({ run: { kind: "asking" } });
  const query = { candidates: wish.candidates, ...(wish.rooms && { rooms: true }) };
  const { signal } = own.abort;
  const asked = await call(getSiting, { params: { key: result.key }, query, signal });
  if (running !== own) return null;
  useSiting.setState({ demand: asked });
  return asked;
}

function fail(own: Running, error: unknown): void {
  if (running !== own) return;
  giveUp();
  useSiting.setState({ run: { kind: "failed", error } });
}

/** The plan so far stays, with the bound that is proven for it. */
export function stopSearch(): void {
  giveUp();
  useSiting.setState({ run: { kind: "stopped" } });
}

export function pauseSearch(isPaused: boolean): void {
  if (running?.remote == null) return;
  void running.remote.pause(isPaused);
  useSiting.setState({ run: { kind: "running", isPaused } });
}
