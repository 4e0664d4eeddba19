import { createHash } from "node:crypto";
import {
  dutiesAfter,
  firstDifference,
  isDutyInForce,
  isInScope,
  permissionChanges,
  roleGrants,
  ROLES,
  scopeOf,
  type Role,
  type WantedDuty,
} from "@onegrid/core/access";
import type { DutyBody } from "@onegrid/core/access/contract";
import type { DutiesPreview, DutiesWarning } from "@onegrid/core/access/preview-contract";
import { OPEN_STATES, viewOf } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import {
  countSightChange,
  listAreaFacts,
  listAreasWithout,
  listGridsWithout,
  loadExplainedPerson,
  type AreaFacts,
  type DatedDutyRow,
  type SightOf,
} from "@onegrid/db/access";
import { listCases } from "@onegrid/db/dispatch";
import { localDay } from "../access/sessions.ts";
import { denialFor } from "../dispatch/rights/acting-duty.ts";
import { caseJurisdiction } from "../dispatch/rights/case-jurisdiction.ts";
import { Problem } from "../problem.ts";
import { listHeldForOthers } from "./explain-person.ts";

interface Wish {
  readonly accountId: string;
  readonly duties: readonly DutyBody[];
  /** Areas that the asker administers: duties elsewhere stay as they are. */
  readonly scope: readonly string[];
  readonly now: Date;
}

/** Two sets of duties, and the day on which they are compared. */
interface Change {
  readonly accountId: string;
  readonly before: readonly DatedDutyRow[];
  readonly after: readonly DatedDutyRow[];
  readonly day: string;
}

/** What other duties would change, by the rule that will decide: before against after. */
export async function previewDuties(db: Db, wish: Wish): Promise<DutiesPreview> {
  const { accountId, scope, now } = wish;
  const person = await loadExplainedPerson(db, accountId);
  if (!person) throw new Problem({ code: "access.unknown-person" });
  const wanted = wish.duties.map(wantedOf);
  const ids = [...wanted, ...person.duties].map(({ areaId }) => areaId);
  const areas = new Map((await listAreaFacts(db, ids)).map((area) => [area.id, area]));
  const own = dutiesAfter(person.duties, wanted, {
    scope,
    make: (duty, nth) => newDuty(duty, nth, areas.get(duty.areaId)),
  });
  // What they hold for others (代班) stays, whatever becomes of their own.
  const lent = await listHeldForOthers(db, accountId, now);
  const [before, after] = [
    [...person.duties, ...lent],
    [...own, ...lent],
  ];
  const day = firstDifference(before, after, localDay(now));
  const change: Change = { accountId, before, after, day };
  const permissions = permissionChanges(before, after, day)
    .filter(({ areaId }) => isInScope(scope, areas.get(areaId)?.path ?? []))
    .map((one) => ({
      ...one,
      gained: [...one.gained],
      lost: [...one.lost],
      areaName: areas.get(one.areaId)?.name ?? "",
    }));
  const sight = await countSightChange(db, {
    before: sightOf(change, "before"),
    after: sightOf(change, "after"),
    openStates: OPEN_STATES,
    day,
  });
  const warnings = await warningsOf(db, change);
  // Not the counts: cases come and go all day, and would make every preview out of date.
  const digest = digestOf({ accountId, before: person.duties, wanted, day, permissions, warnings });
  return { digest, day, permissions, ...sight, warnings };
}

/** Refuses to save what was not shown: the digest is that of a preview, and still true. */
export async function requirePreviewed(db: Db, wish: Wish, digest: string): Promise<void> {
  const preview = await previewDuties(db, wish);
  if (preview.digest !== digest) throw new Problem({ code: "access.preview-stale", preview });
}

const digestOf = (shown: object): string =>
  createHash("sha256").update(JSON.stringify(shown)).digest("base64url");

const isRole = (role: string): role is Role => ROLES.some((known) => known === role);

/** Only what counts: a page may send along what it shows, and the digest must not change with it. */
function wantedOf({ role, areaId, validFrom, validTo }: DutyBody): WantedDuty {
  if (!isRole(role)) throw new Problem({ code: "access.unknown-role", role });
  return { role, areaId, validFrom, validTo };
}

