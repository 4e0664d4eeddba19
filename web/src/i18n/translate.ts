import i18next from "i18next";
import { useCallback } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import {
  isLanguage,
  LANGUAGES,
  loadRoom,
  loadTexts,
  type Language,
  type Room,
  type TextKey,
} from "./texts.ts";

export type TextValues = Readonly<Record<string, string | number>>;
export type Translate = (key: TextKey, values?: TextValues) => string;

const STORED = "onegrid.language";

function preferredLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (isLanguage(stored)) return stored;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  // Chinese comes first: only a browser that asks for English and never for Chinese starts in English.
  return wanted.includes("en") && !wanted.includes("zh") ? "en" : "zh-CN";
}

/** Before the first render. `language` comes from the link and wins over what is stored. */
export async function startTexts(language?: Language): Promise<void> {
  i18next.on("languageChanged", (tag) => {
    document.documentElement.lang = tag;
    document.title = i18next.t("shell:brand");
  });
  const first = language ?? preferredLanguage();
  const texts = await loadTexts(first);
  await i18next.use(initReactI18next).init({
    resources: { [first]: texts },
    lng: first,
    // Both languages have every key (tested), so no second one is loaded to fall back on.
    fallbackLng: false,
    supportedLngs: LANGUAGES,
    ns: Object.keys(texts),
    defaultNS: "shell",
    // React escapes what it prints.
    interpolation: { escapeValue: false },
  });
}

/** Outside React: messages of commands, the map's own texts. */
export const text: Translate = (key, values) => i18next.t(key, { ...values });

/** Whether there is such a text, for keys made from data. */
export const isTextKey = (key: string): key is TextKey => i18next.exists(key);

export const currentLanguage = (): Language =>
  isLanguage(i18next.resolvedLanguage) ? i18next.resolvedLanguage : "zh-CN";

/** The language asked for last: one whose texts arrive later than that is not shown any more. */
let wanted: Language | null = null;

/** Rooms that were entered: what they say changes with the language. */
const entered = new Set<Room>();

async function addRooms(language: Language): Promise<void> {
  const missing = [...entered].filter((room) => !i18next.hasResourceBundle(language, room));
  await Promise.all(
    missing.map(async (room) => {
      i18next.addResourceBundle(language, room, await loadRoom(language, room));
    }),
  );
  // It may be another language by the time that the texts are there.
  if (currentLanguage() !== language) await addRooms(currentLanguage());
}

/**
 * Loads a part of the page and what it says beside each other: where the first stands, the second is
 * there. Refuses where one of them does not come.
 */
export async function withTexts<T>(rooms: readonly Room[], load: () => Promise<T>): Promise<T> {
  for (const room of rooms) entered.add(room);
  const [part] = await Promise.all([load(), addRooms(currentLanguage())]);
  return part;
}

/** Loads the language's texts if need be; refuses, and keeps the old language, where they do not come. */
export async function setLanguage(language: Language): Promise<void> {
  wanted = language;
  const texts = await loadTexts(language);
  if (wanted !== language) return;
  for (const [file, tree] of Object.entries(texts)) i18next.addResourceBundle(language, file, tree);
  await addRooms(language);
  if (wanted !== language) return;
  localStorage.setItem(STORED, language);
  await i18next.changeLanguage(language);
}

/** `text` for components: renders again when the language changes. */
export function useText(): Translate {
  const { t } = useTranslation();
  return useCallback((key, values) => t(key, { ...values }), [t]);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.resolvedLanguage) ? i18n.resolvedLanguage : "zh-CN";
}
