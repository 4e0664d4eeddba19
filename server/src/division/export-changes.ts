import type { ExportCell } from "@onegrid/core/export";
import type { CompareReply } from "@onegrid/core/division/contract";
import type { ExportLayer } from "../export/layer.ts";

/** What a plan changes in one community (变化报告). */
export interface CommunityChanges {
  readonly community: string;
  readonly reply: CompareReply;
}

type Words = readonly [zh: string, en: string];
type Kind = "text" | "integer";

/** Name, kind and value of a column. */
type Column<Row> = readonly [words: Words, kind: Kind, value: (row: Row) => ExportCell];

function sheet<Row>(
  id: string,
  words: Words,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): ExportLayer {
  return {
    id,
    title: { "zh-CN": words[0], en: words[1] },
    columns: columns.map(([[zh, en], kind], at) => ({
      key: `${id}_${at}`,
      dbf: `C${at}`,
      kind,
      decimals: 0,
      title: { "zh-CN": zh, en },
    })),
    rows: rows.map((row) => ({
      cells: columns.map(([, , value]) => value(row)),
      geometry: null,
    })),
  };
}

const COMMUNITY: Words = ["社区", "Community"];
const BEFORE: Words = ["原网格", "Grid before"];
const AFTER: Words = ["新网格", "Grid after"];
const HOUSEHOLDS: Words = ["户数", "Households"];

/** A row with the community and the words of its grids. */
interface Moved {
  readonly community: string;
  readonly before: string | null;
  readonly after: string | null;
}

const WAY: readonly Column<Moved>[] = [
  [COMMUNITY, "text", (row) => row.community],
  [BEFORE, "text", (row) => row.before],
  [AFTER, "text", (row) => row.after],
];

/** Sheets of the report: sums, grids, buildings, stations and open cases that change hands. */
export function changeLayers(
  changes: readonly CommunityChanges[],
  language: "zh-CN" | "en",
): ExportLayer[] {
  return [
    summary(changes),
    grids(changes, language),
    sheet(
      "buildings",
      ["换网格的楼栋", "Buildings that move"],
      [
        ...WAY,
        [["地址", "Address"], "text", (row) => row.address],
        [HOUSEHOLDS, "integer", (row) => row.households],
      ],
      moved(changes, ({ movedBuildings }) => movedBuildings),
    ),
    sheet(
      "stations",
      ["换网格的站点", "Stations that move"],
      [...WAY, [["服务站点", "Station"], "text", (row) => row.name]],
      moved(changes, ({ stations }) => stations),
    ),
    sheet(
      "cases",
      ["换责任网格的在办案件", "Open cases that move"],
      [...WAY, [["案件编号", "Case"], "text", (row) => row.number]],
      moved(changes, ({ cases }) => cases),
    ),
  ];
}

function moved<Thing extends { readonly before: string | null; readonly after: string | null }>(
  changes: readonly CommunityChanges[],
  of: (reply: CompareReply) => readonly Thing[],
): (Moved & Omit<Thing, "before" | "after">)[] {
  return changes.flatMap(({ community, reply }) =>
    of(reply).map((thing) => ({
      ...thing,
      community,
      before: gridName(reply, "before", thing.before),
      after: gridName(reply, "after", thing.after),
    })),
  );
}

/** Its name in force, else its number in the plan. */
function gridName(reply: CompareReply, which: "before" | "after", id: string | null) {
  if (id === null) return null;
  return reply[which].grids.find((grid) => grid.id === id)?.name ?? id;
}

function summary(changes: readonly CommunityChanges[]): ExportLayer {
  const count =
    (isOne: (pair: CompareReply["pairs"][number]) => boolean) =>
    ({ reply }: CommunityChanges): number =>
      reply.pairs.filter(isOne).length;
  const columns: readonly Column<CommunityChanges>[] = [
    [COMMUNITY, "text", ({ community }) => community],
    [["不变的网格", "Grids kept"], "integer", count(({ isSame }) => isSame)],
    [
      ["调整的网格", "Grids changed"],
      "integer",
      count(({ before, after, isSame }) => !isSame && before !== null && after !== null),
    ],
    [["新设的网格", "Grids new"], "integer", count(({ before }) => before === null)],
    [["撤销的网格", "Grids gone"], "integer", count(({ after }) => after === null)],
    [["换网格的户数", "Households that move"], "integer", ({ reply }) => reply.movedHouseholds],
    [
      ["换网格的楼栋", "Buildings that move"],
      "integer",
      ({ reply }) => reply.movedBuildings.length,
    ],
    [["换网格的站点", "Stations that move"], "integer", ({ reply }) => reply.stations.length],
    [
      ["换责任网格的在办案件", "Open cases that move"],
      "integer",
      ({ reply }) => reply.cases.length,
    ],
  ];
  return sheet("summary", ["概要", "Summary"], columns, changes);
}

const STATUS = {
  "zh-CN": { same: "不变", changed: "调整", new: "新设", gone: "撤销" },
  en: { same: "kept", changed: "changed", new: "new", gone: "gone" },
} as const;

function grids(changes: readonly CommunityChanges[], language: "zh-CN" | "en"): ExportLayer {
  const rows = changes.flatMap(({ community, reply }) => {
    const size = (which: "before" | "after", id: string | null): number | null =>
      reply[which].grids.find((grid) => grid.id === id)?.households ?? null;
    return reply.pairs.map(({ before, after, shared, isSame }) => ({
      community,
      before: gridName(reply, "before", before),
      after: gridName(reply, "after", after),
      sizes: [size("before", before), size("after", after), shared] as const,
      status: STATUS[language][statusOf({ before, after, isSame })],
    }));
  });
  return sheet(
    "grids",
    ["网格", "Grids"],
    [
      ...WAY,
      [["变化", "Change"], "text", (row) => row.status],
      [["原户数", "Households before"], "integer", (row) => row.sizes[0]],
      [["新户数", "Households after"], "integer", (row) => row.sizes[1]],
      [["留下的户数", "Households kept"], "integer", (row) => row.sizes[2]],
    ],
    rows,
  );
}

function statusOf({ before, after, isSame }: Omit<CompareReply["pairs"][number], "shared">) {
  if (before === null) return "new";
  if (after === null) return "gone";
  return isSame ? "same" : "changed";
}
