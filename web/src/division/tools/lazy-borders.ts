import type { MapMode } from "../../map/index.ts";
import type * as borderModes from "./border-modes.ts";
import { useDivision } from "../state/page-state.ts";

type BorderModes = typeof borderModes;

/** The border tools; asked for as soon as a plan is open, so that they are there when taken up. */
export const loadBorderModes = (): Promise<BorderModes> => import("./border-modes.ts");

/** A mode of theirs that begins when it has come, if it is still wanted then. */
export const borderMode = (id: string, pick: (modes: BorderModes) => MapMode): MapMode => ({
  id,
  enter: (map) => {
    let leave: (() => void) | void = undefined;
    let isLeft = false;
    loadBorderModes().then(
      (modes) => {
        if (!isLeft) leave = pick(modes).enter(map);
      },
      // Without a way to the server: the tool is put down, another try loads again.
      () => {
        if (!isLeft) useDivision.setState({ tool: "select" });
      },
    );
    return () => {
      isLeft = true;
      leave?.();
    };
  },
});
