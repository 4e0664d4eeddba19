import { changeEntry, enterMode, leaveMode, useMapMode, type MapMode } from "../../map/index.ts";
import { setLinkParameter } from "../../shell/index.ts";
import { loadBorderModes } from "./lazy-borders.ts";
import { NO_SELECTION, useDivision, type DivisionPage } from "../state/page-state.ts";
import { toolOf } from "./tools.tsx";

/** Without a plan a click chooses the community it falls in. */
const chooseMode: MapMode = {
  id: "division-choose",
  enter: (map) => {
    const communityAt = (point: { x: number; y: number }): string | null => {
      const [picked] = map.pick(point, ["division-communities-fill"]);
      const id = picked?.properties["id"];
      return typeof id === "string" ? id : null;
    };
    map.on("click", ({ point }) => {
      const communityId = communityAt(point);
      if (communityId !== null) useDivision.setState({ communityId });
    });
    map.on("move", ({ point, buttons }) => {
      if (buttons === 0) map.setCursor(communityAt(point) === null ? "default" : "pointer");
    });
  },
};

const wantedMode = ({ opened, tool }: DivisionPage): MapMode =>
  opened.kind === "ready" ? toolOf(tool).mode : chooseMode;

/** Keeps the pointer's mode, the map's own grids and the address equal to the page's state. */
export function startTools(): () => void {
  enterMode(wantedMode(useDivision.getState()));
  const stops = [
    useDivision.subscribe((state, old) => {
      if (state.tool !== old.tool || state.opened.kind !== old.opened.kind)
        enterMode(wantedMode(state));
      if (state.opened.kind === "ready" && old.opened.kind !== "ready")
        // Fails without a way to the server; the tool tries again when it is taken up.
        loadBorderModes().catch(() => undefined);
      if (state.opened.kind !== old.opened.kind) showPresentGrids(state.opened.kind !== "ready");
      if (state.communityId !== old.communityId)
        setLinkParameter("division", "community", state.communityId);
    }),
    useMapMode.subscribe(({ mode }) => {
      if (mode === null) afterEscape();
    }),
  ];
  if (useDivision.getState().opened.kind === "ready") showPresentGrids(false);
  return () => {
    for (const stop of stops) stop();
    leaveMode();
    showPresentGrids(true);
  };
}

/** Escape ends the stroke, then the tool, then the selection. */
function afterEscape(): void {
  const page = useDivision.getState();
  if (page.tool !== "select") useDivision.setState({ tool: "select" });
  else {
    useDivision.setState({ selection: NO_SELECTION, notice: null });
    enterMode(wantedMode(page));
  }
}

/** The grids in force would draw a second set of borders under the plan's own. */
const showPresentGrids = (isOn: boolean): void => changeEntry("grids", { isOn });
