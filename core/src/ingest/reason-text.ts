import type { IngestCode, IngestRefusal } from "./refusals.ts";

type Refusal<C extends IngestCode> = Extract<IngestRefusal, { readonly code: C }>;

/** A sentence for each language. The values are put in as text; whoever shows it escapes it. */
type Sentences = {
  readonly [C in IngestCode]: {
    readonly "zh-CN": (refusal: Refusal<C>) => string;
    readonly en: (refusal: Refusal<C>) => string;
  };
};

/** One plain sentence for a refusal or a warning. A code without a sentence does not compile. */
export function reasonText(refusal: IngestRefusal, language: "zh-CN" | "en"): string {
  return sentence(refusal, language);
}

function sentence<C extends IngestCode>(
  refusal: Refusal<C> & { readonly code: C },
  language: "zh-CN" | "en",
): string {
  return SENTENCES[refusal.code][language](refusal);
}

const TARGET_WORDS: Readonly<Record<string, string>> = {
  id: "编号",
  name: "名称",
  code: "编码",
  kind: "类型",
  parentCode: "上级编码",
  access: "通行",
  compound: "小区",
  hours: "开放时间",
  address: "地址",
  households: "户数",
  dwellingUnits: "住房套数",
  storeys: "层数",
  use: "用途",
  building: "楼栋",
  class: "等级",
  oneway: "单行",
  layer: "层",
  foot: "步行",
  floorArea: "面积",
  services: "服务",
  within: "所属社区",
  category: "类别",
  description: "描述",
  reportedAt: "上报时间",
  closedAt: "办结时间",
};

