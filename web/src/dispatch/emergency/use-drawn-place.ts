import type { Position } from "@onegrid/core/geometry";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { dropArea, ringOf, useDrawnArea } from "../area/drawn-area.ts";
import { cornersIn, ringWord } from "../area/ring-word.ts";

export interface DrawnArea {
  /** Closed; `null`: areas are named. */
  readonly ring: readonly Position[] | null;
  readonly drop: () => void;
}

/**
 * The area that was drawn on the desk's map. It stands in the address, so that it is there after the page was
 * read again; one that was drawn in this tab and not brought along by a link comes into it.
 */
export function useDrawnPlace(word: string): DrawnArea {
  const navigate = useNavigate();
  const drawn = useDrawnArea(({ corners }) => corners);
  useEffect(() => {
    if (word === "" && ringOf(drawn) !== null)
      void navigate({ to: "/emergency", search: { ring: ringWord(drawn) }, replace: true });
  }, [word, drawn, navigate]);
  const ring = useMemo(() => ringOf(cornersIn(word)), [word]);
  const drop = (): void => {
    dropArea();
    void navigate({ to: "/emergency", search: {}, replace: true });
  };
  return { ring, drop };
}
