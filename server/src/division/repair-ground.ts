import { randomUUID } from "node:crypto";
import { needsReason, type BaseProblem, type BaseRepair } from "@onegrid/core/division";
import type { GroundReply, RepairBody } from "@onegrid/core/division/contract";
import type { Db } from "@onegrid/db";
import {
  findBase,
  insertBaseRepair,
  listBaseRepairs,
  namesOfPlaces,
  withdrawBaseRepair,
  type BaseRepairRow,
  type StoredBase,
} from "@onegrid/db/division";
import { Problem } from "../problem.ts";
import { ensureBase } from "./build-base.ts";
import type { GroundStore } from "./ground-store.ts";

/**
 * Problems of a base version with what can be done about them, and what was settled so far. The
 * newest version is made for whoever may go over to it; who only reads is told of the newest there is.
 */
export async function readGround(
  db: Db,
  { baseId, base, mayPlan }: Pick<Asked, "baseId" | "base"> & { readonly mayPlan: boolean },
): Promise<GroundReply> {
  const { communityId } = base;
  const newest = mayPlan
    ? await ensureBase(db, communityId)
    : (await findBase(db, communityId))?.id;
  const problems = problemsOf(base);
  const repairs = await listBaseRepairs(db, [communityId]);
  const accepted = new Map(
    repairs.flatMap((row) =>
      row.repair.kind === "accept" ? [[row.repair.problemId, row] as const] : [],
    ),
  );
  const standing = repairs.filter(({ repair }) => repair.kind !== "accept");
  return {
    baseId,
    communityId,
    newestBaseId: newest ?? baseId,
    problems: problems.map((problem) => {
      const { id, kind, areaSquareMetres, givenTo } = problem;
      const row = accepted.get(id);
      return {
        id,
        kind,
        place: [...problem.place],
        areaSquareMetres,
        ids: [...problem.ids],
        ...(givenTo !== undefined && { givenTo }),
        offers: problem.offers.map((offer) => plain(offer)),
        accepted: row ? standingRow(row) : null,
      };
    }),
    repairs: standing.map((row) => standingRow(row)),
    names: await namesOfPlaces(db, [...new Set(mentioned(problems, standing))]),
  };
}

/** Versions from before there were offers have none. */
function problemsOf({ problems }: StoredBase): BaseProblem[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as `insertBase` was given them
  const stored = problems as readonly (Omit<BaseProblem, "offers"> & Partial<BaseProblem>)[];
  return stored.map((problem) => ({ ...problem, offers: problem.offers ?? [] }));
}

const plain = (repair: BaseRepair): GroundReply["repairs"][number]["repair"] =>
  repair.kind === "give" ? { ...repair, place: [...repair.place] } : { ...repair };

const standingRow = ({ id, repair, reason, by, at }: BaseRepairRow) => ({
  id,
  repair: plain(repair),
  reason,
  by,
  at: at.toISOString(),
});

const idsOf = (repair: BaseRepair): string[] =>
  Object.entries(repair).flatMap(([key, value]) =>
    typeof value === "string" && key !== "kind" ? [value] : [],
  );

const mentioned = (problems: readonly BaseProblem[], rows: readonly BaseRepairRow[]): string[] => [
  ...problems.flatMap(({ ids, givenTo = "", offers }) => [
    ...ids,
    givenTo,
    ...offers.flatMap(idsOf),
  ]),
  ...rows.flatMap(({ repair }) => idsOf(repair)),
];

interface Asked {
  readonly baseId: string;
  readonly base: StoredBase;
  readonly accountId: string | null;
}

/** Settles something about the ground; answers the base version that follows from it. */
export async function makeRepair(
  db: Db,
  store: GroundStore,
  { baseId, base, accountId }: Asked,
  { repair, reason = "" }: RepairBody,
): Promise<{ baseId: string }> {
  if (needsReason(repair) && reason.trim() === "")
    throw new Problem({ code: "division.reason-missing" });
  const { ground } = await store.open(db, baseId);
  if (repair.kind === "link") {
    for (const unitId of [repair.unitId, repair.otherId])
      if (!ground.indexOf.has(unitId)) throw new Problem({ code: "division.unknown-unit", unitId });
  } else if (!isOffered(problemsOf(base), repair)) {
    throw new Problem({ code: "division.not-offered" });
  }
  const { communityId } = base;
  const row = { id: randomUUID(), communityId, repair, reason: reason.trim(), accountId };
  await db.transaction().execute((trx) => insertBaseRepair(trx, row));
  return { baseId: await ensureBase(db, communityId) };
}

/** What no problem of the version offers would be settled in the dark. */
function isOffered(problems: readonly BaseProblem[], repair: BaseRepair): boolean {
  if (repair.kind === "accept") return problems.some(({ id }) => id === repair.problemId);
  return problems.some(({ offers }) => offers.some((offer) => isSame(offer, repair)));
}

/** By value; the order of keys in a stored offer is the database's own. */
function isSame(offer: BaseRepair, repair: BaseRepair): boolean {
  if (offer.kind === "give" && repair.kind === "give")
    return offer.to === repair.to && String(offer.place) === String(repair.place);
  if (offer.kind !== "adopt" || repair.kind !== "adopt") return false;
  return offer.buildingId === repair.buildingId;
}

/** Takes a repair back; answers the base version that follows from it. */
export async function takeBackRepair(
  db: Db,
  repairId: string,
  communityId: string,
  accountId: string | null,
): Promise<{ baseId: string }> {
  const isGone = await db
    .transaction()
    .execute((trx) => withdrawBaseRepair(trx, repairId, accountId));
  if (!isGone) throw new Problem({ code: "division.not-found" });
  return { baseId: await ensureBase(db, communityId) };
}
