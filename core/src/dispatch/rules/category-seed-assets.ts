import type { Category } from "./categories.ts";
import { categoriesOf, type CategoryRow } from "./category-row.ts";

/** 中文 and English in the order of the list; the minor code is the position, two digits. */
type Names = readonly (readonly [zh: string, en: string, keywords?: string])[];

const PUBLIC: Names = [
  ["上水井盖", "Water supply cover"],
  ["污水井盖", "Foul sewer cover"],
  ["雨水井盖", "Storm sewer cover"],
  ["雨水箅子", "Storm drain grate", "雨水篦子 雨篦 storm-drain"],
  ["电力井盖", "Power cover"],
  ["路灯井盖", "Street light cover"],
  ["电信井盖", "Telecom cover"],
  ["有线电视井盖", "Cable television cover"],
  ["网络井盖", "Network cover"],
  ["热力井盖", "Heating cover"],
  ["燃气井盖", "Gas cover"],
  ["公安井盖", "Police network cover"],
  ["消防设施", "Fire-fighting fixture", "消火栓 消防栓 灭火器 hydrant"],
  ["不明井盖", "Cover of unknown owner", "井盖 井盖缺失 井盖破损 井盖松动 manhole"],
  ["电信交接箱", "Telecom cabinet", "交接箱"],
  ["电力设施", "Power installation", "变压器 配电箱 电箱"],
  ["电杆", "Pole", "电线杆"],
  ["路灯", "Street light", "路灯不亮 路灯坏 灯不亮 street-light"],
  ["地灯", "Ground light"],
  ["射灯", "Spotlight"],
  ["报刊亭", "News stand"],
  ["电话亭", "Telephone box"],
  ["邮筒", "Post box"],
  ["信息亭", "Information kiosk"],
  ["自动售货亭", "Vending kiosk"],
  ["健身设施", "Fitness equipment", "健身器材"],
];
const TRAFFIC: Names = [
  ["停车场", "Car park"],
  ["咪表", "Parking meter"],
  ["公交站亭", "Bus shelter", "公交站 候车亭"],
  ["出租车站牌", "Taxi stand sign"],
  ["过街天桥", "Footbridge", "天桥"],
  ["地下通道", "Underpass"],
  ["高架立交桥", "Flyover"],
  ["跨河桥", "River bridge", "桥面 桥栏"],
  ["交通标志牌", "Traffic sign", "标志牌 指示牌"],
  ["交通控制箱", "Traffic control box"],
  ["交通护栏", "Traffic barrier", "护栏 隔离栏"],
  ["存车支架", "Bicycle stand"],
  ["路名牌", "Street name sign"],
  ["交通信号灯", "Traffic signal", "红绿灯 信号灯 traffic-light traffic-signal"],
];
const SANITARY: Names = [
  ["公共厕所", "Public toilet", "公厕 厕所"],
  ["化粪池", "Septic tank"],
  ["公厕指示牌", "Toilet sign"],
  ["垃圾间", "Refuse room"],
  ["垃圾箱", "Litter bin", "垃圾桶 果皮箱 bin"],
  ["灯箱霓虹灯", "Light box"],
  ["广告牌匾", "Advertising board"],
  ["环境监测塔", "Monitoring mast"],
];
const GREEN: Names = [
  ["古树名木", "Ancient tree"],
  ["行道树", "Street tree", "树木倒伏 树倒 树枝断 枯树 tree"],
  ["树池箅子", "Tree grate"],
  ["花架花钵", "Flower stand"],
  ["绿地设施", "Green space fixture"],
  ["雕塑", "Sculpture"],
  ["街头座椅", "Street bench", "长椅 座椅"],
];
const PREMISES: Names = [
  ["宣传栏", "Notice board", "公示栏"],
  ["人防工事", "Civil defence shelter"],
  ["公房地下室", "Basement of public housing", "地下室"],
];

const asset = (code: string, zh: string, en: string, names: Names): Category[] => {
  const rows = names.map(([nameZh, nameEn, keywords = ""], at): CategoryRow => {
    const minor = `${code}-${String(at + 1).padStart(2, "0")}`;
    // A missing cover is a hole in the road: same family as a pothole, so the two are compared.
    const isCover = code === "01" && at < 14;
    return isCover
      ? [minor, nameZh, nameEn, "road_damage", keywords, { severity: "severe" }]
      : [minor, nameZh, nameEn, "asset", keywords];
  });
  const name = { zh, en };
  const rest = { highestLevel: "district", severity: "moderate" } as const;
  return categoriesOf(
    { scheme: "asset-2-digit", kind: "asset", prefix: "asset", code, name, ...rest },
    rows,
  );
};

/** Public fixtures (部件): the published classes of one Beijing list, not complete. */
export const ASSET_CATEGORIES: readonly Category[] = [
  ...asset("01", "公共设施", "Public utilities", PUBLIC),
  ...asset("02", "道路交通", "Road and traffic", TRAFFIC),
  ...asset("03", "市容环境", "Sanitation and signs", SANITARY),
  ...asset("04", "园林绿化", "Parks and trees", GREEN),
  ...asset("05", "房屋土地", "Premises", PREMISES),
];
