import { useEffect, useState } from "react";
import { useBoard, type BoardState } from "../board/board-store.ts";
import { wallFacts, type WallFacts } from "./wall-facts.ts";

/** A burst of steps on cases is one change on the wall. */
const CALM_MS = 1_000;

interface WallBoard extends WallFacts {
  readonly load: BoardState["load"]["kind"];
  readonly now: number;
}

const read = (most: number): WallBoard => {
  const { board, load } = useBoard.getState();
  const now = Date.now();
  return { ...wallFacts(board.table, now, most), load: load.kind, now };
};

/** The numbers of the board, at most once a second however much comes in. */
export function useWallBoard(mostUrgent: number): WallBoard {
  const [shown, setShown] = useState(() => read(mostUrgent));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      timer = undefined;
      setShown(read(mostUrgent));
    };
    const stop = useBoard.subscribe(() => {
      timer ??= setTimeout(look, CALM_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [mostUrgent]);
  return shown;
}
