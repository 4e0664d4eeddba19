import type { NewDutyEntry, NewDutyPlace, RoutingAreaKind } from "../dispatch/index.ts";
import type { LineString, Position } from "../geometry/index.ts";
import type { CompoundRecord } from "../ingest/index.ts";
import { recordsOf } from "./demo-batches.ts";
import type { DemoOptions } from "./options.ts";
import { surveyTown } from "./survey.ts";

type DemoPlace = NewDutyPlace & { readonly geometry: CompoundRecord["geometry"] | LineString };
type Days = Pick<NewDutyEntry, "validFrom" | "validTo">;

/** A made-up duty list (责任清单) for the demo's bodies: what they answer for, and where somebody else does. */
export function demoDutyList(
  options: DemoOptions,
  { districtId, validFrom }: { readonly districtId: string; readonly validFrom: string },
): { readonly places: DemoPlace[]; readonly entries: NewDutyEntry[] } {
  const days: Days = { validFrom, validTo: null };
  const places = demoPlaces(options, days);
  const whole = { areaKind: "district", areaId: districtId } as const;
  const entries = WHOLE.map(([key, clause, ...classes]) => entryOf(key, whole, classes, clause));
  const own = places.map(({ kind, code }) => {
    const [key, clause, ...classes] = PLACED[code] ?? ["", ""];
    return entryOf(key, { areaKind: kind, areaId: `${kind}:${code}` }, classes, clause);
  });
  return { places, entries: [...entries, ...own].map((entry) => ({ ...entry, ...days })) };
}

type Duty = readonly [key: string, clause: string, ...classes: string[]];

const WHOLE: readonly Duty[] = [
  ["sanitation", "市容环卫责任清单第1项", "event.01"],
  ["enforcement", "综合执法责任清单第2项", "event.02", "event.05", "event.01-01"],
  ["market", "市场监管责任清单第4项", "event.01-16", "event.05-04"],
  ["housing", "住房建设责任清单第3项", "event.03"],
  ["utilities", "公用事业责任清单第1项", "event.04"],
  ["fire", "消防安全责任清单第1项", "community.20"],
];

/** Who takes what in each of the places, by their codes. */
const PLACED: Readonly<Record<string, Duty>> = {
  "ZS-01": ["enforcement", "专属网格责任书第2条", "event.01", "event.05"],
  "WY-01": ["property", "物业服务合同第6条", "event.01", "community.10-02", "community.20-02"],
  "JX-01": ["police", "街巷长制责任表第3行", "event.05-05"],
  "JX-02": ["sanitation", "街巷长制责任表第5行", "event.05-07"],
};

const entryOf = (
  key: string,
  where: { readonly areaKind: RoutingAreaKind; readonly areaId: string },
  categories: readonly string[],
  clause: string,
) => ({ unitId: `demo-${key}`, ...where, categories, priority: 100, clause });

const LANE_METRES = 25;

/** On and along the first compounds that are built: one is a special grid, one has a property company. */
function demoPlaces(options: DemoOptions, days: Days): DemoPlace[] {
  const [first, second, third] = firstCompounds(options, 3);
  if (!first || !second || !third) return [];
  const area = (kind: DemoPlace["kind"], code: string, { name, geometry }: CompoundRecord) => {
    const word = kind === "special_grid" ? "专属网格" : "物业服务区";
    return { kind, code, name: `${name}${word}`, bufferMetres: null, geometry, ...days };
  };
  const lane = (code: string, compound: CompoundRecord) => ({
    ...({ kind: "lane", code, name: `${compound.name}南街`, bufferMetres: LANE_METRES } as const),
    geometry: southSide(compound),
    ...days,
  });
  return [
    area("special_grid", "ZS-01", second),
    area("property_area", "WY-01", first),
    lane("JX-01", first),
    lane("JX-02", third),
  ];
}

function firstCompounds(options: DemoOptions, count: number): CompoundRecord[] {
  const found: CompoundRecord[] = [];
  for (const record of recordsOf(surveyTown(options), options)) {
    if (record.layer === "compounds") found.push(record);
    if (found.length === count) break;
  }
  return found;
}

/** The lowest edge of the wall: the street runs along it. */
function southSide({ geometry }: CompoundRecord): LineString {
  const [ring = []] =
    geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
  const edges = ring.slice(1).map((end, at): [Position, Position] => [ring[at] ?? end, end]);
  const [lowest] = edges
    .filter(([from, to]) => Math.abs(to[0] - from[0]) > Math.abs(to[1] - from[1]))
    .toSorted(([a, b], [c, d]) => a[1] + b[1] - c[1] - d[1]);
  return { type: "LineString", coordinates: lowest ?? ring.slice(0, 2) };
}
