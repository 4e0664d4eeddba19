import { dayOfIso, isoOfDay } from "../../civil-day.ts";
import type { Category } from "../rules/categories.ts";
import {
  dutyFault,
  type DutyFault,
  type DutyField,
  type DutyTarget,
  type DutyUnit,
} from "./change-duty-list.ts";

/** What columns are called, by words with spaces between them. */
const WORDS: Readonly<Record<DutyField, string>> = {
  unit: "责任单位 主责单位 承办单位 主管单位 主管部门 责任部门 单位 部门 unit department body",
  classes: "案件类别 案件分类 责任事项 事项 类别 分类 小类 大类 class classes category categories",
  area: "区域代码 区域编码 区域 范围 责任区域 责任范围 网格 社区 街道 area areacode place where",
  priority: "优先级 优先顺序 优先 priority",
  clause: "依据条款 依据 法律依据 条款 clause basis",
  validFrom: "生效日期 起始日期 开始日期 生效 起 from validfrom start",
  lastDay: "截止日期 结束日期 最后一日 截止 止 至 until lastday to end",
  kind: "类型 种类 kind type",
  code: "编码 代码 编号 code id",
  name: "名称 名字 name",
  geometry: "",
  buffer: "缓冲距离 缓冲 缓冲宽度 缓冲米数 buffer buffermetres",
};

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[(（].*?[)）]/gu, "")
    .replaceAll(/[\s\p{P}\p{Cf}*]/gu, "");

/** Which heading each field is read from; the first of those that say the same. */
export function dutyColumns(headings: readonly string[]): ReadonlyMap<DutyField, string> {
  const columns = new Map<DutyField, string>();
  for (const heading of headings) {
    const word = plain(heading);
    for (const [field, words] of Object.entries(WORDS)) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keys of the table above
      const key = field as DutyField;
      if (word !== "" && words.split(" ").includes(word) && !columns.has(key))
        columns.set(key, heading);
    }
  }
  return columns;
}

/** What a cell says, or why nobody knows what. */
export type Read<T> = { readonly value: T } | { readonly faults: readonly DutyFault[] };

const failed = (...faults: readonly DutyFault[]): Read<never> => ({ faults });

const EVERY = ["全部", "所有", "全部类别", "*", "all"];

/** Class ids, majors and schemes out of codes or names; `null` is every class, said in words. */
export function readClasses(
  cell: string,
  categories: readonly Category[],
): Read<readonly string[] | null> {
  if (EVERY.includes(cell.trim().toLowerCase())) return { value: null };
  const asked = cell
    .split(/[、,，;；\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (asked.length === 0) return failed(dutyFault("missing", "classes", ""));
  const found = asked.map((part) => ({ part, ids: classIdsOf(part, categories) }));
  const faults = found
    .filter(({ ids }) => ids.length !== 1)
    .map(({ part, ids }) =>
      dutyFault(ids.length === 0 ? "unknown-class" : "ambiguous", "classes", part),
    );
  if (faults.length > 0) return failed(...faults);
  return { value: [...new Set(found.flatMap(({ ids }) => ids))] };
}

/** A class by its id or name; a major or a scheme by theirs. */
function classIdsOf(word: string, categories: readonly Category[]): string[] {
  const named = (id: string, ...names: readonly string[]): string[] =>
    [id, ...names].includes(word) ? [id] : [];
  const byClass = categories.flatMap(({ id, name }) => named(id, name.zh, name.en));
  if (byClass.length > 0) return [...new Set(byClass)];
  // As duties and limits name them: the id up to the class, and up to the major.
  const wider = categories.flatMap(({ id, major }) => [
    ...named(id.split("-")[0] ?? id, major.zh, major.en),
    ...named(id.split(".")[0] ?? id),
  ]);
  return [...new Set(wider)];
}

/** A body by its id or name, a team by the name or code of its area. */
export function readUnit(cell: string, units: readonly DutyUnit[]): Read<string> {
  const word = cell.trim();
  if (word === "") return failed(dutyFault("missing", "unit", ""));
  const exact = units.filter(({ id, code }) => id === word || code === word);
  const found = exact.length > 0 ? exact : units.filter(({ name }) => name === word);
  const [unit] = found;
  if (!unit) return failed(dutyFault("unknown-unit", "unit", word));
  return found.length > 1 ? failed(dutyFault("ambiguous", "unit", word)) : { value: unit.id };
}

/** An area, a grid or a place by its code, else by its name. */
export function readTarget(cell: string, targets: readonly DutyTarget[]): Read<DutyTarget> {
  const word = cell.trim();
  if (word === "") return failed(dutyFault("missing", "area", ""));
  const exact = targets.filter(({ id, code }) => id === word || code === word);
  const found = exact.length > 0 ? exact : targets.filter(({ name }) => name === word);
  const [target] = found;
  if (!target) return failed(dutyFault("unknown-area", "area", word));
  return found.length > 1 ? failed(dutyFault("ambiguous", "area", word)) : { value: target };
}

const WITHOUT_END = ["", "长期", "长期有效", "不限"];

/** Days between which something holds: from today where no first day is given, without end where no last one is. */
export function readDays(
  { validFrom, lastDay }: { readonly validFrom: string; readonly lastDay: string },
  today: string,
): Read<{ readonly validFrom: string; readonly validTo: string | null }> {
  const first = validFrom.trim() === "" ? today : readDay(validFrom);
  const isOpen = WITHOUT_END.includes(lastDay.trim());
  const last = isOpen ? null : readDay(lastDay);
  if (first === null) return failed(dutyFault("no-such-day", "validFrom", validFrom));
  if (!isOpen && last === null) return failed(dutyFault("no-such-day", "lastDay", lastDay));
  if (last !== null && last < first) return failed(dutyFault("bad-days", "lastDay", lastDay));
  return { value: { validFrom: first, validTo: last && isoOfDay(dayOfIso(last) + 1) } };
}

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T.*)?$/u;

/** A day as people write it, as an ISO day; `null`: there is none. */
function readDay(cell: string): string | null {
  const found = DAY.exec(cell.normalize("NFKC").replaceAll(/\s/gu, ""));
  if (!found) return null;
  const [year = "", month = "", day = ""] = found.slice(1);
  const iso = [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
  return isoOfDay(dayOfIso(iso)) === iso ? iso : null;
}

/** A whole number, or what stands for an empty cell. */
export function readWhole(
  cell: string,
  {
    field,
    empty,
    most,
  }: { readonly field: DutyField; readonly empty: number; readonly most: number },
): Read<number> {
  const word = cell.normalize("NFKC").trim();
  if (word === "") return { value: empty };
  const value = Number(word);
  return /^\d+$/u.test(word) && value <= most
    ? { value }
    : failed(dutyFault("bad-number", field, word));
}
