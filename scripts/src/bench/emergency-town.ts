import { boxPolygon } from "@onegrid/core/geometry";
import { DEFAULT_TEMPLATE, type GroupTemplate, type HeldSeat } from "@onegrid/core/dispatch";
import type { AreaRecord } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import { insertAccounts, saveDuties } from "@onegrid/db/access";
import { insertPlan, listCommunitiesIn, putHolders } from "@onegrid/db/dispatch";
import { listRootAreas } from "@onegrid/db/organisation";
import { importRecords, seedFirstAccounts } from "@onegrid/server";

/** The reference city of 平急结合: 293 communities with seven groups each, about 44,000 posts. */
const COMMUNITIES = 293;
const DISTRICT = "620300000000";
const SIDE = 0.01;

/** 151 seats in the seven emergency groups of a community: a leader and 20 or 21 others in each. */
const GROUPS: readonly GroupTemplate[] = DEFAULT_TEMPLATE.map((group, at) => ({
  ...group,
  posts: group.posts.map((post) =>
    post.isLead || group.mode === "calm" ? post : { ...post, seats: at < 8 ? 21 : 20 },
  ),
}));

const areaRecord = (
  code: string,
  kind: AreaRecord["kind"],
  parentCode: string | null,
  [west, south, east, north]: [number, number, number, number],
): AreaRecord => ({
  layer: "areas",
  sourceId: code,
  kind,
  code,
  name: `区域${code}`,
  parentCode,
  geometry: boxPolygon([west, south, east, north]),
});

/** Fills an empty store with the city, its people, and a plan in which every seat is held. */
export async function fillEmergencyTown(db: Db, now: () => Date): Promise<void> {
  const records = [
    areaRecord(DISTRICT, "district", null, [100, 38, 100 + COMMUNITIES * SIDE, 38 + SIDE]),
    ...Array.from({ length: COMMUNITIES }, (_, at) =>
      areaRecord(`6203${String(at + 1).padStart(8, "0")}`, "community", DISTRICT, [
        100 + at * SIDE,
        38,
        100 + (at + 1) * SIDE,
        38 + SIDE,
      ]),
    ),
  ];
  const source = { fileName: "made city", accountId: null, now };
  await importRecords(db, [{ records, rejects: [] }], source);
  // A store with any account in it makes none by itself.
  await seedFirstAccounts(db);
  const [root] = await listRootAreas(db);
  if (!root) throw new Error("the district was not taken in");
  const communities = await listCommunitiesIn(db, [root.id]);
  await insertPlan(db, { areaId: root.id, version: 1, groups: GROUPS }, now());
  const held = communities.flatMap(({ id }) => seatsOfCommunity(id));
  await employ(db, held);
  await putHolders(db, root.id, held);
}

/** An account and a duty for everybody who holds a seat. */
async function employ(db: Db, held: readonly HeldSeat[]): Promise<void> {
  const account = { passwordHash: "x", isDemo: false, waitingRoles: [] };
  await insertAccounts(
    db,
    held.map(({ holderId: id }) => ({ ...account, id, login: id, displayName: id })),
  );
  const duty = { role: "grid_staff", categories: [], shift: "Mo-Su 00:00-24:00", post: null };
  await saveDuties(
    db,
    held.map(({ holderId, communityId }) => ({
      ...duty,
      id: `duty-${holderId}`,
      accountId: holderId,
      areaId: communityId,
      displayName: holderId,
      maxOpenCases: 5,
    })),
  );
}

const seatsOfCommunity = (communityId: string): HeldSeat[] =>
  GROUPS.filter(({ mode }) => mode === "emergency").flatMap((group) =>
    group.posts.flatMap((post) =>
      Array.from({ length: post.seats }, (_, at) => ({
        communityId,
        group: group.key,
        post: post.key,
        seat: at + 1,
        holderId: `p-${communityId.slice(-3)}-${group.key}-${post.key}-${at + 1}`.toLowerCase(),
      })),
    ),
  );
