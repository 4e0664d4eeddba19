import type { HotSpotField } from "@onegrid/core/dispatch/hot-spots-contract";
import { text } from "../../i18n/index.ts";

/** `吉祥网格及相邻 2 个网格` */
export function spotName({ grids }: Pick<HotSpotField, "grids">): string {
  const [first] = grids;
  const name = first?.name || (first?.code ?? "");
  return grids.length === 1 ? name : text("dispatch:hot.several", { name, more: grids.length - 1 });
}

/** What there was and what was to be expected, with one decimal: `23 / 8.2`. */
export const spotFigures = ({ count, expected }: HotSpotField): string =>
  `${count} / ${expected.toFixed(1)}`;

/** The scan knows it in thousandths. */
export const chanceFigure = ({ p }: Pick<HotSpotField, "p">): string => `p = ${p.toFixed(3)}`;
