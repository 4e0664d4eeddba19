const DAYS: Readonly<Record<string, string>> = {
  一: "Mo",
  二: "Tu",
  三: "We",
  四: "Th",
  五: "Fr",
  六: "Sa",
  日: "Su",
  天: "Su",
  末: "Sa-Su",
};
const SPAN = String.raw`\d{1,2}:\d\d-\d{1,2}:\d\d`;
const DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)";
const DAY_LIST = `${DAY}(?:-${DAY})?(?:,${DAY}(?:-${DAY})?)*`;
const RULE = `(?:${DAY_LIST} )?(?:${SPAN}(?:,${SPAN})*|off|closed)`;
const WEEKLY = new RegExp(`^(?:24/7|${RULE}(?:; ?${RULE})*)$`);

/**
 * Weekly hours in OSM notation (`Mo-Fr 08:30-17:30; Sa off`) from OSM or Chinese text (周一至周五
 * 8:30-17:30, 全天). `null`: not understood. Seasons and holidays by name are not read.
 */
export function readHours(text: string): string | null {
  let plain = text.normalize("NFKC").trim();
  if (/^(?:全天|24 ?小时|全天候|全天开放|24小时开放)$/.test(plain)) return "24/7";
  plain = plain
    .replace(/(?:周|星期|礼拜)([一二三四五六日天末])/g, (_, day: string) => DAYS[day] ?? "")
    .replace(/每天|每日/g, "Mo-Su ")
    .replace(/工作日/g, "Mo-Fr ")
    .replace(/[至到~—–]/g, "-")
    .replace(
      /(\d{1,2})[点时](\d\d)?分?/g,
      (_, hour: string, minute?: string) => `${hour}:${minute ?? "00"}`,
    )
    .replace(/\s*([-,;、])\s*/g, (_, mark: string) => (mark === "、" ? "," : mark))
    .replace(/(Mo|Tu|We|Th|Fr|Sa|Su)(?=\d)/g, "$1 ")
    .replace(/:(?=[A-Z])|\s+/g, " ")
    .replace(/\b(\d):/g, "0$1:")
    .replace(/;\s*/g, "; ")
    .trim();
  return WEEKLY.test(plain) && hasRealTimes(plain) ? plain : null;
}

function hasRealTimes(text: string): boolean {
  return [...text.matchAll(/(\d\d):(\d\d)/g)].every(
    ([, hour, minute]) => Number(hour) <= 26 && Number(minute) <= 59,
  );
}
