import type { StationRecord } from "../ingest/index.ts";
import type { StationKind } from "../organisation/index.ts";
import { distanceMetres, positionOf, type Spot } from "./ground.ts";
import type { StationSite } from "./model.ts";
import type { OfficialArea } from "./names/official-areas.ts";
import { itemAt, randomFor, type Random } from "./random.ts";
import type { Survey, SurveyedCommunity } from "./survey.ts";

interface StationStyle {
  readonly title: string;
  readonly areaM2: readonly [number, number];
  readonly hours: readonly string[];
  readonly services: readonly string[];
  readonly sites: readonly StationSite["kind"][];
}

const REST = ["临时休息", "补水充电", "加热饭菜", "应急药箱", "公用维修工具", "图书借阅"];
const OFFICE = ["政务代办", "民生服务", "协商议事", "党建活动", "文体活动", "老年食堂"];
const DAY = ["Mo-Fr 08:30-17:30", "Mo-Sa 09:00-18:00"];
const LONG = ["Mo-Su 08:00-20:00", "Mo-Su 07:00-21:00", "Mo-Sa 08:30-19:30"];

const STYLES: Readonly<Record<StationKind, StationStyle>> = {
  service_centre: style(
    "党群服务中心",
    [400, 900],
    ["Mo-Fr 08:30-18:00", "Mo-Su 08:30-17:30"],
    OFFICE,
    ["shop", "gate"],
  ),
  red_station: style("红色驿站", [18, 120], LONG, REST, ["gate", "shop"]),
  compound_station: style("党群服务站", [60, 240], DAY, OFFICE, ["gate"]),
  pioneer_station: style("先锋驿站", [20, 60], LONG, REST, ["shop", "gate"]),
  party_square: style(
    "党建广场",
    [600, 3200],
    ["24/7"],
    ["文体活动", "党建宣传"],
    ["park", "gate"],
  ),
  worker_stop: style("户外劳动者之家", [15, 50], ["24/7", ...LONG], REST, ["shop", "gate"]),
  mediation_room: style(
    "“老娘舅”调解室",
    [15, 40],
    DAY,
    ["矛盾调解", "法律咨询"],
    ["gate", "shop"],
  ),
  guidance_station: style("基层党建工作指导站", [40, 120], DAY, ["党建指导"], ["shop", "gate"]),
  service_window: style("便民办事窗口", [20, 80], DAY, ["政务代办", "社保查询"], ["shop", "gate"]),
  incubator: style("社会组织孵化基地", [150, 600], DAY, ["公益孵化", "志愿服务"], ["shop", "gate"]),
};

/** Order in which the other kinds are given out: each kind once, then the common ones more often. */
const OTHERS: readonly StationKind[] = [
  "compound_station",
  "party_square",
  "worker_stop",
  "pioneer_station",
  "mediation_room",
  "guidance_station",
  "service_window",
  "incubator",
  "worker_stop",
  "compound_station",
  "party_square",
  "worker_stop",
  "pioneer_station",
  "compound_station",
  "mediation_room",
  "worker_stop",
];

/** Centres should have 30 m² for each 100 households; some of these do not reach it. */
const CENTRE_M2_PER_HOUSEHOLD = 0.3;

function style(
  title: string,
  areaM2: StationStyle["areaM2"],
  hours: readonly string[],
  ...[services, sites]: [readonly string[], StationStyle["sites"]]
): StationStyle {
  return { title, areaM2, hours, services, sites };
}

interface Placing {
  readonly survey: Survey;
  readonly community: SurveyedCommunity;
  readonly random: Random;
  readonly taken: StationSite[];
}

/** How many stations a community gets beside its centre, against the others: some get none. */
const SHARES = [0, 0, 1, 1, 1, 2, 3] as const;

/**
 * One centre for each community and street; the red stations and all other kinds are shared out as
 * unevenly as they have grown in most cities, so that there is something to find and to improve.
 */
