import {
  HOLDER_COLUMNS,
  holderColumns,
  inLanguage,
  planHolderRows,
  writeHolderRows,
  type HolderRow,
  type PlannedHolder,
  type TableAccount,
} from "@onegrid/core/dispatch";
import {
  MOST_HOLDER_ROWS_SHOWN,
  type HolderImportQuery,
  type HolderImportReply,
  type HolderTableQuery,
} from "@onegrid/core/dispatch/holder-table-contract";
import { readAs, type Db } from "@onegrid/db";
import {
  listCommunitiesIn,
  listHolders,
  listSeatAccounts,
  putHolders,
  type PlanCommunity,
  type StoredPlan,
} from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { readTableTexts } from "../../ingest/readers/table-texts.ts";
import type { StoredFile } from "../../ingest/upload-store.ts";
import { Problem } from "../../problem.ts";
import { tableCsv, tableUnder, workbookOf } from "../../table-file.ts";
import { notePlan, raisePlan, requirePlan, requirePlanArea, type PlanKeeper } from "./plan.ts";

export const MOST_HOLDER_BYTES = 20_000_000;
/** More than the seats of 293 communities. */
const MOST_ROWS = 60_000;

/** A plan with its seats and everybody who may take one, as the table of seats has it. */
interface SeatedPlan {
  readonly plan: StoredPlan;
  readonly communities: readonly PlanCommunity[];
  readonly held: Awaited<ReturnType<typeof listHolders>>;
  readonly accounts: readonly TableAccount[];
}

type Seated = Omit<SeatedPlan, "accounts">;

async function seatsOf(db: Db, by: PlanKeeper, areaId: string): Promise<Seated> {
  await requirePlanArea(db, by, areaId);
  return {
    plan: await requirePlan(db, areaId),
    communities: await listCommunitiesIn(db, [areaId]),
    held: await listHolders(db, areaId),
  };
}

/** With the accounts, which lie behind the second wall: by now it is a plan that the keeper sees. */
async function withAccounts(
  db: Db,
  by: PlanKeeper,
  { seated, now }: { readonly seated: Seated; readonly now: Date },
): Promise<SeatedPlan> {
  const ids = [...new Set(seated.held.map(({ holderId }) => holderId))];
  const asked = { areaIds: by.scope, ids, day: localDay(now) };
  return { ...seated, accounts: await listSeatAccounts(db, asked) };
}

const seatedPlan = async (
  db: Db,
  by: PlanKeeper,
  { areaId, now }: { readonly areaId: string; readonly now: Date },
): Promise<SeatedPlan> => {
  const seated = await readAs(db, by.sight, (trx) => seatsOf(trx, by, areaId));
  return withAccounts(db, by, { seated, now });
};

/** The seats of a plan as a file, with whoever holds them or to be filled in. */
export async function holderFile(
  db: Db,
  by: PlanKeeper,
  asked: HolderTableQuery & { readonly now: Date },
): Promise<Buffer | string> {
  const { plan, communities, held, accounts } = await seatedPlan(db, by, asked);
  const inWords = (label: { zh: string; en: string }): string => inLanguage(label, asked.language);
  const sheet = {
    title: inWords({ zh: "平急人员", en: "Seats" }),
    headings: HOLDER_COLUMNS.map(({ heading }) => inWords(heading)),
    rows: writeHolderRows(
      { groups: plan.groups, communities, accounts, held: asked.isTemplate ? [] : held },
      inWords,
    ),
  };
  return asked.format === "csv" ? tableCsv(sheet) : workbookOf([sheet]);
}

