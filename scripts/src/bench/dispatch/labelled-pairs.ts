import { CATEGORIES, isSameFamily, type Category, type ExistingCase } from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";
import { randomOf } from "../made-city.ts";

/** A case that is there and a report that comes in: made so that it is known whether they are the same problem. */
export interface LabelledPair {
  readonly existing: ExistingCase;
  readonly report: ExistingCase;
  readonly isSame: boolean;
}

const DAY_MS = 86_400_000;
const NOON = Date.parse("2026-11-20T12:00:00+08:00");
const CENTRE: Position = [115.8, 28.7];
/** Half the side of the square that the cases lie in, in metres. */
const HALF_SIDE = 5000;
const METRE = [1 / 97_700, 1 / 110_800] as const;

/** How far the phone of the second reporter is off, in metres. */
const NOISE = [5, 30] as const;
/** How far another problem may be from the first, in metres. */
const OTHER_WITHIN = 200;

const LANDMARKS = (
  "小区北门 南门口 幼儿园旁 菜市场 地铁口 便利店前 公交站 桥头 健身广场 停车场入口 三号楼下 七号楼后 " +
  "学校西侧 卫生院门前 河边步道 加油站旁 药店门口 银行门前 快递柜旁 篮球场"
).split(" ");
const WORDINGS = [
  "，请处理",
  "，没人管",
  "，好几天了",
  "，影响出行",
  "",
  "，存在隐患",
  "，麻烦看一下",
];

type Random = () => number;

const itemOf = <T>(list: readonly T[], random: Random): T => {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error("an empty list");
  return item;
};

/** Half of them the same problem told twice, half two problems near each other. Same seed, same pairs. */
export function makePairs(count: number, seed: number): LabelledPair[] {
  const random = randomOf(seed);
  const classes = CATEGORIES.filter(({ keywords }) => keywords.length > 0);
  return Array.from({ length: count }, (_, at) => {
    const category = itemOf(classes, random);
    const place = LANDMARKS[Math.floor(random() * LANDMARKS.length)] ?? "";
    const existing = caseOf(`a${at}`, { category, place, position: anywhere(random) }, random);
    const isSame = at % 2 === 0;
    const second = isSame ? same(existing, place, random) : other(existing, classes, random);
    const report = caseOf(`b${at}`, second, random);
    return { existing, isSame, report: { ...report, reportedAt: NOON } };
  });
}

interface Problem {
  readonly category: Category;
  readonly place: string;
  readonly position: Position;
}

/** Told again: seen from elsewhere, in other words, now and then under a sister class. */
function same({ category, position }: ExistingCase, place: string, random: Random): Problem {
  const sisters = CATEGORIES.filter(
    (each) => isSameFamily(each, category) && each.keywords.length > 0,
  );
  const metres = NOISE[0] + (NOISE[1] - NOISE[0]) * random();
  return {
    category: random() < 0.9 ? category : itemOf(sisters, random),
    place: random() < 0.8 ? place : itemOf(LANDMARKS, random),
    position: offBy(position ?? CENTRE, metres, random),
  };
}

/** Something else, evenly spread over the ground around, of the same class more often than by chance. */
function other({ category, position }: ExistingCase, classes: readonly Category[], random: Random) {
  const metres = OTHER_WITHIN * Math.sqrt(random());
  return {
    category: random() < 0.4 ? category : itemOf(classes, random),
    place: itemOf(LANDMARKS, random),
    position: offBy(position ?? CENTRE, metres, random),
  };
}

function caseOf(caseId: string, problem: Problem, random: Random): ExistingCase {
  const { category, place, position } = problem;
  // Half of what is open is of the last day, little is older than a week.
  const daysAgo = Math.min(13, -Math.log(1 - random()) * 1.5);
  return {
    caseId,
    category,
    position,
    description: `${place}${itemOf(category.keywords, random)}${itemOf(WORDINGS, random)}`,
    reportedAt: NOON - daysAgo * DAY_MS,
    laneId: null,
    assetId: null,
    state: "filed",
    closedAt: null,
  };
}

const anywhere = (random: Random): Position => [
  CENTRE[0] + (random() * 2 - 1) * HALF_SIDE * METRE[0],
  CENTRE[1] + (random() * 2 - 1) * HALF_SIDE * METRE[1],
];

function offBy([lng, lat]: Position, metres: number, random: Random): Position {
  const angle = random() * 2 * Math.PI;
  return [lng + Math.cos(angle) * metres * METRE[0], lat + Math.sin(angle) * metres * METRE[1]];
}
