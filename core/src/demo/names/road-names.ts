import { itemAt } from "../random.ts";

const MAIN = (
  "人民 建设 解放 新华 和平 胜利 中山 东风 文化 朝阳 长江 黄河 体育 青年 光明 团结 友谊 迎宾 北京 上海 " +
  "工农 红旗 健康 学府 科技 创业 振兴 昆仑 祁连 龙首 泰安 天津 广州 延安 前进 兴隆 长春 太原 民主 公园 " +
  "广场 站前 花园 经纬 世纪 长安 中华 和顺 迎春 湖滨"
).split(" ");
const FIRST =
  "吉 祥 福 安 永 兴 康 宁 泰 和 裕 德 崇 文 育 景 翠 金 银 玉 春 秋 云 月 松 竹 梅 柳 桂 枫".split(
    " ",
  );
const SECOND =
  "庆 祥 宁 平 昌 盛 华 阳 明 德 善 礼 仪 信 惠 民 林 园 泉 溪 山 荣 才 新 星 和".split(" ");

/** Chinese habit: through roads east–west are 路, north–south 大街. `index` tells roads apart, `shift` towns. */
export function mainRoadName(index: number, shift: number, runsEast: boolean): string {
  const stem = itemAt(MAIN, (index * 7 + shift) % MAIN.length);
  const round = Math.floor(index / MAIN.length);
  const number = round === 0 ? "" : itemAt(["二", "三", "四", "五"], (round - 1) % 4);
  return `${stem}${number}${runsEast ? "路" : "大街"}`;
}

/** Part of a long through road on one side of the middle of the town: 建设东路, 人民北大街. */
export function roadPart(name: string, runsEast: boolean, isLow: boolean): string {
  const ending = runsEast ? "路" : "大街";
  const low = runsEast ? "西" : "南";
  const high = runsEast ? "东" : "北";
  return `${name.slice(0, -ending.length)}${isLow ? low : high}${ending}`;
}

/** Name of a road inside a superblock; no two of one district are equal. */
export function sideRoadName(ordinal: number, ending: "路" | "街" | "巷"): string {
  const space = FIRST.length * SECOND.length;
  // 331 shares no factor with the size of the space: neighbours get unlike names, all are used.
  const place = (ordinal * 331) % space;
  const first = itemAt(FIRST, place % FIRST.length);
  const second = itemAt(SECOND, Math.floor(place / FIRST.length));
  const round = Math.floor(ordinal / space);
  const number =
    round === 0 ? "" : itemAt(["一", "二", "三", "四", "五", "六", "七", "八"], (round - 1) % 8);
  return `${first}${second}${number}${ending}`;
}
