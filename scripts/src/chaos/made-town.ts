import { createHash } from "node:crypto";
import type { BoundedDuty, Role } from "@onegrid/core/access";
import { boxPolygon, type Position } from "@onegrid/core/geometry";
import type { AreaRecord } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import { insertAccounts, insertSession, saveDuties } from "@onegrid/db/access";
import { listAreas, listRootAreas, type AreaRow } from "@onegrid/db/organisation";
import { importRecords } from "@onegrid/server";

/** A district of streets with communities, all alike, and whoever works there. */
export interface TownSize {
  readonly streets: number;
  readonly communitiesEach: number;
  readonly desks: number;
}

/** Enough for cases to leave a desk's reach in every direction. */
export const SMALL_TOWN: TownSize = { streets: 3, communitiesEach: 3, desks: 10 };

const DISTRICT = "620399000000";
const WEST = 102.1;
const SOUTH = 38.5;
const SIDE = 0.01;
const DAYS_7_MS = 7 * 86_400_000;

export interface Person {
  readonly id: string;
  readonly login: string;
  readonly duties: readonly BoundedDuty[];
  /** The header that they ask with. */
  readonly cookie: string;
}

export interface Town {
  /** Desks of the whole district: they take in, send out, check and cancel. */
  readonly desks: readonly Person[];
  /** Desks of one street or one community: what leaves it is no longer theirs. */
  readonly locals: readonly Person[];
  /** Who goes out, by the id of their community. */
  readonly staff: ReadonlyMap<string, Person>;
  /** A point in each community. */
  readonly places: readonly Position[];
}

const digits = (index: number): string => String(index + 1).padStart(3, "0");
const streetCode = (street: number): string => `620399${digits(street)}000`;
const codeOf = (street: number, index: number): string => `620399${digits(street)}${digits(index)}`;

const record = (code: string, kind: AreaRecord["kind"], parentCode: string | null) => ({
  layer: "areas" as const,
  sourceId: code,
  name: `区域${code}`,
  code,
  kind,
  parentCode,
});
/** A box so many columns from the west, rows from the south, columns wide and rows high. */
const box = (column: number, row: number, width: number, height: number) => {
  const [west, south] = [WEST + column * SIDE, SOUTH + row * SIDE];
  return boxPolygon([west, south, west + width * SIDE, south + height * SIDE]);
};
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const areaRecords = ({ streets, communitiesEach }: TownSize): AreaRecord[] => [
  { ...record(DISTRICT, "district", null), geometry: box(0, 0, communitiesEach, streets) },
  ...numbers(streets).flatMap((street) => [
    {
      ...record(streetCode(street), "street", DISTRICT),
      geometry: box(0, street, communitiesEach, 1),
    },
    ...numbers(communitiesEach).map((index) => ({
      ...record(codeOf(street, index), "community", streetCode(street)),
      geometry: box(index, street, 1, 1),
    })),
  ]),
];

interface PlannedPerson {
  readonly login: string;
  readonly roles: readonly Role[];
  readonly area: Pick<AreaRow, "id" | "kind" | "path">;
}

/** One token for each login: a line that comes back after a restart is still signed in. */
const tokenOf = (login: string): string => `token-of-${login}`;
const hashOf = (token: string): string => createHash("sha256").update(token).digest("base64url");

const dutyId = (login: string, role: Role): string => `${login}-${role}`;

const personOf = ({ login, roles, area }: PlannedPerson): Person => ({
  id: login,
  login,
  duties: roles.map((role) => ({
    id: dutyId(login, role),
    role,
    areaId: area.id,
    areaKind: area.kind,
    areaPath: area.path,
    categories: [],
  })),
  cookie: `onegrid_session=${tokenOf(login)}`,
});

async function planPeople(db: Db, { desks }: TownSize): Promise<PlannedPerson[]> {
  const areas = await listAreas(
    db,
    (await listRootAreas(db)).map(({ id }) => id),
  );
  const of = (kind: string) => areas.filter((area) => area.kind === kind);
  const district = of("district")[0];
  if (!district) throw new Error("the made-up town has no district");
  const roles: readonly Role[] = ["command_desk", "supervision_desk", "supervisor"];
  return [
    ...Array.from({ length: desks }, (_, index) => ({
      login: `desk-${index}`,
      area: district,
      roles,
    })),
    ...of("street").map((area) => ({
      login: `street-${area.code}`,
      area,
      roles: ["street_desk"] as const,
    })),
    ...of("community").flatMap((area) => [
      { login: `community-${area.code}`, area, roles: ["community_desk"] as const },
      { login: `staff-${area.code}`, area, roles: ["grid_staff"] as const },
    ]),
  ];
}

/** Fills an empty store; one that has been filled is left as it is. */
export async function fillTown(db: Db, now: Date, size: TownSize): Promise<void> {
  if ((await listRootAreas(db)).length > 0) return;
  const source = { fileName: "made-town", accountId: null, now: () => now };
  await importRecords(db, [{ records: areaRecords(size), rejects: [] }], source);
  const people = await planPeople(db, size);
  await insertAccounts(
    db,
    people.map(({ login }) => ({
      id: login,
      login,
      displayName: login,
      // Nobody signs in by a password here.
      passwordHash: "none",
      isDemo: false,
      waitingRoles: [],
    })),
  );
  await saveDuties(
    db,
    people.flatMap(({ login, roles, area }) =>
      roles.map((role) => ({
        id: dutyId(login, role),
        role,
        areaId: area.id,
        accountId: login,
        displayName: login,
        categories: [],
        shift: "Mo-Su 00:00-24:00",
        maxOpenCases: 100_000,
        post: null,
      })),
    ),
  );
  await signIn(db, people, now);
}

async function signIn(db: Db, people: readonly PlannedPerson[], now: Date): Promise<void> {
  for (const { login } of people)
    await insertSession(db, {
      tokenHash: hashOf(tokenOf(login)),
      accountId: login,
      device: "",
      via: "password",
      now,
      expiresAt: new Date(now.getTime() + DAYS_7_MS),
    });
}

/** Who is there, as the store says it. */
export async function readTown(db: Db, size: TownSize): Promise<Town> {
  const people = await planPeople(db, size);
  const starting = (word: string): PlannedPerson[] =>
    people.filter(({ login }) => login.startsWith(word));
  return {
    desks: starting("desk").map(personOf),
    locals: [...starting("street"), ...starting("community")].map(personOf),
    staff: new Map(starting("staff").map((each) => [each.area.id, personOf(each)])),
    places: areaRecords(size)
      .filter(({ kind }) => kind === "community")
      .map(({ code }) => middleOf(code)),
  };
}

/** The middle of a community, by its code. */
export function middleOf(code: string): Position {
  const [street, index] = [code.slice(6, 9), code.slice(9)].map((part) => Number(part) - 1);
  if (street === undefined || index === undefined) throw new Error(code);
  return [WEST + (index + 0.5) * SIDE, SOUTH + (street + 0.5) * SIDE];
}
