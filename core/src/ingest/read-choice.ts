import type { StationKind } from "../organisation/index.ts";

/** The first of the lists that has a word found in the text. Longer words are listed before parts. */
function choose<T extends string>(
  text: string,
  table: readonly (readonly [T, RegExp])[],
): T | null {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  return table.find(([, words]) => words.test(plain))?.[0] ?? null;
}

const STATIONS: readonly (readonly [StationKind, RegExp])[] = [
  ["compound_station", /compound_station|小区党群服务站|小区党群|小区服务站|党群服务站/],
  [
    "service_centre",
    /service_centre|service_center|党群服务中心|党群中心|社区服务中心|社区中心|邻里中心|community_centre|community centre|social_centre/,
  ],
  ["red_station", /red_station|红色驿站|党群驿站|红色阵地/],
  ["pioneer_station", /pioneer_station|先锋驿站/],
  ["party_square", /party_square|党建广场|党建公园|红色广场/],
  ["worker_stop", /worker_stop|劳动者之家|劳动者港湾|城市驿站|司机之家|骑手驿站|小哥驿站|暖心驿站/],
  ["mediation_room", /mediation_room|调解室|老娘舅/],
  ["guidance_station", /guidance_station|指导站/],
  ["service_window", /service_window|办事窗口|便民服务|政务服务|办事大厅|townhall/],
  ["incubator", /incubator|孵化|培育基地|苗圃/],
];

export const readStationKind = (text: string): StationKind | null => choose(text, STATIONS);

type AreaKind = "city" | "district" | "street" | "community";
const AREAS: readonly (readonly [AreaKind, RegExp])[] = [
  ["community", /^(?:community|社区|村|居委会|村委会|行政村|9|10)$/],
  ["street", /^(?:street|街道|镇|乡|街道办|乡镇|8)$/],
  ["district", /^(?:district|区|县|县级市|区县|6)$/],
  ["city", /^(?:city|市|地级市|5)$/],
];
export const readAreaKind = (text: string): AreaKind | null => choose(text, AREAS);

/** Level that the zeros of a 12-digit statistical code (统计用区划代码) stand for. */
export function areaKindOfCode(code: string): AreaKind {
  if (code.endsWith("00000000")) return "city";
  if (code.endsWith("000000")) return "district";
  return code.endsWith("000") ? "street" : "community";
}

type BuildingUse = "residential" | "mixed" | "other";
const USES: readonly (readonly [BuildingUse, RegExp])[] = [
  ["mixed", /商住|综合|混合|住商|mixed|底商/],
  [
    "residential",
    /住宅|居住|居民|公寓|宿舍|民房|平房|自建房|别墅|residen|apartment|^house$|houseboat|detached|terrace|bungalow|dormitory|cabin|^hut$|static_caravan/,
  ],
];
/** `null`: the text does not say (`yes`). */
export function readBuildingUse(text: string): BuildingUse | null {
  if (/^(?:yes|是|1|true|unknown|未知)?$/i.test(text.trim())) return null;
  return choose(text, USES) ?? "other";
}

const COMPOUND_ACCESS: readonly (readonly ["open" | "closed", RegExp])[] = [
  ["open", /^(?:open|开放|开放式|非封闭|否|no|0|false|yes|public|permissive|无围墙)$/],
  ["closed", /^(?:closed|封闭|封闭式|半封闭|是|1|true|private|gated|有围墙)$/],
];
export const readCompoundAccess = (text: string): "open" | "closed" | null =>
  choose(text, COMPOUND_ACCESS);

const GATE_ACCESS: readonly (readonly ["public" | "residents", RegExp])[] = [
  ["residents", /residents|private|destination|customers|permit|业主|居民|刷卡|门禁|内部|仅/],
  ["public", /public|yes|permissive|公共|开放|所有人|公众/],
];
export const readGateAccess = (text: string): "public" | "residents" | null =>
  choose(text, GATE_ACCESS);

type Highway =
  | "motorway"
  | "trunk"
  | "primary"
  | "secondary"
  | "tertiary"
  | "residential"
  | "living_street"
  | "service"
  | "footway"
  | "steps"
  | "cycleway";
const HIGHWAYS: readonly (readonly [Highway, RegExp])[] = [
  ["motorway", /高速/],
  ["trunk", /快速路|国道|一级公路/],
  ["secondary", /次干|县道|三级公路/],
  ["primary", /主干|干道|省道|二级公路/],
  ["tertiary", /支路|乡道|四级公路/],
  ["living_street", /巷|胡同|里弄|弄堂/],
  ["steps", /台阶|梯道/],
  ["footway", /人行|步行|步道|甬道|园路|天桥|过街|地下通道|地道/],
  ["cycleway", /自行车|非机动/],
  ["service", /小区路|内部路|通道|村道|便道/],
  ["residential", /街坊路|居住区|生活/],
];
/** A road class as an OSM `highway` value; `null`: neither that nor a Chinese class. */
export function readHighway(text: string): string | null {
  const plain = text.trim().toLowerCase();
  return /^[a-z][a-z_]{2,30}$/.test(plain) ? plain : choose(plain, HIGHWAYS);
}

type BarrierClass = "0" | "1" | "2" | "3" | "4";
const BARRIERS: readonly (readonly [BarrierClass, RegExp])[] = [
  ["0", /^0$|河|江|渠|湖|水系|水域|铁路|轨道|高速|river|canal|lake|water|rail|motorway/],
  ["1", /^1$|主干|次干|干道|快速|国道|省道|trunk|primary|secondary|arterial/],
  ["3", /^3$|围墙|墙|栅栏|围栏|wall|fence/],
  ["4", /^4$|巷|胡同|弄|lane|living_street|alley/],
  ["2", /^2$|支路|道路|街|路|tertiary|residential|unclassified|minor|road/],
];
export function readBarrierClass(text: string): 0 | 1 | 2 | 3 | 4 | null {
  const found = choose(text, BARRIERS);
  if (found === null) return null;
  return ({ "0": 0, "1": 1, "2": 2, "3": 3, "4": 4 } as const)[found];
}

const LANDS: readonly (readonly ["water" | "green" | "other", RegExp])[] = [
  ["water", /water|river|lake|basin|reservoir|canal|stream|pond|水|河|湖|江|塘|库/],
  [
    "green",
    /green|grass|forest|wood|park|garden|meadow|pitch|golf|orchard|farm|scrub|cemetery|recreation|绿|林|草|园|耕/,
  ],
];
export const readLandKind = (text: string): "water" | "green" | "other" =>
  choose(text, LANDS) ?? "other";
