export { IconButton } from "./icon-button.tsx";
export { MenuButton } from "./menu-button.tsx";
export type { MenuItem } from "./menu-button.tsx";
export { Figures, PanelHeading, PanelSection } from "./panel-parts.tsx";
export { SidePanel, useSidePanel } from "./side-panel.tsx";
export { useTheme } from "./theme.ts";
