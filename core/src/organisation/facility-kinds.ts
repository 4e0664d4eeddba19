/**
 * What a building that nobody lives in is for (公共建筑类别): `community` 社区与政务, `culture` 文化体育,
 * `health` 医疗养老, `education` 学校, `commerce` 商业, `office` 办公, `industry` 厂房仓库, `auxiliary`
 * 附属设施 (sheds, substations, guardhouses), `other` everything else that is known.
 */
export const FACILITY_KINDS = [
  "community",
  "culture",
  "health",
  "education",
  "commerce",
  "office",
  "industry",
  "auxiliary",
  "other",
] as const;
export type FacilityKind = (typeof FACILITY_KINDS)[number];

/** The first line that has a word found in the text counts: special words stand before general ones. */
const WORDS: readonly (readonly [FacilityKind, RegExp])[] = [
  [
    "auxiliary",
    /车棚|车库|配电|变电|开闭所|泵房|水箱间|门卫|岗亭|传达室|公厕|厕所|卫生间|垃圾|凉亭|锅炉房|换热站|机房|停车|附属|shed|garage|carport|transformer|toilet|guard ?house|parking/,
  ],
  [
    "education",
    /学校|小学|中学|幼儿园|托儿|托育|大学|学院|教学楼|职高|教育|school|kindergarten|college|university/,
  ],
  ["health", /医院|卫生|诊所|门诊|养老|敬老|康复|日间照料|医疗|hospital|clinic|nursing|doctors/],
  [
    "commerce",
    /商业|商场|商厦|购物|广场|商城|商铺|底商|市场|超市|[^书]店|宾馆|酒店|餐|面馆|药房|车行|茶楼|银行|网点|retail|supermarket|shop|mall|hotel|restaurant|commercial/,
  ],
  [
    "culture",
    /图书|书屋|书店|文化|体育|艺术|展览|博物|纪念馆|剧院|少年宫|健身|library|museum|theatre|arts|sports/,
  ],
  [
    "community",
    /社区|居委|村委|党群|党建|街道办|办事处|服务中心|服务站|便民|活动室|活动站|活动中心|邻里|老年|政务|行政|政府|派出所|警务|司法所|驿站|物业|公共|公建|community|town ?hall|civic|government|public|police|post.?office|social/,
  ],
  ["industry", /厂|仓库|车间|物流|工业|industrial|warehouse|factory|manufactur/],
  ["office", /写字楼|办公|商务|大厦|office/],
  ["other", /寺|教堂|清真|宗教|church|temple|mosque|worship|religious/],
];

/** The kind that a name or a stated use (用途) speaks of; `null`: it does not say. */
export function facilityOfText(text: string): FacilityKind | null {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  return WORDS.find(([, words]) => words.test(plain))?.[0] ?? null;
}
