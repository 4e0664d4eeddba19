import * as fc from "fast-check";
import { expect, test } from "vitest";
import { maskText, personalWordIn, scanText } from "./index.ts";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const identityNumber = fc
  .tuple(
    fc.constantFrom("110105", "320281", "620302", "440304", "141182"),
    fc.integer({ min: 1930, max: 2020 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([place, year, month, day, order]) => {
    const body = `${place}${year}${two(month)}${two(day)}${String(order).padStart(3, "0")}`;
    const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
    return body + "10X98765432".charAt(sum % 11);
  });

const disguise = fc.constantFrom(
  (id: string) => id,
  (id: string) => id.toLowerCase(),
  (id: string) => `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`,
  (id: string) => `${id.slice(0, 6)}-${id.slice(6)}`,
  (id: string) => id.split("").join("\u200b"),
  (id: string) => id.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d))),
  (id: string) => `86${id}`,
);

test("the text scanner blocks every identity number, however it is written", () => {
  fc.assert(
    fc.property(identityNumber, disguise, (id, hide) => {
      const text = `反映人证件${hide(id)},住三号楼`;
      const found = scanText(text);
      expect(found.map((finding) => finding.kind)).toContain("identity");
      expect(found.every(({ start, end }) => start >= 5 && end <= text.length)).toBe(true);
    }),
    { numRuns: 10_000 },
  );
});

test("the text scanner lets codes of ours pass when they are known, and 12-digit area codes always", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), (n) => {
      const area = `620302${String(n % 1_000_000).padStart(6, "0")}`;
      expect(scanText(`社区 ${area}`)).toEqual([]);
      const asset = `6203020101${String(n).padStart(10, "0").slice(0, 6)}`;
      expect(scanText(`部件 ${asset}`, { isKnownCode: (run) => run === asset })).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
});

test("the text scanner scans a column of codes for identity numbers only", () => {
  expect(scanText("13812345678", { kinds: ["identity"] })).toEqual([]);
  expect(scanText("11010519491231002X", { kinds: ["identity"] })).toHaveLength(1);
});

test("the text scanner refuses neither a wrong check digit nor an impossible date", () => {
  expect(scanText("110105194912310021").filter(({ kind }) => kind === "identity")).toEqual([]);
  expect(scanText("110105194913310029").filter(({ kind }) => kind === "identity")).toEqual([]);
});

test("the text scanner masks a mobile phone, also beside a room number", () => {
  for (const text of [
    "电话13812345678",
    "138 1234 5678 302室",
    "+86 13812345678",
    "１３８１２３４５６７８",
  ]) {
    const found = scanText(text);
    expect(found.map(({ kind }) => kind)).toEqual(["mobile"]);
    expect(maskText(text, found).normalize("NFKC")).not.toMatch(/12345678/);
  }
});

test("the text scanner blocks a bank card and warns of an old identity number", () => {
  expect(scanText("卡号6222021234567890128")[0]?.action).toBe(
    luhn("6222021234567890128") ? "block" : undefined,
  );
  expect(scanText("卡号4111 1111 1111 1111")[0]?.kind).toBe("bank-card");
  expect(scanText("旧证110105491231002")[0]?.kind).toBe("old-identity");
});

test("the text scanner is silent about addresses, coordinates and dates", () => {
  for (const text of ["308 Anchorvale Road 540308", "39.255363,-76.652027", "2017-08-09 15:20:26"])
    expect(scanText(text)).toEqual([]);
});

const two = (value: number) => String(value).padStart(2, "0");

function luhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .toReversed()
    .reduce((total, d, i) => total + (i % 2 ? (d * 2 > 9 ? d * 2 - 9 : d * 2) : d), 0);
  return sum % 10 === 0;
}

const PERSONAL = [
  ..."姓名 户主姓名 身份证 身份证号码 证件号 证件号码 出生 出生日期 民族 婚姻 婚姻状况 户主 手机 手机号".split(
    " ",
  ),
  ..."电话 联系电话 疫苗 疫苗接种 信仰 宗教信仰 政治面貌 病史 车牌 车牌号".split(" "),
  ..."id_card idCard ID-CARD id_number birth birth_date birthday ethnic ethnicity marital".split(
    " ",
  ),
  ..."marital_status mobile mobile_no phone contact:phone PhoneNumber religion plate plate_no".split(
    " ",
  ),
  ..."xingming sfzh shouji lxdh minzu huzhu cph zzmm csrq full_name date_of_birth".split(" "),
];
const PLAIN = [
  ..."名称 小区名称 户数 住户数 楼栋编号 层数 面积 地址 社区 街道 网格编码 备注 类型 name name:zh".split(
    " ",
  ),
  ..."households hdb:total_dwelling_units building:levels addr:street population template".split(
    " ",
  ),
  ..."osm_id code id lng lat reported_at plateau owner_type ref operator".split(" "),
];
test("the personal headings are all found", () => {
  expect(PERSONAL.filter((heading) => personalWordIn(heading) === null)).toEqual([]);
  expect(PERSONAL.length).toBeGreaterThanOrEqual(50);
});
test("the personal headings are not confused with headings about places", () => {
  expect(PLAIN.filter((heading) => personalWordIn(heading) !== null)).toEqual([]);
});
