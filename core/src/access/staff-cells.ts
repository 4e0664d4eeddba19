import { ROLES } from "./permissions.ts";

/** A role that people hold: no list gives one to a system. */
export type PersonRole = (typeof ROLES)[number];

/** What people call the roles (岗位), besides their keys: Chinese and English. */
const ROLE_WORDS: Readonly<Record<PersonRole, readonly string[]>> = {
  administrator: ["系统管理员", "管理员", "Administrator"],
  auditor: ["审计员", "Auditor"],
  planner: ["网格规划员", "规划员", "Grid planner", "Planner"],
  leader: ["领导", "分管领导", "Leader"],
  linked_officer: ["挂包干部", "包联干部", "Linked officer"],
  command_desk: ["指挥中心", "指挥中心值班员", "Command desk"],
  supervision_desk: ["监督中心", "监督中心值班员", "Supervision desk"],
  supervisor: ["督办领导", "Supervisor"],
  street_desk: ["街道值班长", "街道值班", "Street desk"],
  community_desk: ["社区值班", "社区值班员", "Community desk"],
  unit_intake: ["部门受理员", "Unit intake"],
  unit_handler: ["部门处置员", "Unit handler"],
  grid_head: ["网格长", "Grid head"],
  grid_staff: ["网格员", "专职网格员", "专（兼）职网格员", "Grid worker", "Grid staff"],
  lane_head: ["街巷长", "Lane head"],
  team_member: [
    "网格团队成员",
    "团队成员",
    "法律咨询员",
    "社区健康员",
    "社区民警",
    "巡逻队",
    "巡逻队员",
    "志愿者",
    "物业联系人",
    "Team member",
  ],
  building_head: ["楼栋长", "楼长", "Building head"],
  entrance_head: ["楼口长", "单元长", "Entrance head"],
  unit_leader: ["部门负责人", "Unit leader"],
};

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_\p{P}\p{Cf}]/gu, "");

const ROLE_OF = new Map(
  ROLES.flatMap((role) => [role, ...ROLE_WORDS[role]].map((word) => [plain(word), role] as const)),
);

/** The role that a cell names; `null` when none does. */
export const roleNamed = (text: string): PersonRole | null => ROLE_OF.get(plain(text)) ?? null;

/** What a role is called in a table that people fill in. */
export const roleWord = (role: PersonRole): string => ROLE_WORDS[role][0] ?? role;

/** The role whose name is nearest to a misspelt one; `null` when none is near. */
export const roleNear = (text: string): PersonRole | null =>
  ROLE_OF.get(nearest(plain(text), [...ROLE_OF.keys()])[0] ?? "") ?? null;

export interface StaffArea {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly path: readonly string[];
}

/** The area that a cell means, or why it is not clear, with what it may have meant. */
export type AreaFound =
  | { readonly kind: "found"; readonly area: StaffArea }
  | { readonly kind: "unclear"; readonly among: readonly string[] }
  | { readonly kind: "unknown"; readonly near: readonly string[] };

const SUFFIX = /(?:社区居委会|居委会|社区|街道办事处|街道|办事处|镇|乡|区|县|市)$/;

/** Finds an area by id, code (with or without the last zeros) or name, with or without what it is. */
export function areaNamed(text: string, areas: readonly StaffArea[]): AreaFound {
  const asked = text.normalize("NFKC").trim();
  const parts = asked.split(/[/\\>\s·、-]+/).filter((part) => part !== "");
  const last = plain(parts.at(-1) ?? "");
  const above = parts.slice(0, -1).map(plain);
  const isAbove = (area: StaffArea): boolean =>
    above.every((word) =>
      areas.some(({ id, name }) => area.path.includes(id) && sameName(plain(name), word)),
    );
  const byCode = /^\d{6,12}$/.test(asked)
    ? areas.filter(({ code }) => code === asked.padEnd(12, "0"))
    : areas.filter(({ id }) => id === asked);
  const exact = areas.filter((area) => plain(area.name) === last && isAbove(area));
  const loose = areas.filter((area) => sameName(plain(area.name), last) && isAbove(area));
  const hits = [byCode, exact, loose].find((found) => found.length > 0) ?? [];
  const [area] = hits;
  if (area && hits.length === 1) return { kind: "found", area };
  if (area)
    return { kind: "unclear", among: hits.slice(0, 3).map(({ name, code }) => `${name} ${code}`) };
  return {
    kind: "unknown",
    near: nearest(
      last,
      areas.map(({ name }) => name),
    ).slice(0, 3),
  };
}