function newDuty(duty: WantedDuty, nth: number, area: AreaFacts | undefined): DatedDutyRow {
  if (!area) throw new Problem({ code: "access.unknown-area", areaId: duty.areaId });
  const { name: areaName, kind: areaKind, path: areaPath } = area;
  return { ...duty, id: `new-${nth}`, areaName, areaKind, areaPath, categories: [], unitId: null };
}

function sightOf({ accountId, day, ...sets }: Change, when: "before" | "after"): SightOf {
  const duties = sets[when].filter((duty) => isDutyInForce(duty, day));
  const subject = { accountId, duties };
  return {
    cases: caseJurisdiction(subject, "case.read"),
    mapScope: scopeOf(subject, "map.read"),
    planScope: scopeOf(subject, "plan.read"),
  };
}

async function warningsOf(db: Db, change: Change): Promise<DutiesWarning[]> {
  return [
    ...(await administrationWarnings(db, change)),
    ...(await gridWarnings(db, change)),
    ...(await handWarnings(db, change)),
  ];
}

const inForce = (duties: readonly DatedDutyRow[], day: string): DatedDutyRow[] =>
  duties.filter((duty) => isDutyInForce(duty, day));

/** Duties of a kind that are held before and not after, in no wider area either. */
function lostDuties(
  { before, after, day }: Change,
  isOfKind: (role: Role) => boolean,
): DatedDutyRow[] {
  const still = inForce(after, day).filter(({ role }) => isOfKind(role));
  return inForce(before, day).filter(
    ({ role, areaPath }) =>
      isOfKind(role) && !still.some(({ areaId }) => areaPath.includes(areaId)),
  );
}

const manages = (role: Role): boolean => roleGrants(role, "people.manage");

async function administrationWarnings(db: Db, change: Change): Promise<DutiesWarning[]> {
  const lost = lostDuties(change, manages);
  if (lost.length === 0) return [];
  const names = await listAreasWithout(db, {
    areaIds: lost.map(({ areaId }) => areaId),
    roles: ROLES.filter(manages),
    exceptAccountId: change.accountId,
    day: change.day,
  });
  return names.map((areaName) => ({ code: "nobody-manages", areaName }));
}

const MOST_NAMED = 5;

async function gridWarnings(db: Db, change: Change): Promise<DutiesWarning[]> {
  const warnings: DutiesWarning[] = [];
  for (const role of ["grid_head", "grid_staff"] as const) {
    for (const { areaId, areaName } of lostDuties(change, (each) => each === role)) {
      const { accountId: exceptAccountId, day } = change;
      const asked = { communityId: areaId, role, exceptAccountId, day };
      const grids = await listGridsWithout(db, asked);
      const named = grids.slice(0, MOST_NAMED);
      if (grids.length > 0)
        warnings.push({ code: "grids-without", role, areaName, grids: grids.length, named });
    }
  }
  return warnings;
}

const MOST_IN_HAND = 1_000;

/** Cases given to this very person that the machine would let them work on before, and not after. */
async function handWarnings(
  db: Db,
  { accountId, before, after, day }: Change,
): Promise<DutiesWarning[]> {
  const [was, will] = [inForce(before, day), inForce(after, day)];
  const subject = { accountId, duties: was };
  const { cases } = await listCases(db, {
    jurisdiction: caseJurisdiction(subject, "case.act"),
    states: ["verifying", "dispatched", "in_progress"],
    memberId: accountId,
    areaId: null,
    category: null,
    text: null,
    level: null,
    severity: null,
    limit: MOST_IN_HAND,
    after: null,
  });
  const isStuck = cases.filter(({ case: folded }) => {
    const verb = folded.state === "dispatched" ? "accept" : "finish";
    const denied = (duties: readonly DatedDutyRow[]) =>
      denialFor(accountId, duties, verb, viewOf(folded)) !== null;
    return !denied(was) && denied(will);
  });
  return isStuck.length === 0 ? [] : [{ code: "cases-in-hand", cases: isStuck.length }];
}
