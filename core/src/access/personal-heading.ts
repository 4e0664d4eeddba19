/**
 * Words that make a column personal (姓名, 身份证, 电话…), with their pinyin and English forms. The
 * store has no place for such columns: imports drop them, the schema guard refuses them.
 */
const HAN_WORDS =
  /姓名|身份证|证件号|身分证|出生|生日|民族|婚姻|户主|业主|房主|租户|租客|手机|电话|联系方式|联系人|疫苗|信仰|宗教|政治面貌|党员信息|病史|病情|残疾|车牌|车辆号|护照|银行卡|微信|人脸|指纹/;

/** Match a whole word of the heading: `id_card`, `idCard`, `ID CARD`. */
const WHOLE_WORDS = new Set(
  (
    "idcard identitycard idnumber idno nationalid identityno ssn passport birth birthday birthdate " +
    "dateofbirth dob ethnic ethnicity nationality marital marriage married householder " +
    "headofhousehold mobile cellphone phone telephone tel fax email vaccine vaccination religion " +
    "faith politics political plate licenseplate licenceplate plateno medical disease surname " +
    "firstname lastname fullname personname ownername tenantname residentname contactname wechat " +
    "gender sex bankcard " +
    "xingming xm shenfenzheng shenfenzhenghao sfz sfzh sfzhm zhengjianhao zjh zjhm chusheng csrq " +
    "shengri minzu hunyin hyzk huzhu shouji shoujihao sjh sjhm dianhua lxdh lianxidianhua lxr " +
    "lianxiren yimiao xinyang zongjiao zhengzhimianmao zzmm bingshi chepai chepaihao cph cphm"
  ).split(" "),
);

/** The word that makes a heading, column name or comment personal; `null` when nothing does. */
export function personalWordIn(heading: string): string | null {
  const plain = heading.normalize("NFKC");
  const han = HAN_WORDS.exec(plain.replace(/[\s\p{P}\p{Cf}]/gu, ""));
  if (han !== null) return han[0];
  const words = plain
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
  for (let from = 0; from < words.length; from += 1) {
    for (let to = from + 1; to <= Math.min(words.length, from + 4); to += 1) {
      const joined = words.slice(from, to).join("");
      if (WHOLE_WORDS.has(joined)) return joined;
    }
  }
  return null;
}
