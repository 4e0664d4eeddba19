import {
  isCaseSeen,
  isReached,
  keyDuties,
  LEVELS,
  ROLES,
  scopeOf,
  type Reachable,
} from "@onegrid/core/access";
import type { DelegationRow, DutyRow } from "@onegrid/db/access";
import fc from "fast-check";
import { expect, test } from "vitest";
import { caseJurisdiction } from "../dispatch/rights/case-jurisdiction.ts";
import { sightOfHolder } from "../sight-for.ts";
import { dutiesOfDelegation } from "./lent-duties.ts";

const NOW = new Date("2026-11-20T10:00:00+08:00");

const AREAS = ["d", "s1", "s2", "s1c1", "s1c2", "s2c1", "s2c2"].map((id) => {
  const street = id.slice(0, 2);
  const path = id === "d" ? ["d"] : id === street ? ["d", id] : ["d", street, id];
  const kind = path.length === 1 ? "district" : path.length === 2 ? "street" : "community";
  return { id, path, kind, name: id };
});
const area = fc.constantFrom(...AREAS);
const classes = fc.uniqueArray(
  fc.constantFrom("event", "event.01", "event.01-02", "event.02", "asset.01"),
  { maxLength: 2 },
);

/** Cases in everybody's hands: the giver's, the delegate's, units' and nobody's. */
const cases: fc.Arbitrary<Reachable> = fc.record({
  path: area.map(({ path }) => path),
  categoryId: fc.constantFrom("event.01-02", "event.01-03", "event.02-01", "asset.01-01"),
  level: fc.constantFrom(...LEVELS),
  assigneeId: fc.constantFrom(
    null,
    "giver",
    "delegate",
    "key",
    "unit",
    ...AREAS.map(({ id }) => id),
  ),
});
const tenCases = fc.array(cases, { minLength: 10, maxLength: 10 });

const row = fc
  .record({
    at: area,
    role: fc.constantFrom(...ROLES),
    categories: classes,
    unitId: fc.constantFrom(null, "unit"),
    areas: fc.uniqueArray(area, { minLength: 1, maxLength: 3 }),
    part: classes,
    begins: fc.constantFrom(-1, 0, 1),
    ends: fc.constantFrom(0, 1, 2),
  })
  .map(({ at, role, categories, unitId, areas, part, begins, ends }): DelegationRow => ({
    ...{ id: "lent", giverId: "giver", giverName: "甲", receiverId: "delegate" },
    ...{ receiverName: "乙", endedAt: null, isHeld: true, areas, categories: part },
    duty: {
      ...{ id: "duty", role, areaId: at.id, areaPath: at.path, areaName: at.id },
      ...{ areaKind: at.kind, categories, unitId },
    },
    from: new Date(NOW.getTime() + begins),
    to: new Date(NOW.getTime() + ends),
  }));

/** Of a part, not even what is in the hands of the giver's unit lies outside it; and all ends in time. */
const isInPart = (lent: DelegationRow, duties: readonly DutyRow[], { path }: Reachable): boolean =>
  lent.from <= NOW &&
  NOW < lent.to &&
  (duties.some(({ onBehalfOf }) => onBehalfOf?.isWhole) ||
    lent.areas.some(({ id }) => path.includes(id)));

const PERMISSIONS = ["case.read", "case.act"] as const;

test("of cases, whoever stands in sees what the giver sees, and their own", () => {
  let pairs = 0;
  let reached = 0;
  fc.assert(
    fc.property(row, tenCases, (lent, ten) => {
      const duties = dutiesOfDelegation(lent, NOW);
      for (const permission of PERMISSIONS) {
        const theirs = caseJurisdiction({ accountId: "delegate", duties }, permission);
        const givers = caseJurisdiction({ accountId: "giver", duties: [lent.duty] }, permission);
        const behind = sightOfHolder({ accountId: "delegate", duties });
        const before = sightOfHolder({ accountId: "giver", duties: [lent.duty] });
        for (const one of ten) {
          pairs += 1;
          const isOwn = one.assigneeId === "delegate";
          if (isCaseSeen(behind, one) && !isOwn && !isCaseSeen(before, one)) return false;
          if (!isReached(theirs, one) || one.assigneeId === "delegate") continue;
          reached += 1;
          if (!isInPart(lent, duties, one)) return false;
          // The second wall lets through what the first does.
          if (!isReached(givers, one) || !isCaseSeen(behind, one)) return false;
        }
      }
      return true;
    }),
    { numRuns: 8_000, seed: 11 },
  );
  process.stdout.write(`${pairs} pairs of a delegation and a case, ${reached} reached\n`);
  expect(pairs).toBeGreaterThanOrEqual(100_000);
  expect(reached).toBeGreaterThan(3_000);
});

test("of cases, a key sees those of its classes where its administrator administers", () => {
  let pairs = 0;
  let reached = 0;
  const key = fc.record({
    id: fc.constant("0123456789abcdef"),
    permissions: fc.constantFrom<readonly string[]>(
      ["case.read"],
      ["map.read"],
      ["case.read", "case.act"],
    ),
    areas: fc.uniqueArray(area, { minLength: 1, maxLength: 3 }),
    categories: classes,
  });
  fc.assert(
    fc.property(key, fc.array(area, { maxLength: 2 }), tenCases, (made, administered, ten) => {
      const held = administered.map((at, n) => ({
        ...{ id: `${n}`, role: "administrator" as const, areaId: at.id, areaPath: at.path },
      }));
      const scope = scopeOf({ accountId: "maker", duties: held }, "people.manage");
      const duties: DutyRow[] = keyDuties(made, scope).map(({ area: at, ...duty }) => ({
        ...{ ...duty, areaName: at.name, areaKind: at.kind, unitId: null },
      }));
      for (const permission of PERMISSIONS)
        for (const one of ten) {
          pairs += 1;
          const theirs = caseJurisdiction({ accountId: "key", duties }, permission);
          const behind = sightOfHolder({ accountId: "key", duties });
          if (isReached(theirs, one) && !isCaseSeen(behind, one)) return false;
          if (isCaseSeen(behind, one) && !made.permissions.includes("case.read")) return false;
          if (!isReached(theirs, one) || one.assigneeId === "key") continue;
          reached += 1;
          const isPermitted = permission === "case.read" && made.permissions.includes(permission);
          const isPlace = [made.areas, administered].every((areas) =>
            areas.some(({ id }) => one.path.includes(id)),
          );
          if (!isPermitted || !isPlace) return false;
        }
      return true;
    }),
    { numRuns: 8_000, seed: 12 },
  );
  process.stdout.write(`${pairs} pairs of a key and a case, ${reached} reached\n`);
  expect(pairs).toBeGreaterThanOrEqual(100_000);
  expect(reached).toBeGreaterThan(3_000);
});
