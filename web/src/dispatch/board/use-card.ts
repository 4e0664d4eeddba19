import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { useEffect } from "react";
import { useBoardShown } from "../replay/board-shown.ts";
import { wantCard } from "./wanted-cards.ts";

/** The card of a case that is looked at: as it is here, and asked for where it is missing or old. */
export function useCard(id: string): CaseCard | undefined {
  const { board } = useBoardShown();
  const lacks = board.lacksCard(id);
  useEffect(() => {
    if (lacks) wantCard(id);
  }, [id, lacks]);
  return board.card(id);
}
