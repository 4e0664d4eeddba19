/** Every colour of the page outside the map. Contrast of text on its ground is 4.5 or more. */
interface Tokens {
  readonly ground: string;
  readonly surface: string;
  readonly raised: string;
  readonly header: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly textMuted: string;
  readonly primary: string;
  readonly primarySoft: string;
  readonly onPrimary: string;
  readonly danger: string;
  readonly warning: string;
  readonly warningSoft: string;
  readonly success: string;
  readonly shadow: string;
}

const light: Tokens = {
  ground: "#eef1f5",
  surface: "#ffffff",
  raised: "#f6f8fa",
  header: "#ffffff",
  line: "#e2e7ed",
  lineStrong: "#c5cfda",
  text: "#17212e",
  textMuted: "#566376",
  primary: "#0958d9",
  primarySoft: "#e8f0fd",
  onPrimary: "#ffffff",
  danger: "#c0281d",
  warning: "#8a5a00",
  warningSoft: "#fff6e0",
  success: "#1a7f43",
  shadow: "0 1px 2px rgb(16 28 45 / 8%), 0 4px 16px rgb(16 28 45 / 10%)",
};

const dark: Tokens = {
  ground: "#0d1218",
  surface: "#151c25",
  raised: "#1b2430",
  header: "#121922",
  line: "#28323f",
  lineStrong: "#3b4859",
  text: "#e3e9f1",
  textMuted: "#9aa8ba",
  primary: "#6ea8ff",
  primarySoft: "#1a2c48",
  onPrimary: "#0b1420",
  danger: "#ff8177",
  warning: "#f0c060",
  warningSoft: "#33290f",
  success: "#5fcf8c",
  shadow: "0 1px 2px rgb(0 0 0 / 40%), 0 6px 20px rgb(0 0 0 / 45%)",
};

export const TOKENS = { light, dark } as const;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

/** Makes the tokens known to the style sheets as `--og-<name>`. */
export function applyTokens(theme: keyof typeof TOKENS): void {
  const root = document.documentElement;
  for (const [name, value] of Object.entries(TOKENS[theme]))
    root.style.setProperty(`--og-${kebab(name)}`, value);
  root.dataset["theme"] = theme;
  root.style.colorScheme = theme;
}
