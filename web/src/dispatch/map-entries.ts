import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { Position } from "@onegrid/core/geometry";
import type { MapEntry, MapPart } from "../map/index.ts";
import { useBoard, type BoardState } from "./board-store.ts";
import { visibleCases } from "./case-board.ts";
import type { CountPlace, ResponderPlace } from "./case-shapes.ts";
import { searchWords } from "./case-words.ts";
import { useCountPlaces } from "./count-places.ts";
import { useDesk, type DeskState } from "./desk-store.ts";
import { casesEntry } from "./layers.ts";
import { useReport } from "./report-store.ts";
import { workEntry } from "./work-layers.ts";

/** The last result again while the arguments are the same objects. */
function memoised<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { readonly args: A; readonly result: R } | null = null;
  return (...args) => {
    const isSame = last !== null && args.every((arg, at) => arg === last?.args[at]);
    if (!isSame || last === null) last = { args, result: compute(...args) };
    return last.result;
  };
}

/** The cases that queue and map show now, in order. */
export const casesInView: (state: BoardState) => readonly CaseCard[] = (() => {
  const compute = memoised(
    (board: BoardState["board"], filter: BoardState["filter"], now: number) =>
      visibleCases(board, filter, { now, wordsOf: searchWords }),
  );
  return ({ board, filter, now }) => compute(board, filter, now);
})();

const MOST_RESPONDERS = 5;

const respondersOf = memoised((advice: DeskState["advice"]): readonly ResponderPlace[] =>
  advice.kind === "ready"
    ? advice.data.ranked.slice(0, MOST_RESPONDERS).map(({ candidateId, name, rank, position }) => ({
        id: candidateId,
        name,
        rank,
        position: [position[0], position[1]],
      }))
    : [],
);

const buildCases = memoised(
  (cards: readonly CaseCard[], places: readonly CountPlace[], now: number): MapEntry =>
    casesEntry({ cards, places, now }),
);

const buildWork = memoised(
  (
    chosen: CaseCard | null,
    responders: readonly ResponderPlace[],
    draft: Position | null,
    now: number,
  ): MapEntry => workEntry({ chosen, responders, draft, now }),
);

const presentEntries = memoised((cases: MapEntry, work: MapEntry) => [cases, work]);

function entries(): readonly MapEntry[] {
  const board = useBoard.getState();
  const { detail, advice } = useDesk.getState();
  const chosen = detail.kind === "open" ? detail.data.card : null;
  const { draft } = useReport.getState();
  return presentEntries(
    buildCases(casesInView(board), useCountPlaces.getState().places, board.now),
    buildWork(chosen, respondersOf(advice), draft?.position ?? null, board.now),
  );
}

/** What this workspace puts on the map, from all of its stores. */
export const dispatchMap: MapPart = {
  entries,
  subscribe: (changed) => {
    const stops = [useBoard, useDesk, useReport, useCountPlaces].map((store) =>
      store.subscribe(changed),
    );
    return () => {
      for (const stop of stops) stop();
    };
  },
};
