export type Theme = "light" | "dark";
export type ThemeChoice = "system" | Theme;
export const THEME_CHOICES: readonly ThemeChoice[] = ["system", "light", "dark"];
export const isThemeChoice = (value: unknown): value is ThemeChoice =>
  THEME_CHOICES.some((choice) => choice === value);
