import i18next from "i18next";
import { useCallback } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import { isLanguage, LANGUAGES, TEXTS, type Language, type TextKey } from "./texts.ts";

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
  await i18next.use(initReactI18next).init({
    resources: TEXTS,
    lng: language ?? preferredLanguage(),
    fallbackLng: "zh-CN",
    supportedLngs: LANGUAGES,
    ns: Object.keys(TEXTS.en),
    defaultNS: "shell",
    // React escapes what it prints.
    interpolation: { escapeValue: false },
  });
}

/** Outside React: messages of commands, the map's own texts. */
export const text: Translate = (key, values) => i18next.t(key, { ...values });

export const currentLanguage = (): Language =>
  isLanguage(i18next.resolvedLanguage) ? i18next.resolvedLanguage : "zh-CN";

export async function setLanguage(language: Language): Promise<void> {
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
