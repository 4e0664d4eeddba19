import type {
  BuildingCoverageReply,
  CoverageReply,
  CoverageSum,
} from "@onegrid/core/coverage/contract";
import type { CoverageStep } from "@onegrid/core/coverage/progress-contract";
import type { MultiPolygon, Position } from "@onegrid/core/geometry";
import { create } from "zustand";
import { call, isAway, isProblem } from "../api.ts";
import { subscribeLive, subscribeReturn } from "../live.ts";
import { goToBox, useMapState, type MapState } from "../map/index.ts";
import { linkParameter, setLinkParameter } from "../shell/index.ts";
import { getBuilding, getCoverage, getPolygon } from "./api.ts";
import {
  DEFAULT_QUESTION,
  queryOf,
  readQuestion,
  writeQuestion,
  type Question,
} from "./question.ts";
import type { Ring } from "./rings/ring-layers.ts";
import { followProgress } from "./progress.ts";
import type { SitingMarks } from "./siting/siting-marks.ts";
import type { Tried } from "./try/tried.ts";

/** The building that was clicked, under the definition of the result. */
export type ChosenBuilding =
  | { readonly kind: "none" }
  | { readonly kind: "loading"; readonly id: string }
  | { readonly kind: "ready"; readonly reply: BuildingCoverageReply }
  | { readonly kind: "failed"; readonly id: string; readonly error: unknown };

/** What was asked last. An older result stays on the page until the answer is there. */
type Asking =
  | { readonly kind: "idle" }
  /** `step`: what is being done, once it takes long enough to ask. */
  | { readonly kind: "waiting"; readonly step: CoverageStep | null }
  | { readonly kind: "failed"; readonly error: unknown };

/** The two pages of one question: the workspace, and the leader's overview (领导总览). */
export type Here = "coverage" | "overview";

export interface CoverageState {
  readonly here: Here;
  readonly question: Question;
  readonly asking: Asking;
  readonly result: CoverageReply | null;
  /** The area reached within the limit of `result`; comes a little later. */
  readonly polygon: MultiPolygon | null;
  /** Nested rings of the result that `key` names; `null` while nobody wants them. */
  readonly rings: { readonly key: string; readonly rings: readonly Ring[] } | null;
  /** An area or grid the numbers are narrowed to. */
  readonly areaId: string | null;
  readonly building: ChosenBuilding;
  /** A place that was gone to from a list: where the map has nothing to choose, it is marked. */
  readonly spot: Position | null;
  /** What changes that are tried out make of `result`; `null` when nothing is tried. */
  readonly tried: Tried | null;
  /** Candidates and the plan (选址) on the map; `null` while nothing is looked for. */
  readonly siting: SitingMarks | null;
  /** The address held a question that could not be read. */
  readonly hasLinkFault: boolean;
}

export const useCoverage = create<CoverageState>(() => ({
  here: "coverage",
  question: DEFAULT_QUESTION,
  asking: { kind: "idle" },
  result: null,
  polygon: null,
  rings: null,
  areaId: null,
  building: { kind: "none" },
  spot: null,
  tried: null,
  siting: null,
  hasLinkFault: false,
}));

/** The answer is for a scenario (情景): one goes on from its changes, over the ground as it is today. */
export const useIsOfScenario = (): boolean =>
  useCoverage(({ result }) => (result?.scenario ?? null) !== null);

const hereNow = (): Here => useCoverage.getState().here;
/** What figures and lists show: the changes that are tried out, else the server's answer. */
export const shownResult = ({ tried, result }: CoverageState): CoverageReply | null =>
  tried?.reply ?? result;

let running: AbortController | null = null;

/** Asks anew, and keeps the question in the address. */
export async function ask(change: Partial<Question>): Promise<void> {
  const question = { ...useCoverage.getState().question, ...change };
  useCoverage.setState({ question, hasLinkFault: false });
  for (const [name, value] of Object.entries(writeQuestion(question)))
    setLinkParameter(hereNow(), name, value);
  await load();
}

/** The present question again: the data have changed, or the last try failed. */
export async function load(): Promise<void> {
  running?.abort();
  const { signal } = (running = new AbortController());
  useCoverage.setState({ asking: { kind: "waiting", step: null } });
  try {
    const query = queryOf(useCoverage.getState().question);
    const result = await askFor(query, signal);
    take(result);
    if (useCoverage.getState().polygon !== null) return;
    const { geometry } = await call(getPolygon, { params: { key: result.key }, signal });
    if (!signal.aborted) useCoverage.setState({ polygon: geometry });
  } catch (error) {
    if (!signal.aborted) useCoverage.setState({ asking: { kind: "failed", error } });
  }
}

