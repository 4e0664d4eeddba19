const DAYS: Readonly<Record<string, string>> = {
  Mo: "周一",
  Tu: "周二",
  We: "周三",
  Th: "周四",
  Fr: "周五",
  Sa: "周六",
  Su: "周日",
  PH: "节假日",
};

/**
 * Weekly hours as they are kept (`Mo-Fr 08:30-17:30; Sa off`), for reading: 周一至周五 08:30–17:30；周六休息.
 * English readers know the notation itself.
 */
export function hoursWords(hours: string, language: "zh-CN" | "en"): string {
  if (language === "en") return hours.replace(/^24\/7$/u, "24 hours, every day");
  return hours
    .replace(/24\/7/gu, "全天开放")
    .replace(/Mo-Su/gu, "每天")
    .replace(/\b(Mo|Tu|We|Th|Fr|Sa|Su|PH)-(?=[A-Z])/gu, (_, day: string) => `${DAYS[day]}至`)
    .replace(/(Mo|Tu|We|Th|Fr|Sa|Su|PH)(?![a-z])/gu, (_, day: string) => DAYS[day] ?? day)
    .replace(/ ?(?:off|closed)/gu, "休息")
    .replace(/(?<=\d)-(?=\d)/gu, "–")
    .replace(/,/gu, "、")
    .replace(/; ?/gu, "；");
}
