import { itemAt } from "../random.ts";

const GARDEN = (
  "阳光 金桂 翠湖 锦绣 御景 绿城 香樟 丽水 书香 紫荆 碧水 盛世 东方 世纪 天润 银河 海棠 明珠 滨江 云锦 " +
  "龙湖 枫林 恒泰 瑞景 嘉和 华清 玉兰 康桥 凤凰 水岸 雅居 观澜 博雅 中央 金色 首府 万和 荣盛 祥和 青年"
).split(" ");
const ENDING =
  "花园 嘉园 家园 名苑 华府 雅苑 新城 小区 佳苑 公馆 山庄 国际 花苑 豪庭 春天 里".split(" ");
const PHASE = ["", "二期", "三期", "四期", "东区", "西区", "南区", "北区"];
const WORKS = (
  "纺织厂 机械厂 化肥厂 轴承厂 印刷厂 面粉厂 电机厂 水泥厂 木材公司 运输公司 粮食局 供电局 水利局 邮电局 " +
  "第一建筑公司 第二建筑公司 冶金厂 铁路局 农机厂 制药厂 糖酒公司 百货公司 五金厂 地质队 税务局 人民医院"
).split(" ");
const SCHOOL = "实验 育才 新华 文昌 育红 启明 建设 前进 向阳 崇文".split(" ");

/** Name of an estate built for sale; equal only after 640 × 8 of them. */
export function gardenName(ordinal: number): string {
  const space = GARDEN.length * ENDING.length;
  const place = (ordinal * 227) % space;
  const first = itemAt(GARDEN, place % GARDEN.length);
  const second = itemAt(ENDING, Math.floor(place / GARDEN.length));
  const phase = itemAt(PHASE, Math.floor(ordinal / space) % PHASE.length);
  return `${first}${second}${phase}`;
}

/** Name of an old estate: by its work unit (单位家属院), or by road and house number. */
export function yardName(ordinal: number, address: string): string {
  if (ordinal % 3 !== 0) return `${address}院`;
  const works = itemAt(WORKS, (ordinal * 5) % WORKS.length);
  const round = Math.floor(ordinal / (3 * WORKS.length));
  return round === 0 ? `${works}家属院` : `${address}${works}家属院`;
}

export function schoolName(ordinal: number): string {
  const stem = itemAt(SCHOOL, ordinal % SCHOOL.length);
  const number = Math.floor(ordinal / SCHOOL.length) + 1;
  if (ordinal % 3 === 0) return `第${numeral(number + ordinal)}中学`;
  return number === 1 ? `${stem}小学` : `${stem}第${numeral(number)}小学`;
}

export function worksName(ordinal: number): string {
  return (
    itemAt(WORKS.slice(0, 8), ordinal % 8) +
    (ordinal < 8 ? "" : numeral(Math.floor(ordinal / 8)) + "分厂")
  );
}

export function marketName(ordinal: number): string {
  const stem = itemAt(GARDEN, (ordinal * 7) % GARDEN.length);
  return stem + itemAt(["广场", "商厦", "大厦", "购物中心", "农贸市场"], ordinal % 5);
}

export function parkName(ordinal: number): string {
  const stem = itemAt(GARDEN, (ordinal * 11 + 3) % GARDEN.length);
  return stem + itemAt(["公园", "游园", "体育公园", "植物园"], ordinal % 4);
}

/** Chinese numeral of a whole number from 1 to 99. */
export function numeral(value: number): string {
  const digits = "零一二三四五六七八九";
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const head = tens === 0 ? "" : `${tens === 1 ? "" : digits.charAt(tens)}十`;
  return head + (ones === 0 && tens > 0 ? "" : digits.charAt(ones));
}
