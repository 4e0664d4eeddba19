import { useBoard, type BoardState } from "../board/board-store.ts";
import { lasting } from "../../map/index.ts";
import { useReplay, type Replay } from "./replay-store.ts";

const compose = lasting((live: BoardState, shown: Replay["shown"] | null): BoardState =>
  shown ? { ...live, ...shown } : live,
);

/** The board that queue and map show: the present one, or that of the replay under the same filter. */
export const boardShown = (): BoardState =>
  compose(useBoard.getState(), useReplay.getState().replay?.shown ?? null);

export const useBoardShown = (): BoardState => {
  const live = useBoard();
  const shown = useReplay(({ replay }) => replay?.shown ?? null);
  return compose(live, shown);
};
