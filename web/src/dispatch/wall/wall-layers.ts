import { lasting, type MapEntry, type MapPart } from "../../map/index.ts";
import { useBoard } from "../board/board-store.ts";
import type { CountPlace } from "../board/count-cases.ts";
import { useCountPlaces } from "../board/count-places.ts";
import { casesEntry, type CasesShown } from "../board/layers.ts";
import { rowsInView, wholeMinute } from "../board/rows-in-view.ts";

type Contents = Pick<CasesShown, "table" | "rows" | "grids">;

/** The columns are changed in place: another revision is another picture. */
const contentsOf = lasting(
  (
    table: Contents["table"],
    rows: Contents["rows"],
    grids: Contents["grids"],
    _revision: number,
  ): Contents => ({ table, rows, grids }),
);

const buildEntries = lasting(
  (contents: Contents, places: readonly CountPlace[], now: number): readonly MapEntry[] => [
    casesEntry({ ...contents, places, now }),
  ],
);

/**
 * The cases as the desk's map has them, and nothing else of the desk: who is where is nobody's business
 * who walks past a wall.
 */
export const wallLayers: MapPart = {
  entries: () => {
    const state = useBoard.getState();
    const { table } = state.board;
    return buildEntries(
      contentsOf(table, rowsInView(state), state.grids, table.revision),
      useCountPlaces.getState().places,
      wholeMinute(state.now),
    );
  },
  subscribe: (changed) => {
    const stops = [useBoard.subscribe(changed), useCountPlaces.subscribe(changed)];
    return () => {
      for (const stop of stops) stop();
    };
  },
};