/** The answer; while it is waited for, the page says what is being done. */
async function askFor(
  query: ReturnType<typeof queryOf>,
  signal: AbortSignal,
): Promise<CoverageReply> {
  const waiting = new AbortController();
  const onStep = (step: CoverageStep | null): void => {
    if (!signal.aborted) useCoverage.setState({ asking: { kind: "waiting", step } });
  };
  void followProgress(query, AbortSignal.any([signal, waiting.signal]), onStep);
  try {
    return await call(getCoverage, { query, signal });
  } finally {
    waiting.abort();
  }
}

/** The same data under the same question keep their polygon: nothing on the map blinks. */
function take(result: CoverageReply): void {
  const { result: old, polygon } = useCoverage.getState();
  const isSame = old?.key === result.key;
  useCoverage.setState({
    result: isSame ? old : result,
    polygon: isSame ? polygon : null,
    asking: { kind: "idle" },
  });
  if (!isSame) void readBuilding(useMapState.getState());
}

export function chooseArea(areaId: string | null): void {
  useCoverage.setState({ areaId });
  setLinkParameter(hereNow(), "area", areaId);
}

/** The same, and the map goes there. */
export function showArea({ id, bbox }: Pick<CoverageSum, "id" | "bbox">): void {
  chooseArea(id);
  if (bbox !== null) goToBox(bbox);
}

/** A grid or area chosen on the map is chosen in the table too. */
function followArea({ selection }: Pick<MapState, "selection">): void {
  if (selection.kind === "none") return;
  if (selection.layer === "grids" || selection.layer === "areas") chooseArea(selection.id);
}

/** Follows the selection of the map: a building on it tells its minutes. */
async function readBuilding({ selection }: Pick<MapState, "selection">): Promise<void> {
  const { result } = useCoverage.getState();
  if (selection.kind === "none" || selection.layer !== "buildings" || result === null) {
    useCoverage.setState({ building: { kind: "none" } });
    return;
  }
  const { id } = selection;
  useCoverage.setState({ building: { kind: "loading", id } });
  const building = await describe(result.key, id);
  const { building: present, result: now } = useCoverage.getState();
  // Another one was clicked, or another definition came meanwhile.
  if (present.kind !== "loading" || present.id !== id || now?.key !== result.key) return;
  useCoverage.setState({ building });
}

async function describe(key: string, id: string): Promise<ChosenBuilding> {
  try {
    return { kind: "ready", reply: await call(getBuilding, { params: { key, id } }) };
  } catch (error) {
    // The result is of yesterday's data: the new one brings its own answer.
    if (isProblem(error, "coverage.unknown-key")) void load();
    return { kind: "failed", id, error };
  }
}

/** The server is back: what failed meanwhile is asked again. */
function askFailed(): void {
  const { asking, building } = useCoverage.getState();
  if (asking.kind === "failed" && isAway(asking.error)) void load();
  if (building.kind === "failed" && isAway(building.error))
    void readBuilding(useMapState.getState());
}

const inLink = (name: string): string | null => linkParameter(hereNow(), name) ?? null;

const asked = (): ReturnType<typeof readQuestion> =>
  readQuestion({
    limit: inLink("limit"),
    gates: inLink("gates"),
    kinds: inLink("kinds"),
    at: inLink("at"),
    service: inLink("service"),
    scenario: inLink("scenario"),
    against: inLink("against"),
  });

/** After Back and Forward: question and area from the address, and the answer if they are others. */
export function readLink(): void {
  if (!takeLink()) void load();
}

/** Takes question and area from the address; whether the question is the same. */
function takeLink(): boolean {
  const { question, isWhole } = asked();
  const isSame = JSON.stringify(useCoverage.getState().question) === JSON.stringify(question);
  useCoverage.setState({
    areaId: inLink("area"),
    ...(isSame ? {} : { question }),
    ...(isWhole ? {} : { hasLinkFault: true }),
  });
  return isSame;
}

/** An import raises many revisions: one question for all that come within this time. */
const GATHER_MS = 800;

/** Runs while the workspace is open: asks, and follows the map's selection and the data. */
export function enterCoverage(here: Here = "coverage"): () => void {
  useCoverage.setState({ here });
  takeLink();
  // Also when the question is the same: the data may have changed, or the last try was given up.
  void load();
  void readBuilding(useMapState.getState());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void load(), GATHER_MS);
  };
  const stops = [
    ...["layers", "reset"].map((type) => subscribeLive(type, soon)),
    subscribeReturn(askFailed),
    useMapState.subscribe((state, old) => {
      if (state.selection === old.selection) return;
      followArea(state);
      void readBuilding(state);
    }),
  ];
  return () => {
    clearTimeout(timer);
    running?.abort();
    useCoverage.setState({ asking: { kind: "idle" } });
    for (const stop of stops) stop();
  };
}
