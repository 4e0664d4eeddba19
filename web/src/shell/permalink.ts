import { isLanguage, type Language } from "../i18n/index.ts";
import type { Selection } from "../map/index.ts";
import type { EntrySetting, View } from "../map/map-store.ts";
import { isThemeChoice, type ThemeChoice } from "../ui/theme-choice.ts";

/** What the address holds after `?`, as text; every part may be missing. */
export interface LinkSearch {
  /** `lng,lat,zoom` or `lng,lat,zoom,bearing,pitch` */
  readonly at?: string;
  /** `stations,-grids,buildings~40`: shown, hidden, opacity in percent. */
  readonly on?: string;
  /** `layer:id` */
  readonly sel?: string;
  readonly lang?: string;
  readonly theme?: string;
  /** A workspace's own parameters, `w-<name>`; dropped when the workspace is left. */
  readonly [own: `w-${string}`]: string | undefined;
}

/** The same, understood. */
export interface LinkState {
  readonly view: View | null;
  readonly settings: Readonly<Record<string, EntrySetting>>;
  readonly selection: Selection;
  readonly language: Language | null;
  readonly theme: ThemeChoice | null;
}

const LONGEST = 2_000;
const OWN = /^w-[a-z][a-zA-Z-]{0,30}$/;

const isPart = (name: string): boolean =>
  ["at", "on", "sel", "lang", "theme"].includes(name) || OWN.test(name);

/** Keeps known parts that are text; anything else in an address is no concern of ours. */
export function validateSearch(raw: object): LinkSearch {
  return Object.fromEntries(
    Object.entries(raw).filter(
      (part): part is [string, string] =>
        isPart(part[0]) && typeof part[1] === "string" && part[1].length <= LONGEST,
    ),
  );
}

/** Reads what can be read; `dropped` names the parts that could not, for a notice. */
export function readLink(search: LinkSearch): { state: LinkState; dropped: readonly string[] } {
  const dropped: string[] = [];
  const read = <T>(
    name: "at" | "on" | "sel" | "lang" | "theme",
    parse: (text: string) => T | null,
  ) => {
    const text = search[name];
    if (text === undefined) return null;
    const value = parse(text);
    if (value === null) dropped.push(name);
    return value;
  };
  const state: LinkState = {
    view: read("at", readView),
    settings: read("on", readSettings) ?? {},
    selection: read("sel", readSelection) ?? { kind: "none" },
    language: read("lang", (text) => (isLanguage(text) ? text : null)),
    theme: read("theme", (text) => (isThemeChoice(text) ? text : null)),
  };
  return { state, dropped };
}

const LIMITS = [
  [-180, 180],
  [-85, 85],
  [0, 24],
  [-180, 360],
  [0, 85],
] as const;

function readView(text: string): View | null {
  const parts = text.split(",");
  const numbers = parts.map(Number);
  const isRight =
    (parts.length === 3 || parts.length === 5) &&
    parts.every((part) => part.trim() !== "") &&
    numbers.every((value, at) => {
      const [low, high] = LIMITS[at] ?? [0, 0];
      return value >= low && value <= high;
    });
  const [lng, lat, zoom, bearing = 0, pitch = 0] = numbers;
  if (!isRight || lng === undefined || lat === undefined || zoom === undefined) return null;
  return { center: [lng, lat], zoom, bearing, pitch };
}

const SETTING = /^(-?)([a-z][\w-]{0,60})(?:~(\d{1,3}))?$/;

function readSettings(text: string): Record<string, EntrySetting> | null {
  const settings: Record<string, EntrySetting> = {};
  for (const part of text.split(",").filter((one) => one !== "")) {
    const [, minus, id, percent] = SETTING.exec(part) ?? [];
    if (id === undefined || Number(percent ?? 0) > 100) return null;
    settings[id] = {
      isOn: minus === "",
      ...(percent === undefined ? {} : { opacity: Number(percent) / 100 }),
    };
  }
  return settings;
}

function readSelection(text: string): Selection | null {
  const [, layer, id] = /^([a-z][\w-]{0,40}):(.{1,200})$/.exec(text) ?? [];
  return layer === undefined || id === undefined ? null : { kind: "object", layer, id };
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The shortest text that reads back as the same state (the view to 0.1 m). */
export function writeLink(state: LinkState): LinkSearch {
  const settings = Object.entries(state.settings)
    .filter(([, { isOn, opacity }]) => isOn !== undefined || opacity !== undefined)
    .map(([id, { isOn, opacity }]) => {
      const percent = opacity === undefined || opacity === 1 ? "" : `~${Math.round(opacity * 100)}`;
      return `${isOn === false ? "-" : ""}${id}${percent}`;
    });
  return {
    ...(state.view === null ? {} : { at: writeView(state.view) }),
    ...(settings.length === 0 ? {} : { on: settings.join(",") }),
    ...(state.selection.kind === "none"
      ? {}
      : { sel: `${state.selection.layer}:${state.selection.id}` }),
    ...(state.language === null ? {} : { lang: state.language }),
    ...(state.theme === null ? {} : { theme: state.theme }),
  };
}

function writeView({ center: [lng, lat], zoom, bearing, pitch }: View): string {
  const flat = [round(lng, 6), round(lat, 6), round(zoom, 2)];
  const isTurned = round(bearing, 1) !== 0 || round(pitch, 1) !== 0;
  return (isTurned ? [...flat, round(bearing, 1), round(pitch, 1)] : flat).join(",");
}

/** For the router: flat text on both sides, so that an address stays readable. */
export const parseSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text));

export function stringifySearch(search: object): string {
  const parts = Object.entries(search).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "string" && value !== ""
      ? [`${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")}`]
      : [],
  );
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}
