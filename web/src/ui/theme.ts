import { create } from "zustand";
import { isThemeChoice, type Theme, type ThemeChoice } from "./theme-choice.ts";

const STORED = "onegrid.theme";
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

interface ThemeState {
  readonly choice: ThemeChoice;
  readonly theme: Theme;
}

const resolve = (choice: ThemeChoice): ThemeState => ({
  choice,
  theme: choice === "system" ? (systemIsDark.matches ? "dark" : "light") : choice,
});

function storedChoice(): ThemeChoice {
  const stored = localStorage.getItem(STORED);
  return isThemeChoice(stored) ? stored : "system";
}

export const useTheme = create<ThemeState>(() => resolve(storedChoice()));

systemIsDark.addEventListener("change", () =>
  useTheme.setState(resolve(useTheme.getState().choice)),
);

/** `remember: false` is for a choice that came with a link: it holds for this visit only. */
export function chooseTheme(choice: ThemeChoice, { remember = true } = {}): void {
  if (remember) localStorage.setItem(STORED, choice);
  useTheme.setState(resolve(choice));
}