const zh = (target: string): string => TARGET_WORDS[target] ?? target;
/** Those whose own name does not read as a word. */
const ENGLISH_WORDS: Readonly<Record<string, string>> = {
  households: "number of households",
  dwellingUnits: "number of dwelling units",
  storeys: "number of storeys",
  parentCode: "code of the area above",
  hours: "opening time",
  oneway: "one-way value",
  foot: "walking value",
  layer: "level",
  floorArea: "floor area",
  services: "list of services",
  within: "community",
  reportedAt: "reporting time",
  closedAt: "closing time",
};
const en = (target: string): string => ENGLISH_WORDS[target] ?? target;
const zhAll = (targets: string): string => targets.split(", ").map(zh).join("、");
const place = (lng: number, lat: number): string => `${lng.toFixed(6)}, ${lat.toFixed(6)}`;
const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 1_048_576)} MB`;

const SENTENCES: Sentences = {
  "ingest.row-broken": {
    "zh-CN": ({ detail }) => `这一行无法解析：${detail}。`,
    en: ({ detail }) => `This row cannot be parsed: ${detail}.`,
  },
  "ingest.row-columns": {
    "zh-CN": ({ found, expected }) => `这一行有 ${found} 列，表头有 ${expected} 列。`,
    en: ({ found, expected }) => `This row has ${found} columns, the heading has ${expected}.`,
  },
  "ingest.row-too-large": {
    "zh-CN": ({ limit }) => `这一条过大，超过上限 ${limit}。`,
    en: ({ limit }) => `This row is too large: the limit is ${limit}.`,
  },
  "ingest.geometry-missing": {
    "zh-CN": () => "没有几何位置。",
    en: () => "There is no geometry.",
  },
  "ingest.geometry-broken": {
    "zh-CN": ({ detail }) => `几何数据损坏：${detail}。`,
    en: ({ detail }) => `The geometry is damaged: ${detail}.`,
  },
  "ingest.geometry-type": {
    "zh-CN": ({ found, wanted }) => `几何类型是 ${found}，此图层需要 ${wanted}。`,
    en: ({ found, wanted }) => `The geometry is a ${found}; this layer takes ${wanted}.`,
  },
  "ingest.too-few-points": {
    "zh-CN": ({ found, needed }) => `只有 ${found} 个不同的点，至少需要 ${needed} 个（含闭合点）。`,
    en: ({ found, needed }) =>
      `Only ${found} distinct points; ${needed} are needed, the closing one included.`,
  },
  "ingest.coordinate-invalid": {
    "zh-CN": ({ x, y }) => `坐标不是数字：${x}, ${y}。`,
    en: ({ x, y }) => `The coordinates are not numbers: ${x}, ${y}.`,
  },
  "ingest.coordinate-range": {
    "zh-CN": ({ x, y }) => `坐标 ${x}, ${y} 超出所选坐标系的范围，坐标系可能选错。`,
    en: ({ x, y }) => `${x}, ${y} is outside the chosen coordinate system; it may be another one.`,
  },
  "ingest.coordinate-swapped": {
    "zh-CN": ({ x, y }) => `坐标 ${x}, ${y} 的经纬度像是写反了。`,
    en: ({ x, y }) => `Longitude and latitude seem to be swapped in ${x}, ${y}.`,
  },
  "ingest.coordinate-placeholder": {
    "zh-CN": ({ x, y }) => `坐标 ${x}, ${y} 是占位值，不是真实位置。`,
    en: ({ x, y }) => `${x}, ${y} is a placeholder, not a place.`,
  },
  "ingest.outside-part": {
    "zh-CN": () => "不在您负责的区域内：区域边界和其他区域的对象只能由负责它们的人导入。",
    en: () =>
      "It is not in your part: borders of areas, and what lies in other areas, are for those who answer for them.",
  },
  "ingest.outside-district": {
    "zh-CN": ({ lng, lat }) => `位置 ${place(lng, lat)} 远在本区之外。`,
    en: ({ lng, lat }) => `${place(lng, lat)} is far outside the district.`,
  },
  "ingest.ring-crosses": {
    "zh-CN": ({ lng, lat }) => `多边形边界在 ${place(lng, lat)} 处自相交。`,
    en: ({ lng, lat }) => `The outline crosses itself at ${place(lng, lat)}.`,
  },
  "ingest.rings-overlap": {
    "zh-CN": ({ lng, lat }) => `多边形的各部分在 ${place(lng, lat)} 处重叠或相交。`,
    en: ({ lng, lat }) => `Parts of the polygon overlap or cross at ${place(lng, lat)}.`,
  },
  "ingest.hole-outside": {
    "zh-CN": ({ lng, lat }) => `内孔（${place(lng, lat)}）不在外边界之内。`,
    en: ({ lng, lat }) => `The hole at ${place(lng, lat)} is not inside its outline.`,
  },
  "ingest.ring-flat": {
    "zh-CN": ({ lng, lat }) => `${place(lng, lat)} 处的多边形没有面积。`,
    en: ({ lng, lat }) => `The outline at ${place(lng, lat)} encloses nothing.`,
  },
  "ingest.geometry-repaired": {
    "zh-CN": ({ repairs }) => `已无损修正 ${repairs} 处（闭合、重复点、方向）。`,
    en: ({ repairs }) =>
      `${repairs} lossless repairs were made (closing, repeated points, direction).`,
  },
  "ingest.value-missing": {
    "zh-CN": ({ target }) => `缺少${zh(target)}。`,
    en: ({ target }) => `There is no ${en(target)}.`,
  },
  "ingest.number-invalid": {
    "zh-CN": ({ target }) => `${zh(target)}不是数字。`,
    en: ({ target }) => `The ${en(target)} is not a number.`,
  },
  "ingest.number-negative": {
    "zh-CN": ({ target }) => `${zh(target)}是负数。`,
    en: ({ target }) => `The ${en(target)} is negative.`,
  },
  "ingest.number-absurd": {
    "zh-CN": ({ target, limit }) => `${zh(target)}超过合理上限 ${limit}。`,
    en: ({ target, limit }) => `The ${en(target)} is above the sensible limit of ${limit}.`,
  },
  "ingest.number-unclear": {
    "zh-CN": ({ target, taken }) => `${zh(target)}不明确，按 ${taken} 处理。`,
    en: ({ target, taken }) => `The ${en(target)} is unclear and was taken as ${taken}.`,
  },
  "ingest.code-invalid": {
    "zh-CN": ({ target }) => `${zh(target)}应为 6、9 或 12 位数字。`,
    en: ({ target }) => `The ${en(target)} must have 6, 9 or 12 digits.`,
  },
  "ingest.code-assigned": {
    "zh-CN": ({ assigned }) => `没有区划代码，暂用 ${assigned}。`,
    en: ({ assigned }) => `There is no area code; ${assigned} stands in for it.`,
  },
  "ingest.date-invalid": {
    "zh-CN": ({ target }) => `${zh(target)}不是有效的日期时间。`,
    en: ({ target }) => `The ${en(target)} is not a valid date and time.`,
  },
  "ingest.date-order": {
    "zh-CN": () => "办结时间早于上报时间，已不采用。",
    en: () => "It was closed before it was reported; the closing time is not taken.",
  },
  "ingest.hours-invalid": {
    "zh-CN": () => "开放时间无法识别，按未知处理。",
    en: () => "The opening hours are not understood and stay unknown.",
  },
  "ingest.choice-unknown": {
    "zh-CN": ({ target, allowed }) => `${zh(target)}不在可选值之内：${allowed}。`,
    en: ({ target, allowed }) => `The ${en(target)} is none of: ${allowed}.`,
  },
  "ingest.text-too-long": {
    "zh-CN": ({ target, limit }) => `${zh(target)}超过 ${limit} 个字符。`,
    en: ({ target, limit }) => `The ${en(target)} is longer than ${limit} characters.`,
  },
  "ingest.control-character": {
    "zh-CN": ({ target, position }) => `${zh(target)}第 ${position + 1} 个字符是控制字符。`,
    en: ({ target, position }) =>
      `Character ${position + 1} of the ${en(target)} is a control character.`,
  },
  "ingest.mojibake": {
    "zh-CN": ({ target }) => `${zh(target)}是乱码，文字编码可能选错。`,
    en: ({ target }) => `The ${en(target)} is garbled; the text encoding may be another one.`,
  },
  "ingest.personal-text": {
    "zh-CN": ({ target, position }) =>
      `${zh(target)}第 ${position + 1} 个字符处像是身份证号或银行卡号，不能保存。`,
    en: ({ target, position }) =>
      `The ${en(target)} seems to hold an identity or bank card number at character ${position + 1}; it cannot be kept.`,
  },
  "ingest.personal-masked": {
    "zh-CN": ({ target, position }) => `${zh(target)}第 ${position + 1} 个字符处的个人号码已遮盖。`,
    en: ({ target, position }) =>
      `A personal number in the ${en(target)} at character ${position + 1} was masked.`,
  },
  "ingest.duplicate-id": {
    "zh-CN": ({ id, first }) => `编号 ${id} 已在第 ${first} 条出现过。`,
    en: ({ id, first }) => `The id ${id} was already used in row ${first}.`,
  },
  "ingest.reference-unknown": {
    "zh-CN": ({ target, id }) => `没有编号为 ${id} 的${zh(target)}。`,
    en: ({ target, id }) => `There is no ${en(target)} with the id ${id}.`,
  },
  "ingest.format-unknown": {
    "zh-CN": ({ file }) =>
      `无法识别 ${file} 的格式。可导入 GeoJSON、CSV、XLSX、压缩的 Shapefile、GeoPackage、KML 和 OSM 文件。`,
    en: ({ file }) =>
      `The format of ${file} is not known. GeoJSON, CSV, XLSX, zipped Shapefile, GeoPackage, KML and OSM files can be read.`,
  },
  "ingest.file-empty": {
    "zh-CN": ({ file }) => `${file} 里没有数据。`,
    en: ({ file }) => `There is no data in ${file}.`,
  },
  "ingest.file-unreadable": {
    "zh-CN": ({ file, detail }) => `无法打开 ${file}:${detail}。`,
    en: ({ file, detail }) => `${file} cannot be opened: ${detail}.`,
  },
  // Without a name: all files of an upload together.
  "ingest.file-too-large": {
    "zh-CN": ({ file, limit }) =>
      `${file || "上传的文件合计"}超过了 ${mebibytes(limit)} 的上限：请拆成几份，依次导入。`,
    en: ({ file, limit }) =>
      `${file || "The upload"} is larger than ${mebibytes(limit)}, the limit: split it and import the parts one after another.`,
  },
  "ingest.file-truncated": {
    "zh-CN": ({ file }) => `${file} 不完整，可能没有传完。`,
    en: ({ file }) => `${file} is cut off; it may not have been copied to the end.`,
  },
  "ingest.file-broken": {
    "zh-CN": ({ file, format, detail }) => `${file} 不是完好的 ${format} 文件：${detail}。`,
    en: ({ file, format, detail }) => `${file} is not a sound ${format} file: ${detail}.`,
  },
  "ingest.file-too-complex": {
    "zh-CN": ({ file, detail, limit }) => `${file} 超出处理上限（${detail}:${limit}）。`,
    en: ({ file, detail, limit }) => `${file} is beyond a limit (${detail}: ${limit}).`,
  },
  "ingest.zip-bomb": {
    "zh-CN": ({ file, entry, bytes, limit }) =>
      `${file} 中的 ${entry} 解压后有 ${mebibytes(bytes)}，超过上限 ${mebibytes(limit)}，不予解压。`,
    en: ({ file, entry, bytes, limit }) =>
      `${entry} in ${file} would unpack to ${mebibytes(bytes)}; the limit is ${mebibytes(limit)}, so it is not unpacked.`,
  },
  "ingest.zip-encrypted": {
    "zh-CN": ({ file, entry }) => `${file} 中的 ${entry} 有密码，请解密后再导入。`,
    en: ({ file, entry }) => `${entry} in ${file} has a password; remove it first.`,
  },
  "ingest.zip-nothing-inside": {
    "zh-CN": ({ file }) => `${file} 里没有可导入的数据。`,
    en: ({ file }) => `There is nothing that can be read in ${file}.`,
  },
  "ingest.part-missing": {
    "zh-CN": ({ file, part }) => `${file} 缺少 ${part} 文件。`,
    en: ({ file, part }) => `${file} lacks its ${part} file.`,
  },
  "ingest.xml-doctype": {
    "zh-CN": ({ file, line }) => `${file} 第 ${line} 行有 DOCTYPE 声明，出于安全不予读取。`,
    en: ({ file, line }) =>
      `Line ${line} of ${file} declares a document type, which is not read for safety.`,
  },
  "ingest.layer-missing": {
    "zh-CN": ({ file, layer, layers }) => `${file} 里没有图层“${layer}”，只有：${layers}。`,
    en: ({ file, layer, layers }) => `${file} has no layer "${layer}", only: ${layers}.`,
  },
  "ingest.encoding-unknown": {
    "zh-CN": ({ encoding }) => `不支持文字编码 ${encoding}。`,
    en: ({ encoding }) => `The text encoding ${encoding} is not known.`,
  },
  "ingest.crs-unknown": {
    "zh-CN": ({ crs }) => `不支持坐标系 ${crs}。`,
    en: ({ crs }) => `The coordinate system ${crs} is not known.`,
  },
  "ingest.columns-missing": {
    "zh-CN": ({ file, columns }) => `${file} 里没有这些列：${columns}。`,
    en: ({ file, columns }) => `${file} has no such columns: ${columns}.`,
  },
  "ingest.target-missing": {
    "zh-CN": ({ layer, targets }) => `图层“${layer}”必须指定：${zhAll(targets)}。`,
    en: ({ layer, targets }) => `The layer "${layer}" needs a field or a default for: ${targets}.`,
  },
  "ingest.no-files": {
    "zh-CN": () => "没有收到文件。",
    en: () => "No file has arrived.",
  },
  "ingest.too-many-files": {
    "zh-CN": ({ limit }) => `一次最多导入 ${limit} 个文件，请分批导入。`,
    en: ({ limit }) => `At most ${limit} files can be imported at a time.`,
  },
  "ingest.disk-full": {
    "zh-CN": () => "服务器磁盘已满，请联系系统管理员。",
    en: () => "The server's disk is full; tell its administrator.",
  },
  "ingest.not-open": {
    "zh-CN": () => "这次导入已经开始或已结束，不能再更改。",
    en: () => "This import has begun or ended and cannot be changed any more.",
  },
  "ingest.unknown-file": {
    "zh-CN": ({ file }) => `这次导入里没有文件 ${file}。`,
    en: ({ file }) => `There is no file ${file} in this import.`,
  },
};
