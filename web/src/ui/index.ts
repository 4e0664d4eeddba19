export { IconButton } from "./icon-button.tsx";
export { Figures, PanelHeading, PanelSection } from "./panel-parts.tsx";
export { isNarrow } from "./narrow.ts";
export { useSidePanel } from "./side-panel.tsx";
export { useTheme } from "./theme.ts";
