import { setLanguage, useLanguage, useText } from "../i18n/index.ts";
import { LanguageIcon } from "./icons.tsx";

/** Goes to the other language; its face says which one that is, in that language. */
export function LanguageButton() {
  const language = useLanguage();
  const t = useText();
  const other = language === "en" ? "zh-CN" : "en";
  return (
    <button
      type="button"
      className="og-text-button"
      title={t("command:switchLanguage")}
      onClick={() => void setLanguage(other)}
    >
      <LanguageIcon />
      <span className="og-hidden">{t("command:switchLanguage")}</span>
      <span>{other === "en" ? "EN" : "ZH"}</span>
    </button>
  );
}
