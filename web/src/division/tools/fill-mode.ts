import type { Position } from "@onegrid/core/geometry";
import type { MapMode } from "../../map/index.ts";
import { doGhost } from "./do-ghost.ts";
import { fillGhost } from "./fill-ghost.ts";
import { NO_DRAFT, useDivision } from "../state/page-state.ts";
import { hintFor } from "./press-target.ts";
import { presentPage, unitAt } from "../state/units-at.ts";

/** The fill (填充): from the unit pressed over weaker borders up to a chosen class, into one grid. */
export const fillMode: MapMode = {
  id: "division-fill",
  enter: (map) => {
    map.setCursor("cell");
    let shown = -1;
    map.on("move", ({ position, buttons }) => {
      const { page, open } = presentPage();
      if (open === null || buttons !== 0 || page.work !== null) return;
      const unit = unitAt(open, position);
      const isSame = unit === shown && page.draft.kind === "ghost";
      if (isSame) return;
      shown = unit;
      useDivision.setState({ draft: unit < 0 ? NO_DRAFT : fillGhost(page, open, unit) });
    });
    map.on("click", ({ position }) => void fill(position));
    map.on("leave", () => {
      shown = -1;
      useDivision.setState({ draft: NO_DRAFT });
    });
    return () => useDivision.setState({ draft: NO_DRAFT });
  },
};

async function fill(position: Position): Promise<void> {
  const { page, open } = presentPage();
  if (open === null || page.work !== null) return;
  const unit = unitAt(open, position);
  if (unit < 0) return;
  useDivision.setState({ notice: null, hint: null });
  const ghost = fillGhost(page, open, unit);
  if (ghost.edit === null && ghost.refusal === null)
    useDivision.setState({ hint: hintFor(page, open.session.division, unit) });
  else await doGhost(ghost);
}