/** What a file would do to the seats of a plan, or, where it is to be taken, what it has done: all or nothing. */
export async function importHolders(
  db: Db,
  by: PlanKeeper,
  asked: HolderImportQuery & { readonly file: StoredFile; readonly now: Date },
): Promise<HolderImportReply> {
  const { areaId, expectedVersion, file, now } = asked;
  const rows = await readHolderRows(file);
  const planned = (seated: SeatedPlan): PlannedHolder[] =>
    planHolderRows(rows, {
      ...seated,
      groups: seated.plan.groups,
      emptiesBlank: asked.emptiesBlank ?? false,
    });
  if (asked.isTaken !== true) {
    const seated = await seatedPlan(db, by, { areaId, now });
    return replyOf(seated, planned(seated), { fileName: file.name, isTaken: false });
  }
  return db.transaction().execute(async (trx) => {
    const seated = await withAccounts(trx, by, { seated: await seatsOf(trx, by, areaId), now });
    const found = planned(seated);
    refuseFaults(found);
    const changed = found.filter(({ outcome }) => outcome !== "known");
    // Whoever was quicker has raised the version: then what was looked at is not what is there.
    const plan = await raisePlan(trx, areaId, expectedVersion, now);
    await putHolders(trx, areaId, changed.map(heldSeat));
    await notePlan(trx, by, {
      action: "dispatch.plan-table",
      areaId,
      detail: { version: plan.version, seats: changed.length },
    });
    return replyOf({ ...seated, plan }, found, { fileName: file.name, isTaken: true });
  });
}

function refuseFaults(found: readonly PlannedHolder[]): void {
  const refused = found.filter(({ outcome }) => outcome === "refused");
  const [first] = refused;
  if (first)
    throw new Problem({ code: "dispatch.plan-table", count: refused.length, line: first.line });
}

/** Of a row that was not refused: its seat could be read. */
const heldSeat = ({ communityId, group, post, seat, holderId }: PlannedHolder) => ({
  communityId: communityId ?? "",
  group,
  post,
  seat: seat ?? 0,
  holderId,
});

const LONGEST_CELL = 400;

const knownHeadings = (headings: readonly string[]) => {
  const columns = holderColumns(headings);
  return columns && { columns };
};

/** The first sheet with the headings of the table. */
async function readHolderRows({ path, name: file }: StoredFile): Promise<HolderRow[]> {
  const bounds = { mostBytes: MOST_HOLDER_BYTES, mostRows: MOST_ROWS };
  const { format, sheets } = await readTableTexts(path, file, bounds);
  for (const sheet of sheets) {
    const rows = tableUnder(sheet, format, knownHeadings)?.rows;
    if (!rows) continue;
    if (rows.length > MOST_ROWS)
      throw new Problem({
        code: "ingest.file-too-complex",
        file,
        detail: "rows",
        limit: MOST_ROWS,
      });
    return rows.map(({ line, cells }) => ({ line, cells: shortened(cells) }));
  }
  throw new Problem({ code: "dispatch.plan-no-table", file });
}

const shortened = (cells: Readonly<Record<string, string>>): HolderRow["cells"] =>
  Object.fromEntries(
    Object.entries(cells).map(([key, text]) => [key, text.slice(0, LONGEST_CELL)]),
  );

/** What is wrong comes first, then what changes something. */
const ORDER: readonly PlannedHolder["outcome"][] = ["refused", "emptied", "changed", "new"];

function replyOf(
  { plan, communities, accounts }: SeatedPlan,
  found: readonly PlannedHolder[],
  told: Pick<HolderImportReply, "fileName" | "isTaken">,
): HolderImportReply {
  const counts = { new: 0, changed: 0, emptied: 0, known: 0, refused: 0 };
  for (const { outcome } of found) counts[outcome] += 1;
  const communityNames = new Map(communities.map(({ id, name }) => [id, name]));
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? ""));
  const shown = ORDER.flatMap((outcome) => found.filter((row) => row.outcome === outcome));
  return {
    ...told,
    version: plan.version,
    counts,
    rows: shown.slice(0, MOST_HOLDER_ROWS_SHOWN).map(({ line, outcome, seat, ...row }) => {
      const group = plan.groups.find(({ key }) => key === row.group);
      const post = group?.posts.find(({ key }) => key === row.post);
      return {
        line,
        outcome,
        seat,
        faults: [...row.faults],
        community: communityNames.get(row.communityId ?? "") ?? "",
        group: group?.name ?? row.group,
        post: post?.name ?? row.post,
        before: nameOf(row.before),
        after: nameOf(row.holderId),
      };
    }),
  };
}
