import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { Position } from "@onegrid/core/geometry";
import { lasting, type MapEntry, type MapPart } from "../../map/index.ts";
import { batchEntry } from "../batch/batch-layers.ts";
import { useBatch } from "../batch/batch-store.ts";
import { boardShown } from "../replay/board-shown.ts";
import { useReplay } from "../replay/replay-store.ts";
import { useBoard, type BoardState } from "./board-store.ts";
import { visibleCases } from "./case-board.ts";
import type { CountPlace, ResponderPlace } from "./case-shapes.ts";
import { searchWords } from "./case-words.ts";
import { useCountPlaces } from "./count-places.ts";
import { useDesk, type DeskState } from "./desk-store.ts";
import { casesEntry } from "./layers.ts";
import { useReport } from "../report/report-store.ts";
import { workEntry } from "./work-layers.ts";

const MINUTE_MS = 60_000;
/** Colours follow the clocks by the minute: shapes are sent to the map no oftener than that. */
const wholeMinute = (now: number): number => Math.floor(now / MINUTE_MS) * MINUTE_MS;

/** The cases that queue and map show now, in order. */
export const casesInView: (state: BoardState) => readonly CaseCard[] = (() => {
  const compute = lasting((board: BoardState["board"], filter: BoardState["filter"], now: number) =>
    visibleCases(board, filter, { now, wordsOf: searchWords }),
  );
  // Time matters to the list only where lateness decides; a new list would redraw the map.
  return ({ board, filter, now }) =>
    compute(board, filter, filter.isLateOnly ? wholeMinute(now) : 0);
})();

const MOST_RESPONDERS = 5;

/** The first few who could go. */
export const respondersInView = lasting((advice: DeskState["advice"]): readonly ResponderPlace[] =>
  advice.kind === "ready"
    ? advice.data.ranked.slice(0, MOST_RESPONDERS).map(({ candidateId, name, rank, position }) => ({
        id: candidateId,
        name,
        rank,
        position: [position[0], position[1]],
      }))
    : [],
);

const buildCases = lasting(
  (cards: readonly CaseCard[], places: readonly CountPlace[], now: number): MapEntry =>
    casesEntry({ cards, places, now }),
);

const buildWork = lasting(
  (
    chosen: CaseCard | null,
    responders: readonly ResponderPlace[],
    draft: Position | null,
    now: number,
  ): MapEntry => workEntry({ chosen, responders, draft, now }),
);

const presentEntries = lasting((cases: MapEntry, work: MapEntry, batch: MapEntry | null) => [
  cases,
  ...(batch ? [batch] : []),
  work,
]);

/** The chosen case as the replay shows it; it may not have been open then. */
const chosenThen = (card: CaseCard): CaseCard | null => {
  const { replay } = useReplay.getState();
  return replay ? (replay.shown.board.cards.get(card.id) ?? null) : card;
};

function entries(): readonly MapEntry[] {
  const board = boardShown();
  const now = wholeMinute(board.now);
  const { detail, advice } = useDesk.getState();
  const chosen = detail.kind === "open" ? chosenThen(detail.data.card) : null;
  const { draft } = useReport.getState();
  return presentEntries(
    buildCases(casesInView(board), useCountPlaces.getState().places, now),
    buildWork(chosen, respondersInView(advice), draft?.position ?? null, now),
    batchEntry(useBatch.getState().batch, board.board.cards),
  );
}

/** What this workspace puts on the map, from all of its stores. */
export const dispatchMap: MapPart = {
  entries,
  subscribe: (changed) => {
    const stops = [useBoard, useReplay, useDesk, useReport, useCountPlaces, useBatch].map((store) =>
      store.subscribe(changed),
    );
    return () => {
      for (const stop of stops) stop();
    };
  },
};
