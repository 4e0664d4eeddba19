import { DONGHU, JINCHUAN, QINGYUNPU, XIHU } from "./official-codes.ts";

/** An area of the tree with its official name and 12-digit code. */
export interface OfficialArea {
  readonly kind: "city" | "district" | "street" | "community";
  readonly code: string;
  readonly name: string;
  readonly children: readonly OfficialArea[];
}

/** 金昌市金川区: 6 streets (街道) with 26 communities, as in the reference city S1. */
export const jinchuanDistrict = (): OfficialArea => district("620302", "金川区", JINCHUAN);

/** 金昌市金川区 with one street, 桂林路街道, of 4 communities. */
export function guilinRoadStreet(): OfficialArea {
  const whole = jinchuanDistrict();
  return { ...whole, children: whole.children.filter((each) => each.name === "桂林路街道") };
}

/** 南昌市 with three of its districts and 293 communities, as in the reference city S2. */
export function nanchangCity(): OfficialArea {
  const children = [
    district("360103", "西湖区", XIHU),
    district("360102", "东湖区", DONGHU),
    district("360104", "青云谱区", QINGYUNPU),
  ];
  return { kind: "city", code: "360100000000", name: "南昌市", children };
}

/** How many communities (社区) an area holds; a community counts as one. */
export function countCommunities(area: OfficialArea): number {
  if (area.kind === "community") return 1;
  return area.children.reduce((sum, child) => sum + countCommunities(child), 0);
}

function district(code: string, name: string, text: string): OfficialArea {
  const children = text
    .trim()
    .split(/\n(?=\S)/)
    .map((paragraph) => street(code, paragraph));
  return { kind: "district", code: `${code}000000`, name, children };
}

function street(districtCode: string, paragraph: string): OfficialArea {
  const [head = "", rest = ""] = paragraph.split(":");
  const code = districtCode + head.slice(0, 3);
  const children = rest
    .trim()
    .split(/\s+/)
    .map((word): OfficialArea => ({
      kind: "community",
      code: code + word.slice(0, 3),
      name: `${word.slice(3)}社区`,
      children: [],
    }));
  return { kind: "street", code: `${code}000`, name: head.slice(3), children };
}
