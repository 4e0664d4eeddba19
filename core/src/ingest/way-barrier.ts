import type { Geometry } from "../geometry/index.ts";
import { asPoint } from "./fit-geometry.ts";
import type { ImportPlan } from "./plan.ts";
import type { LayerRecord } from "./records.ts";
import { cellText, type RowReader } from "./row-reader.ts";
import { yesOrNo } from "./surveyed-way-tags.ts";

type Tag = (key: string) => string;

/** What a walking network reads of a node beside its barrier. */
const KEPT =
  "barrier kerb maxwidth:physical width foot pedestrian access motor_vehicle vehicle wheelchair".split(
    " ",
  );
/** Who may pass; on a node of a way it says so without any barrier. */
export const ACCESS_KEYS: readonly string[] = ["foot", "access", "motor_vehicle", "vehicle"];
/** These are taken as gates of compounds (大门), which open the wall they stand in. */
const GATES = new Set(["gate", "lift_gate", "swing_gate", "sliding_gate", "entrance"]);

/** Does this point of OpenStreetMap bar a way? `@way` stands on nodes of roads and paths. */
export function isWayBarrier(tag: Tag): boolean {
  const barrier = tag("barrier");
  if (barrier !== "" && !GATES.has(barrier)) return true;
  if (tag("kerb") !== "" || tag("maxwidth:physical") !== "") return true;
  const facts = barrier === "" ? ACCESS_KEYS : [...ACCESS_KEYS, "wheelchair", "width"];
  return (barrier !== "" || tag("@way") !== "") && facts.some((key) => tag(key) !== "");
}

/** A post, a stile, a turnstile, a kerb (路障、闸机、路缘): what stops some of those who come along a way. */
export function makeWayBarrier(
  row: RowReader,
  geometry: Geometry,
  plan: ImportPlan,
): LayerRecord[] {
  const point = asPoint(geometry);
  if (point === null) {
    row.report({ code: "ingest.geometry-type", found: geometry.type, wanted: "Point" });
    return [];
  }
  const tags = tagsOf(row);
  // The gate itself lies in its own layer then, with its hours and whose it is.
  if (plan.layer === "osm" && GATES.has(tags["barrier"] ?? "")) delete tags["barrier"];
  if (Object.keys(tags).length === 0) {
    row.missing("class");
    return [];
  }
  return [
    {
      layer: "way_barriers",
      sourceId: row.id([geometry]),
      name: row.text("name", 200),
      tags,
      geometry: point,
    },
  ];
}

const LONGEST_VALUE = 60;

function tagsOf(row: RowReader): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const key of KEPT) {
    const text = cellText(row.tags[key]);
    if (text !== "" && text.length <= LONGEST_VALUE) tags[key] = text;
  }
  Object.assign(tags, kindTags(row.text("class", LONGEST_VALUE)));
  const kerb = row.text("kerb", LONGEST_VALUE);
  if (kerb !== "") tags["kerb"] = /^[a-z_]+$/.test(kerb) ? kerb : kerbOf(kerb);
  const wheelchair = row.text("wheelchair", LONGEST_VALUE);
  if (wheelchair !== "") tags["wheelchair"] = yesOrNo(wheelchair);
  const width = row.text("width", LONGEST_VALUE);
  if (width !== "") tags["maxwidth:physical"] = width;
  for (const heading of ["步行", "可步行", "是否可步行", "人行"]) {
    const text = cellText(row.tags[heading]);
    if (text !== "" && tags["foot"] === undefined) tags["foot"] = yesOrNo(text);
  }
  return tags;
}

const KINDS: readonly (readonly [string, RegExp])[] = [
  ["turnstile", /闸机|转闸|三辊闸|旋转门|旋转栅/],
  ["lift_gate", /道闸|抬杆|升降杆|起落杆/],
  ["kissing_gate", /迷宫门|推拉过道/],
  ["chicane", /[s之回]形|迂回|迷宫/],
  ["cycle_barrier", /防摩托|防电动车|限车|车挡栏|自行车栏/],
  ["stile", /跨栏|翻越|踏梯/],
  ["block", /石墩|水泥墩|石球|挡石|隔离墩/],
  ["bollard", /路桩|隔离桩|防撞柱|防撞桩|止车桩|挡车桩|警示柱|立柱/],
  ["chain", /铁链|链条|锁链/],
  ["fence", /围栏|护栏|栅栏|围挡/],
  ["wall", /围墙|砖墙|封堵|封死/],
  ["gate", /大门|铁门|小门|门$/],
];

/** A word of OpenStreetMap, or of a Chinese survey; one that nobody knows stays as written, to be looked at. */
function kindTags(text: string): Record<string, string> {
  if (text === "") return {};
  const plain = text.normalize("NFKC").trim().toLowerCase();
  if (/^[a-z][a-z_-]+$/.test(plain)) return { barrier: plain };
  if (/路缘|路牙|路沿|缘石|马路牙/.test(plain)) return { kerb: kerbOf(plain) };
  const kind = KINDS.find(([, words]) => words.test(plain))?.[0];
  return { barrier: kind ?? text };
}

const kerbOf = (text: string): string =>
  /降|坡|平|无障碍|^(?:否|无|no|false|0)$/i.test(text) ? "lowered" : "raised";
