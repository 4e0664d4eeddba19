import type { Position } from "../../geometry/index.ts";
import {
  attachPoints,
  type Attachments,
  type AttachFailure,
  type AttachOptions,
  type EdgeFinder,
} from "../attach/attach-points.ts";
import { LiveReach, type LiveReachInput } from "../live/live-reach.ts";
import { Uint32List } from "../network/number-list.ts";
import type { Incidence } from "./incidence.ts";

export interface CandidateReach {
  /** For each candidate the buildings it would cover, in rising order. */
  readonly reach: Incidence;
  /** Candidates that are not on the network, and why: they would serve nobody. */
  readonly stranded: ReadonlyMap<number, AttachFailure>;
}

type ReachQuestion = Omit<LiveReachInput, "network"> & { readonly attach?: AttachOptions };

/** Sweeps between two chances to do something else. */
const SWEEPS_AT_A_TIME = 64;

/** Whom a station at each candidate would cover: one small sweep for each, under one definition. */
export function reachOfCandidates(
  finder: EdgeFinder,
  candidates: readonly Position[],
  question: ReachQuestion,
): CandidateReach {
  const steps = sweepCandidates(finder, candidates, question);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** The same in steps, for whoever has other things to do; yields how many candidates are done. */
export function* sweepCandidates(
  finder: EdgeFinder,
  candidates: readonly Position[],
  { attach, ...input }: ReachQuestion,
): Generator<number, CandidateReach> {
  const live = new LiveReach({ ...input, network: finder.network });
  const places = attachPoints(finder, candidates, attach);
  const first = new Uint32Array(candidates.length + 1);
  const items = new Uint32List();
  for (let i = 0; i < candidates.length; i++) {
    live.find(onlyPlace(places, i));
    for (const building of live.points.subarray(0, live.count).toSorted()) items.push(building);
    first[i + 1] = items.length;
    if (i % SWEEPS_AT_A_TIME === SWEEPS_AT_A_TIME - 1) yield i + 1;
  }
  return { reach: { first, items: items.toArray() }, stranded: places.failures };
}

function onlyPlace(places: Attachments, i: number): Attachments {
  const at = <T extends { subarray(from: number, to: number): T }>(column: T): T =>
    column.subarray(i, i + 1);
  return {
    count: 1,
    x: at(places.x),
    y: at(places.y),
    edge: at(places.edge),
    alongMetres: at(places.alongMetres),
    legMetres: at(places.legMetres),
    failures: new Map(),
  };
}
