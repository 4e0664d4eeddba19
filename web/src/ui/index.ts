export { IconButton } from "./icon-button.tsx";
export { Figures, PanelHeading, PanelSection } from "./panel-parts.tsx";
export { useTheme } from "./theme.ts";
