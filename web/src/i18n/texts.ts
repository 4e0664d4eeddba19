import type { RoomTexts } from "./room-texts.ts";
import type { ZH_CN } from "./zh-cn.ts";

type Files = typeof ZH_CN & RoomTexts;

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];

/** Every text there is; a key that does not exist does not compile. */
export type TextKey = { [F in keyof Files]: `${F}:${Leaves<Files[F]>}` }[keyof Files];

/** A part of the page that brings its texts when it is opened. */
export type Room = keyof RoomTexts;

/** Texts of one language: by file, then by path. */
export type Texts = Readonly<Record<string, object>>;

/** A reader needs one language: each is a chunk of its own, loaded when it is asked for. */
const LOAD = {
  "zh-CN": (): Promise<Texts> => import("./zh-cn.ts").then(({ ZH_CN }) => ZH_CN),
  en: (): Promise<Texts> => import("./en.ts").then(({ EN }) => EN),
};

export type Language = keyof typeof LOAD;
export const LANGUAGES: readonly Language[] = ["zh-CN", "en"];
export const isLanguage = (value: unknown): value is Language =>
  LANGUAGES.some((language) => language === value);

const ROOMS = import.meta.glob<object>(
  "./{zh-CN,en}/{access,coverage,dispatch,division,duties,emergency,explain,export,field,ingest,office,overview,plan,rights,rules,staff,wall}.json",
  { import: "default" },
);

/** What every page says. */
export const loadTexts = (language: Language): Promise<Texts> => LOAD[language]();

export async function loadRoom(language: Language, room: Room): Promise<object> {
  const load = ROOMS[`./${language}/${room}.json`];
  if (load === undefined) throw new Error(`no texts of ${room} in ${language}`);
  return load();
}
