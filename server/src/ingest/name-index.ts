import { pinyin } from "pinyin-pro";

/** What a name is found by besides its characters: `jianshelu` and `jsl` for 建设路. */
export function indexName(name: string): { pinyin: string; initials: string } {
  if (!/\p{Script=Han}/u.test(name)) {
    return { pinyin: name.toLowerCase().replaceAll(/\s+/g, ""), initials: "" };
  }
  const options = { toneType: "none", type: "array", nonZh: "consecutive" } as const;
  const syllables = pinyin(name, options).map((part) => part.toLowerCase());
  return {
    pinyin: syllables.join("").replaceAll(/\s+/g, ""),
    initials: syllables.map((part) => (/^\d/.test(part) ? part : part.slice(0, 1))).join(""),
  };
}
