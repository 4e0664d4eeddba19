import type { MapPalette } from "../../map/index.ts";

export interface Alert {
  readonly late: string;
  readonly soon: string;
  readonly responder: string;
}

/** Red and amber that stand out from both grounds. */
export const alertColors = ({ theme }: Pick<MapPalette, "theme">): Alert =>
  theme === "dark"
    ? { late: "#ff5a4f", soon: "#ffb020", responder: "#45c486" }
    : { late: "#d92d20", soon: "#e08600", responder: "#0f7a3d" };
