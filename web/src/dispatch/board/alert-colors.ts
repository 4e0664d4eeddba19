import type { MapPalette } from "../../map/index.ts";

export interface Alert {
  readonly late: string;
  readonly soon: string;
  readonly responder: string;
}

/**
 * Red and amber that stand out (3 or more) from open ground and from homes, whatever kind of cones the
 * reader lacks: see `colour-vision.test.ts`. By how they differ from each other nobody has to tell them.
 */
export const alertColors = ({ theme }: Pick<MapPalette, "theme">): Alert =>
  theme === "dark"
    ? { late: "#ff6a5e", soon: "#ffb020", responder: "#45c486" }
    : { late: "#cc2016", soon: "#a85800", responder: "#0f7a3d" };
