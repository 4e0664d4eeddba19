import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { OneGridApp } from "./app.tsx";
import { startTexts } from "./i18n/index.ts";
import { startFromLink } from "./shell/use-permalink.ts";
import { useTheme } from "./ui/theme.ts";
import { applyTokens } from "./ui/tokens.ts";
import "./ui/base.css";

const root = document.querySelector("#root");
if (root === null) throw new Error("the page has no #root");

const { language } = startFromLink(location);
// Before the first paint, so that a dark page never flashes white.
applyTokens(useTheme.getState().theme);
await startTexts(language ?? undefined);
createRoot(root).render(
  <StrictMode>
    <OneGridApp />
  </StrictMode>,
);
