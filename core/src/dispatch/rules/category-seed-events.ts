import type { Category } from "./categories.ts";
import { categoriesOf, type CategoryRow } from "./category-row.ts";

const scheme = "event-2-digit";

const APPEARANCE: readonly CategoryRow[] = [
  [
    "01-01",
    "私搭乱建",
    "Illegal structure",
    "construction",
    "私搭 乱建 违建 违章建筑 搭棚",
    { severity: "moderate", autoFile: false, highestLevel: "district" },
  ],
  [
    "01-02",
    "暴露垃圾",
    "Exposed rubbish",
    "litter",
    "垃圾 垃圾堆 生活垃圾 垃圾满 rubbish trash garbage dumping",
  ],
  [
    "01-03",
    "积存垃圾渣土",
    "Piled waste and spoil",
    "litter",
    "渣土 建筑垃圾 装修垃圾 大件垃圾 spoil debris",
  ],
  [
    "01-04",
    "道路不洁",
    "Dirty road",
    "litter",
    "道路脏 路面脏 污渍 泥土 落叶 street-cleaning dirty-street",
  ],
  ["01-05", "水域不洁", "Dirty water", "litter", "河面 漂浮物 河道垃圾 水面垃圾 水发臭"],
  ["01-06", "绿地脏乱", "Untidy green space", "litter", "绿地 草坪 绿化带 花坛 枯枝"],
  ["01-07", "废弃车辆", "Abandoned vehicle", "parking", "僵尸车 废弃车 报废车 abandoned-vehicle"],
  ["01-08", "废弃家具设施", "Abandoned furniture", "litter", "旧家具 沙发 床垫 废弃家具 furniture"],
  ["01-09", "非装饰性树挂", "Litter in trees", "other", "树挂 树上塑料袋 树上挂"],
  [
    "01-10",
    "道路破损",
    "Damaged road",
    "road_damage",
    "路面坑 坑洼 路面破损 道路破损 裂缝 地砖松动 pothole street-repair",
    { highestLevel: "district" },
  ],
  [
    "01-11",
    "河堤破损",
    "Damaged embankment",
    "road_damage",
    "河堤 护坡 堤坝",
    { severity: "moderate", highestLevel: "district" },
  ],
  ["01-12", "道路遗撒", "Spill on road", "litter", "遗撒 撒落 洒落 抛洒"],
  ["01-13", "建筑物外立面不洁", "Dirty facade", "other", "外立面 外墙脏 涂鸦 graffiti"],
  ["01-14", "水域秩序问题", "Disorder on water", "order", "钓鱼 游泳 捕鱼 野泳"],
  [
    "01-15",
    "焚烧垃圾树叶",
    "Burning of waste or leaves",
    "safety",
    "焚烧 烧垃圾 烧树叶 烧纸 burning",
    { severity: "moderate" },
  ],
  ["01-16", "油烟污染", "Cooking fumes", "noise", "油烟 烟味 餐饮异味"],
  ["01-17", "动物尸体清理", "Dead animal", "litter", "动物尸体 死猫 死狗 死鼠 dead-animal"],
  ["01-18", "擅自饲养家禽家畜", "Poultry or livestock kept", "other", "养鸡 养鸭 鸡叫 家禽 家畜"],
  ["01-99", "其他市容环境问题", "Other street appearance", "other", "市容"],
];

const ADVERTISING: readonly CategoryRow[] = [
  ["02-01", "非法小广告", "Illegal small advertisement", "advertising", "小广告 牛皮癣 贴广告"],
  [
    "02-02",
    "违章张贴悬挂广告牌匾",
    "Unlawful sign or banner",
    "advertising",
    "横幅 条幅 牌匾 悬挂广告",
  ],
  ["02-03", "占道广告牌", "Sign blocking the way", "advertising", "占道广告 灯箱占道 立牌"],
  ["02-04", "街头散发广告", "Handing out leaflets", "advertising", "发传单 散发广告 派发传单"],
  [
    "02-05",
    "广告招牌破损",
    "Damaged sign",
    "advertising",
    "招牌破损 广告牌破损 招牌脱落 招牌松动",
    { severity: "moderate", autoFile: false },
  ],
];

const CONSTRUCTION: readonly CategoryRow[] = [
  [
    "03-01",
    "施工扰民",
    "Construction noise",
    "noise",
    "施工噪音 夜间施工 施工扰民 工地噪声 construction-noise",
  ],
  ["03-02", "工地扬尘", "Dust from building site", "construction", "扬尘 工地灰尘 未覆盖 dust"],
  ["03-03", "施工废弃料", "Building waste", "construction", "施工废料 废弃料 建材"],
  ["03-04", "施工占道", "Works blocking the way", "construction", "施工占道 围挡占道"],
  [
    "03-05",
    "无证掘路",
    "Digging without permit",
    "construction",
    "挖路 掘路 开挖",
    { severity: "moderate", autoFile: false },
  ],
  ["03-99", "其他施工管理问题", "Other construction matter", "construction", "施工 工地"],
];

