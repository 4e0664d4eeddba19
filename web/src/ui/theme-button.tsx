import { useText } from "../i18n/index.ts";
import { IconButton } from "./icon-button.tsx";
import { MoonIcon, SunIcon } from "./icons.tsx";
import { chooseTheme, useTheme } from "./theme.ts";

/** Light to dark and back. Following the system again is in the account menu. */
export function ThemeButton() {
  const theme = useTheme((state) => state.theme);
  const t = useText();
  return (
    <IconButton
      label={t("command:switchTheme")}
      onClick={() => chooseTheme(theme === "dark" ? "light" : "dark")}
    >
      {theme === "dark" ? <SunIcon /> : <MoonIcon />}
    </IconButton>
  );
}
