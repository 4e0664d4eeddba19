import type { CoverageDefinition, Measure, Profile } from "./definition.ts";
import { clockWords, DAYS, type Moment } from "./moment.ts";

type Language = "zh-CN" | "en";

const WORDS = {
  "zh-CN": {
    joint: "·",
    network: "路网",
    noHour: "不限时段",
    days: ["周一", "周二", "周三", "周四", "周五", "周六", "周日", "节假日"],
    gates: {
      surveyed: "大门已核实",
      optimistic: "未核实大门视为开放",
      pessimistic: "未核实大门视为关闭",
    },
    households: {
      register: "登记户数",
      estimate: "估算户数",
      mixed: "登记与估算户数",
      unknown: "户数未知",
    },
    profiles: { adult: "常人", slow: "慢行老人", wheelchair: "轮椅" },
    service: (service: string) => `提供「${service}」`,
  },
  en: {
    joint: " · ",
    network: "over the network",
    noHour: "any hour",
    days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "public holiday"],
    gates: {
      surveyed: "gates surveyed",
      optimistic: "unsurveyed gates open",
      pessimistic: "unsurveyed gates shut",
    },
    households: {
      register: "registered households",
      estimate: "estimated households",
      mixed: "registered and estimated households",
      unknown: "households unknown",
    },
    profiles: { adult: "adult", slow: "slow walker", wheelchair: "wheelchair" },
    service: (service: string) => `offering “${service}”`,
  },
} as const;

/**
 * The line that stands beside every number in files and reports:
 * 「步行500米·路网·周二 20:00·大门已核实·登记户数」. Kinds are named by whoever knows their names.
 */
export function definitionLabel(
  { measure, moment, service, gates, households }: CoverageDefinition,
  language: Language,
): string {
  const words = WORDS[language];
  return [
    measureLabel(measure, language),
    words.network,
    moment === undefined ? words.noHour : momentLabel(moment, language),
    ...(service === undefined ? [] : [words.service(service)]),
    words.gates[gates],
    words.households[households],
  ].join(words.joint);
}

/** 「周二 20:00」, and the day of the calendar where it was one. */
export function momentLabel({ day, minute, date }: Moment, language: Language): string {
  const name = WORDS[language].days[DAYS.indexOf(day)] ?? "";
  return [date, name, clockWords(minute)].filter((part) => part !== undefined).join(" ");
}

function measureLabel(measure: Measure, language: Language): string {
  if (measure.basis === "distance")
    return language === "zh-CN" ? `步行${measure.metres}米` : `${measure.metres} m on foot`;
  const minutes = Math.round((measure.seconds / 60) * 100) / 100;
  const profile = WORDS[language].profiles[measure.profile satisfies Profile];
  return language === "zh-CN"
    ? `步行${minutes}分钟（${profile} ${measure.metresPerSecond} 米/秒）`
    : `${minutes} min on foot (${profile}, ${measure.metresPerSecond} m/s)`;
}