const sameName = (a: string, b: string): boolean =>
  b !== "" && (a === b || (a.replace(SUFFIX, "") === b.replace(SUFFIX, "") && b.length > 1));

/** Words within a third of their length, the nearest first. */
function nearest(asked: string, words: readonly string[]): string[] {
  const most = Math.max(1, Math.floor(asked.length / 3));
  // The distance is no less than the difference in length: a cell with a whole story is near nothing.
  return [...new Set(words)]
    .filter((word) => Math.abs(plain(word).length - asked.length) <= most)
    .map((word) => ({ word, distance: editDistance(asked, plain(word)) }))
    .filter(({ distance }) => distance <= most)
    .toSorted((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1))
    .map(({ word }) => word);
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** A day as spreadsheets and people write it, as `YYYY-MM-DD`; `null` when it is none. */
export function dayNamed(text: string): string | null {
  const found =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00(?::00)?)?$/.exec(
      text.normalize("NFKC").trim(),
    ) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim());
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const longest = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (longest === undefined || day < 1 || day > longest || year < 1970 || year > 2999) return null;
  return dayOf(year, month, day);
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const dayOf = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** The day after (`YYYY-MM-DD`): lists name the last day, duties the first day without. */
export function dayAfter(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return (
    dayNamed(`${year}-${month}-${date + 1}`) ??
    dayNamed(`${year}-${month + 1}-1`) ??
    dayOf(year + 1, 1, 1)
  );
}

const WEEK = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] as const;
const HAN_DAYS = "一二三四五六日";
const HOURS = /^\d{1,2}:\d{2}-\d{1,2}:\d{2}$/;
const WHOLE_WEEK = "Mo-Su 00:00-24:00";

const weekDay = (letter: string | undefined): string | undefined =>
  WEEK[HAN_DAYS.indexOf(letter ?? "x")];

/** Hours of a shift (班次) in OSM's way, from `全天`, `周一至周五 8:30-18:00` or that way itself. */
export function shiftNamed(text: string): string | null {
  const asked = text.normalize("NFKC").trim();
  if (["全天", "24小时", "全天候", "24/7"].includes(asked)) return WHOLE_WEEK;
  if (/^(?:Mo|Tu|We|Th|Fr|Sa|Su)[-A-Za-z,]* \d{2}:\d{2}-\d{2}:\d{2}(?:[,;].*)?$/.test(asked))
    return asked.length <= 200 ? asked : null;
  const han =
    /^(?:(?:周|星期)([一二三四五六日天])(?:[至到~-](?:周|星期)?([一二三四五六日天]))?)?\s*(\S+)$/.exec(
      asked.replaceAll("天", "日"),
    );
  const hours = (han?.[3] ?? "").replaceAll(/[至到~—]/g, "-");
  if (!han || !HOURS.test(hours)) return null;
  const [from, to] = [weekDay(han[1]), weekDay(han[2])];
  const days = from === undefined ? "Mo-Su" : to === undefined ? from : `${from}-${to}`;
  const padded = hours.split("-").map((hour) => hour.padStart(5, "0"));
  return padded.every((hour) => hour <= "24:00" && hour.slice(3) < "60")
    ? `${days} ${padded.join("-")}`
    : null;
}
