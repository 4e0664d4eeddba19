import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { OneGridApp } from "./app.tsx";
import { startTexts } from "./i18n/index.ts";
import { startFromLink } from "./shell/start-from-link.ts";
import { useTheme } from "./ui/theme.ts";
import { applyTokens } from "./ui/tokens.ts";
import "./ui/base.css";

const root = document.querySelector("#root");
if (root === null) throw new Error("the page has no #root");

const { language } = startFromLink(location);
// Before the first paint, so that a dark page never flashes white.
applyTokens(useTheme.getState().theme);
/** Phone page and wall have controls of their own: opened by themselves they go without the kit, a third of the load. */
const loadTheme = () =>
  location.pathname === "/field" || location.pathname === "/wall"
    ? import("./ui/plain-theme.tsx")
    : import("./ui/theme-provider.tsx");
const [{ ThemeProvider }] = await Promise.all([loadTheme(), startTexts(language ?? undefined)]);
createRoot(root).render(
  <StrictMode>
    <OneGridApp ThemeProvider={ThemeProvider} />
  </StrictMode>,
);