const EMERGENCY: readonly CategoryRow[] = [
  [
    "04-01",
    "路面塌陷",
    "Road collapse",
    "road_damage",
    "塌陷 塌方 地陷 路面下沉 sinkhole",
    { severity: "severe" },
  ],
  [
    "04-02",
    "自来水管破裂",
    "Burst water-main water-leak",
    "safety",
    "水管爆裂 爆管 自来水 跑水 water main",
  ],
  [
    "04-03",
    "燃气管道破裂",
    "Gas pipe leak",
    "safety",
    "燃气 煤气 天然气 漏气 燃气味 gas-leak gas",
    { severity: "extreme" },
  ],
  [
    "04-04",
    "下水道堵塞或破损",
    "Blocked or broken sewer",
    "safety",
    "下水道 污水外溢 污水冒溢 堵塞 返水 sewer",
    { severity: "moderate" },
  ],
  ["04-05", "热力管道破裂", "Burst heating pipe", "safety", "暖气 热力管 供暖管"],
  ["04-06", "道路积水", "Water on road", "safety", "积水 内涝 水淹 flooding"],
  ["04-07", "道路积雪结冰", "Snow and ice on road", "safety", "积雪 结冰 路滑 snow ice"],
  [
    "04-08",
    "架空线缆损坏",
    "Damaged overhead cable",
    "safety",
    "线缆 电线掉落 电线垂落 电缆断 线杆倒",
  ],
  ["04-09", "群发性事件", "Mass incident", "order", "聚集 集会 群体"],
  ["04-99", "其他突发事件", "Other emergency", "safety", "突发 火灾 着火 冒烟 险情 emergency fire"],
];

const ORDER: readonly CategoryRow[] = [
  ["05-01", "无照经营游商", "Unlicensed street vendor", "order", "游商 摆摊 流动摊贩 地摊 vendor"],
  ["05-02", "流浪乞讨", "Begging", "order", "乞讨 流浪 begging"],
  ["05-03", "占道废品收购", "Scrap trade blocking the way", "order", "废品 收废品"],
  ["05-04", "店外经营", "Trading outside the shop", "order", "店外经营 出店经营 跨门经营 占道经营"],
  [
    "05-05",
    "机动车乱停放",
    "Badly parked car",
    "parking",
    "违停 乱停车 车堵 占道停车 机动车乱停 停车乱 illegal-parking parking",
  ],
  [
    "05-06",
    "非机动车乱停放",
    "Badly parked bicycle",
    "parking",
    "共享单车 电动车乱停 自行车乱停 非机动车 bicycle scooter",
  ],
  ["05-07", "乱堆物堆料", "Things piled up", "order", "堆物 堆料 杂物 楼道堆物 堆放"],
  ["05-08", "商业噪音", "Noise from shops", "noise", "音响 喇叭 叫卖 商铺噪音 促销噪音"],
  ["05-09", "黑车拉客", "Unlicensed taxi", "order", "黑车 拉客"],
  ["05-10", "露天烧烤", "Open-air barbecue", "order", "烧烤 露天烧烤 barbecue"],
  ["05-11", "沿街晾挂", "Washing along the street", "order", "晾晒 晾衣 晾挂"],
  ["05-12", "非法出版物销售", "Unlawful publications", "order", "盗版 非法出版物"],
  ["05-13", "空调室外机低挂", "Low air conditioner", "safety", "空调外机 空调室外机"],
  ["05-99", "其他街面秩序问题", "Other street disorder", "order", "占道"],
];

const event = (code: string, zh: string, en: string, rows: readonly CategoryRow[]): Category[] =>
  categoriesOf(
    {
      scheme,
      kind: "event",
      prefix: "event",
      code,
      name: { zh, en },
      highestLevel: code === "04" ? "district" : "street",
      severity: code === "04" ? "severe" : "minor",
    },
    rows,
  );

/** Events of city management (事件), codes of two digits for major and minor. */
export const EVENT_CATEGORIES: readonly Category[] = [
  ...event("01", "市容环境", "Street appearance", APPEARANCE),
  ...event("02", "宣传广告", "Advertising", ADVERTISING),
  ...event("03", "施工管理", "Construction", CONSTRUCTION),
  ...event("04", "突发事件", "Emergencies", EMERGENCY),
  ...event("05", "街面秩序", "Street order", ORDER),
];
