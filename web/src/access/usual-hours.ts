import type { Translate } from "../i18n/index.ts";

const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const WEEKDAYS = ["0", "1", "2", "3", "4", "5", "6"] as const;
/** One rule of opening hours as OpenStreetMap writes them: `Mo-Fr 08:30-18:00`. */
const RULE = /^([A-Z][a-z](?:[-,][A-Z][a-z])*) (\d\d:\d\d)-(\d\d:\d\d)$/;

/** `周一至周五 08:30–18:00`: usual hours in words; what is written another way stands as it is. */
export const usualText = (hours: string, t: Translate): string =>
  hours
    .split(/\s*;\s*/)
    .map((rule) => ruleText(rule, t))
    .join(t("rights:roster.and"));

function ruleText(rule: string, t: Translate): string {
  const [, days, from, to] = RULE.exec(rule) ?? [];
  if (days === undefined || from === undefined || to === undefined) return rule;
  const clock = from === "00:00" && to === "24:00" ? t("rights:roster.allDay") : `${from}–${to}`;
  if (days === "Mo-Su") return `${t("rights:roster.everyDay")} ${clock}`;
  const parts = days.split(",").map((part) => {
    const [first = "", last] = part.split("-").map((day) => dayText(day, t));
    return last === undefined ? first : t("rights:roster.to", { first, last });
  });
  return `${parts.join(t("rights:roster.and"))} ${clock}`;
}

function dayText(day: string, t: Translate): string {
  const name = WEEKDAYS[DAYS.indexOf(day)];
  return name === undefined ? day : t(`rights:roster.weekdays.${name}`);
}
