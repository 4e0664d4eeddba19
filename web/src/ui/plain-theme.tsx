import { useLayoutEffect, type ReactNode } from "react";
import { useTheme } from "./theme.ts";
import { applyTokens } from "./tokens.ts";

/** The page's colours alone, for a page with controls of its own: it goes without the component kit. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const theme = useTheme((state) => state.theme);
  useLayoutEffect(() => applyTokens(theme), [theme]);
  return children;
}
