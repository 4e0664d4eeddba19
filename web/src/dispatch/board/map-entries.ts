import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { Position } from "@onegrid/core/geometry";
import { lasting, type MapEntry, type MapPart } from "../../map/index.ts";
import { areaEntry } from "../area/area-layers.ts";
import { useDrawnArea } from "../area/drawn-area.ts";
import { batchEntry } from "../batch/batch-layers.ts";
import { useBatch } from "../batch/batch-store.ts";
import { hotSpotEntry } from "../hotspots/hot-spot-layers.ts";
import { openSpotId, useHotSpots } from "../hotspots/hot-spots-store.ts";
import { boardShown } from "../replay/board-shown.ts";
import { isReplaying, useReplay } from "../replay/replay-store.ts";
import { useBoard, type BoardState } from "./board-store.ts";
import type { CaseTable } from "./case-table.ts";
import type { ResponderPlace } from "./case-shapes.ts";
import type { CountPlace } from "./count-cases.ts";
import { useCountPlaces } from "./count-places.ts";
import { useDesk, type DeskState } from "./desk-store.ts";
import { casesEntry } from "./layers.ts";
import { usePointed } from "./pointed-person.ts";
import { rowsInView, wholeMinute } from "./rows-in-view.ts";
import { warningEntry } from "../warnings/warning-layers.ts";
import { useWarnings } from "../warnings/warnings-store.ts";
import { useReport } from "../report/report-store.ts";
import { workEntry, type WorkShown } from "./work-layers.ts";

const MOST_RESPONDERS = 5;

/** The first few who could go. */
export const respondersInView = lasting((advice: DeskState["advice"]): readonly ResponderPlace[] =>
  advice.kind === "ready"
    ? advice.data.ranked
        .slice(0, MOST_RESPONDERS)
        .flatMap(({ candidateId: id, name, rank, position }): ResponderPlace[] =>
          position === null ? [] : [{ id, name, rank, position: [position[0], position[1]] }],
        )
    : [],
);

interface Columns {
  readonly table: CaseTable;
  readonly rows: readonly number[];
}

const buildCases = lasting(
  (
    { table, rows }: Columns,
    grids: BoardState["grids"],
    places: readonly CountPlace[],
    time: Time,
  ): MapEntry =>
    casesEntry({
      table,
      rows,
      grids,
      places,
      now: time.now,
      ...(time.stands ? { stillAt: time.now } : {}),
    }),
);

/** What numbers are as of; in the past the rings stand still there too. */
interface Time {
  readonly now: number;
  readonly stands: boolean;
}
const timeOf = lasting((now: number, stands: boolean): Time => ({ now, stands }));

/** The columns are changed in place: another revision is another object. */
const columnsOf = lasting(
  (table: CaseTable, rows: readonly number[], _revision: number): Columns => ({ table, rows }),
);

type Advised = Pick<WorkShown, "responders" | "pointedId">;
const advisedOf = lasting(
  (responders: readonly ResponderPlace[], pointedId: string | null): Advised => ({
    responders,
    pointedId,
  }),
);

const buildWork = lasting(
  (chosen: CaseCard | null, advised: Advised, draft: Position | null, now: number): MapEntry =>
    workEntry({ chosen, ...advised, draft, now }),
);

interface Planned {
  readonly batch: MapEntry | null;
  readonly area: MapEntry | null;
}
const plannedOf = lasting((batch: Planned["batch"], area: Planned["area"]): Planned => ({
  batch,
  area,
}));

type Shown = MapEntry | null;
type Ground = readonly MapEntry[];

/** What is said of the ground now; of the past nobody knows it. */
const groundOf = lasting((warnings: Shown, hotSpots: Shown): Ground =>
  [warnings, hotSpots].flatMap((entry) => entry ?? []),
);
const presentEntries = lasting(
  (ground: Ground, cases: MapEntry, work: MapEntry, { batch, area }: Planned) => [
    ...ground,
    cases,
    ...(area ? [area] : []),
    ...(batch ? [batch] : []),
    work,
  ],
);

/** The chosen case as the replay shows it; it may not have been open then. */
const chosenThen = (card: CaseCard): CaseCard | null => {
  const { replay } = useReplay.getState();
  return replay ? (replay.shown.board.card(card.id) ?? null) : card;
};

function entries(): readonly MapEntry[] {
  const board = boardShown();
  const now = wholeMinute(board.now);
  const { table } = board.board;
  const { detail, advice } = useDesk.getState();
  const chosen = detail.kind === "open" ? chosenThen(detail.data.card) : null;
  const { draft } = useReport.getState();
  return presentEntries(
    isReplaying()
      ? groundOf(null, null)
      : groundOf(
          warningEntry(useWarnings.getState().warnings, now),
          hotSpotEntry(useHotSpots.getState(), openSpotId()),
        ),
    buildCases(
      columnsOf(table, rowsInView(board), table.revision),
      board.grids,
      useCountPlaces.getState().places,
      isReplaying() ? timeOf(board.now, true) : timeOf(now, false),
    ),
    buildWork(
      chosen,
      advisedOf(respondersInView(advice), usePointed.getState().personId),
      draft?.position ?? null,
      now,
    ),
    plannedOf(
      batchEntry(useBatch.getState().batch, table),
      areaEntry(useDrawnArea.getState().corners),
    ),
  );
}

/** What this workspace puts on the map, from all of its stores. */
export const dispatchMap: MapPart = {
  entries,
  subscribe: (changed) => {
    const stops = [
      useBoard,
      useReplay,
      useDesk,
      useReport,
      useCountPlaces,
      useBatch,
      usePointed,
      useDrawnArea,
      useWarnings,
      useHotSpots,
    ].map((store) => store.subscribe(changed));
    return () => {
      for (const stop of stops) stop();
    };
  },
};