export function* stationRecords(survey: Survey): Generator<StationRecord> {
  const { settings, seed } = survey.town;
  const shares = survey.communities.map((_, k) => randomFor(seed, 153, k).pick(SHARES));
  const sum = shares.reduce((total: number, each) => total + each, 0);
  let before = 0;
  let other = 0;
  for (const [k, community] of survey.communities.entries()) {
    const placing = { survey, community, random: randomFor(seed, 151, k), taken: [] };
    const [from, to] = [before / sum, (before += itemAt(shares, k)) / sum];
    const share = (total: number): number => Math.floor(to * total) - Math.floor(from * total);
    yield placeStation(placing, "service_centre", `${community.code}-c`);
    for (let n = share(settings.redStations); n > 0; n--)
      yield placeStation(placing, "red_station", `${community.code}-r${n}`);
    for (let n = share(settings.otherStations); n > 0; n--)
      yield placeStation(
        placing,
        itemAt(OTHERS, other++ % OTHERS.length),
        `${community.code}-o${n}`,
      );
  }
  for (const street of streetsOf(survey.root)) yield streetCentre(survey, street);
}

const streetsOf = (area: OfficialArea): OfficialArea[] =>
  area.kind === "street" ? [area] : area.children.flatMap(streetsOf);

function placeStation(placing: Placing, kind: StationKind, id: string): StationRecord {
  const { survey, community, random } = placing;
  const { title, areaM2, hours, services } = STYLES[kind];
  const site = chooseSite(placing, kind);
  const isCentre = kind === "service_centre";
  const due = community.households * CENTRE_M2_PER_HOUSEHOLD * random.between(0.75, 1.4);
  const floor = isCentre ? Math.max(220, due) : random.between(...areaM2);
  const offered = services.filter((_, k) => k === 0 || random.chance(0.65));
  return {
    layer: "stations",
    sourceId: `station-${id}`,
    kind,
    name: (isCentre ? community.name : site.label) + title,
    address: site.address,
    floorAreaM2: Math.round(floor),
    hours: random.chance(0.04) ? null : random.pick(hours),
    services: offered,
    geometry: { type: "Point", coordinates: positionOf(survey.town.settings.centre, site.spot) },
  };
}

/** Of two sites that suit the kind the one farther from the stations already placed. */
function chooseSite({ community, random, taken }: Placing, kind: StationKind): StationSite {
  const sites = community.parts
    .flatMap((part) => part.sites)
    .filter((each) => !taken.includes(each));
  const [first = "gate", second = first] = STYLES[kind].sites;
  const wanted = random.chance(0.75) ? first : second;
  const suiting = sites.filter((site) => site.kind === wanted);
  // A second station in one estate would bear the same name: other estates come first.
  const fresh = suiting.filter((site) => taken.every((each) => each.label !== site.label));
  const list = [fresh, suiting, sites].find((each) => each.length > 0) ?? [];
  if (list.length === 0) return fallbackSite(community);
  const tries = Array.from({ length: 2 }, () => random.pick(list));
  const distance = ({ spot }: StationSite): number =>
    Math.min(...taken.map((each) => distanceMetres(each.spot, spot)), 5000);
  const best = tries.reduce((far, each) => (distance(each) > distance(far) ? each : far));
  taken.push(best);
  return best;
}

/** A community of nothing but fields and works: the middle of its first part. */
function fallbackSite(community: SurveyedCommunity): StationSite {
  const ring = itemAt(community.parts, 0).ring;
  const sum = ring.reduce(([x, y], spot): Spot => [x + spot[0], y + spot[1]], [0, 0] as Spot);
  const spot: Spot = [sum[0] / ring.length, sum[1] / ring.length];
  return { kind: "centre", spot, address: community.name, label: community.name };
}

/** The street's own centre (街道党群服务中心), in the first of its communities. */
function streetCentre(survey: Survey, street: OfficialArea): StationRecord {
  const own = survey.communities.filter((each) => each.code.startsWith(street.code.slice(0, 9)));
  const community = itemAt(own, own.length >> 1);
  const random = randomFor(survey.town.seed, 152, Number(street.code.slice(3, 9)));
  const placing = { survey, community, random, taken: [] };
  const station = placeStation(placing, "service_centre", `${street.code}-s`);
  const floorAreaM2 = Math.round(random.between(900, 2600));
  return { ...station, name: `${street.name}党群服务中心`, floorAreaM2 };
}
