import { personalWordIn } from "./personal-heading.ts";

/** What a column of a staff list (人员名单) is read as. */
export const STAFF_FIELDS = [
  "login",
  "displayName",
  "role",
  "area",
  "shift",
  "validFrom",
  "lastDay",
] as const;
export type StaffField = (typeof STAFF_FIELDS)[number];

/** Without these nobody can be given a duty. */
export const NEEDED_FIELDS: readonly StaffField[] = ["login", "displayName", "role", "area"];

const WORDS: Readonly<Record<StaffField, readonly string[]>> = {
  login: ["账号", "帐号", "登录名", "用户名", "工号", "login", "account", "username", "user"],
  displayName: ["姓名", "名字", "人员姓名", "人员", "name", "fullname", "displayname", "staff"],
  role: [
    "岗位",
    "角色",
    "职务",
    "身份",
    "岗位名称",
    "任职岗位",
    "role",
    "duty",
    "position",
    "post",
  ],
  area: [
    "区域",
    "社区",
    "网格",
    "所属社区",
    "所属区域",
    "所在社区",
    "管辖区域",
    "负责区域",
    "街道",
    "辖区",
    "区域编码",
    "社区编码",
    "area",
    "community",
    "grid",
    "street",
    "areacode",
  ],
  shift: ["班次", "值班时间", "工作时间", "上班时间", "shift", "hours", "workinghours"],
  validFrom: [
    "起",
    "开始",
    "起始",
    "开始日期",
    "起始日期",
    "任职日期",
    "到任日期",
    "from",
    "start",
  ],
  lastDay: ["止", "至", "结束", "截止", "结束日期", "截止日期", "到期日期", "to", "until", "end"],
};

const plainHeading = (heading: string): string =>
  heading
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[(（].*?[)）]/g, "")
    .replaceAll(/[\s\p{P}\p{Cf}*]/gu, "");

/** How a heading is understood. `personal`: about the person and not needed, so it is not read. */
export type ColumnGuess = StaffField | "personal" | null;

function guessOf(heading: string): ColumnGuess {
  const plain = plainHeading(heading);
  const exact = STAFF_FIELDS.find((field) => WORDS[field].includes(plain));
  if (exact !== undefined) return exact;
  if (personalWordIn(heading) !== null) return "personal";
  return (
    STAFF_FIELDS.find((field) =>
      WORDS[field].some(
        (word) => word.length > 1 && /\p{Script=Han}/u.test(word) && plain.includes(word),
      ),
    ) ?? null
  );
}

/** What each column is, by its heading alone; a field that two columns claim is the first one's. */
export function guessColumns(headings: readonly string[]): ColumnGuess[] {
  const taken = new Set<ColumnGuess>();
  return headings.map((heading) => {
    const guess = guessOf(heading);
    if (guess === null || guess === "personal") return guess;
    if (taken.has(guess)) return null;
    taken.add(guess);
    return guess;
  });
}

const LOOKED_AT = 8;

/**
 * Which of the first rows holds the headings: lists begin with a title, or a unit and a date, more often
 * than not. The first with most known headings; 0 when none has two.
 */
export function headingRow(rows: readonly (readonly string[])[]): number {
  const known = rows
    .slice(0, LOOKED_AT)
    .map((row) => guessColumns(row).filter((guess) => guess !== null).length);
  const most = Math.max(0, ...known);
  return most < 2 ? 0 : known.indexOf(most);
}
