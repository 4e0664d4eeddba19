/**
 * Fills of grids: seven hues that people with any colour vision tell apart (after Okabe and Ito,
 * "Color Universal Design", 2008), with a darker or lighter twin for borders and text. Neighbours
 * never share one, and every grid has its number on it: colour is never the only sign.
 */
interface GridColor {
  readonly fill: string;
  readonly line: string;
}

const LIGHT: readonly GridColor[] = [
  { fill: "#56b4e9", line: "#14608f" },
  { fill: "#e69f00", line: "#8a5a00" },
  { fill: "#009e73", line: "#00694c" },
  { fill: "#cc79a7", line: "#8b3a67" },
  { fill: "#f0e442", line: "#7a7100" },
  { fill: "#0072b2", line: "#004b76" },
  { fill: "#d55e00", line: "#8f3f00" },
];

const DARK: readonly GridColor[] = [
  { fill: "#56b4e9", line: "#9bd5f7" },
  { fill: "#e69f00", line: "#ffcf70" },
  { fill: "#12b886", line: "#7fe3c2" },
  { fill: "#cc79a7", line: "#f0b5d4" },
  { fill: "#d9ce3a", line: "#f6ef8f" },
  { fill: "#2b8fd0", line: "#8cc6ee" },
  { fill: "#e0763a", line: "#ffb48a" },
];

export const GRID_COLORS = { light: LIGHT, dark: DARK } as const;
