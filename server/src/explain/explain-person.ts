import {
  isInScope,
  PERMISSIONS,
  roleGrants,
  ROLES,
  type Permission,
  type Role,
} from "@onegrid/core/access";
import type { ExplainReply } from "@onegrid/core/access/explain-contract";
import type { Db } from "@onegrid/db";
import {
  listAreaFacts,
  listRoleHolders,
  type AreaFacts,
  type DatedDutyRow,
  type ExplainedPerson,
} from "@onegrid/db/access";
import { listLentDuties } from "../access/lent-duties.ts";
import { localDay } from "../access/sessions.ts";
import { CASE_VERBS } from "../dispatch/rights/offered-verbs.ts";
import { Problem } from "../problem.ts";
import type { NamedThing } from "./find-thing.ts";
import { answer, type Answer, type Question, type Wish } from "./question.ts";

const isPermission = (word: string): word is Permission => PERMISSIONS.some((one) => one === word);

/** A permission or a verb of the case machine; nothing else is known. */
export function wishOf(word: string): Wish {
  if (isPermission(word)) return { kind: "permission", permission: word };
  const verb = CASE_VERBS.find((known) => known === word);
  if (verb === undefined)
    throw new Problem({ code: "request.invalid", place: "querystring/verb", reason: "unknown" });
  return { kind: "verb", verb };
}

interface Asked {
  readonly person: ExplainedPerson;
  readonly wish: Wish;
  readonly named: NamedThing;
  /** Areas whose duties the asker may see and give. */
  readonly scope: readonly string[];
  readonly now: Date;
}

/** Why somebody may or may not, what would help, and who could do something about it. */
export async function explainPerson(db: Db, asked: Asked): Promise<ExplainReply> {
  const { person, wish, named, scope, now } = asked;
  const duties = [...person.duties, ...(await listHeldForOthers(db, person.id, now))];
  const question: Question = {
    accountId: person.id,
    duties,
    accountFault: person.isClosed ? "closed" : person.mustChangePassword ? "password-due" : null,
    wish,
    thing: named.thing,
    day: localDay(now),
    now,
  };
  const said = answer(question);
  const areas = await nearAreas(db, asked);
  const adminRoles = ROLES.filter((role) => roleGrants(role, "people.manage"));
  return {
    person: { id: person.id, login: person.login, displayName: person.displayName },
    verb: wish.kind === "verb" ? wish.verb : wish.permission,
    thing: named.shown,
    allowed: said.allowed,
    accountFault: question.accountFault,
    duties: shownDuties(duties, said, scope),
    places: named.thing.kind === "place" ? named.thing.paths.length : 0,
    machine: said.machine && { ...said.machine, allowedStates: [...said.machine.allowedStates] },
    help: said.allowed ? [] : helpFor(question, areas),
    administrators: said.allowed
      ? []
      : await listRoleHolders(db, {
          roles: adminRoles,
          areaIds: knownAreas(asked),
          day: localDay(now),
          limit: 5,
        }),
  };
}

/** Duties of others that somebody stands in for (代班) at a moment, as in force on its day. */
export async function listHeldForOthers(
  db: Db,
  accountId: string,
  now: Date,
): Promise<DatedDutyRow[]> {
  const lent = await listLentDuties(db, accountId, now);
  return lent.map((duty) => ({ ...duty, validFrom: localDay(now), validTo: null }));
}

/** The paths that the question is about; without a thing, those of the person's own duties. */
function pathsOf({ named: { thing }, person }: Asked): readonly (readonly string[])[] {
  if (thing.kind === "place") return thing.paths;
  if (thing.kind === "case") return [thing.reachable.path];
  return person.duties.map(({ areaPath }) => areaPath);
}

/** Areas on the way to the thing whose people the asker may know of: of their own branches. */
function knownAreas(asked: Asked): string[] {
  const { person, scope } = asked;
  const paths = pathsOf(asked);
  const own = [...paths, ...person.duties.map(({ areaPath }) => areaPath)].filter((path) =>
    isInScope(scope, path),
  );
  const known = new Set(own.flat());
  return [...new Set(paths.flat())].filter((id) => known.has(id));
}

/** Areas of the asker's own on the way to the thing, the smallest first. */
async function nearAreas(db: Db, asked: Asked): Promise<AreaFacts[]> {
  const areas = await listAreaFacts(db, [...new Set(pathsOf(asked).flat())]);
  return areas
    .filter(({ path }) => isInScope(asked.scope, path))
    .toSorted((a, b) => b.path.length - a.path.length || (a.id < b.id ? -1 : 1));
}

/** A duty elsewhere says whether it allows the thing, and nothing of itself. */
const shownDuties = (
  duties: readonly DatedDutyRow[],
  said: Answer,
  scope: readonly string[],
): ExplainReply["duties"] =>
  said.duties.flatMap(({ dutyId, tests, ...verdict }, at) => {
    const duty = duties[at];
    if (!duty) return [];
    const isMine = isInScope(scope, duty.areaPath);
    return {
      ...verdict,
      id: isMine ? dutyId : `elsewhere-${at}`,
      role: isMine ? duty.role : null,
      areaName: isMine ? duty.areaName : null,
      validFrom: isMine ? duty.validFrom : null,
      validTo: isMine ? duty.validTo : null,
      categories: isMine ? [...duty.categories] : [],
      tests: isMine ? [...tests] : [],
    };
  });

const MOST_HELP = 4;

/** How much a role gives: what would help is offered from the least. */
const weightOf = (role: Role): number =>
  PERMISSIONS.filter((permission) => roleGrants(role, permission)).length;

/** Duties that would allow it, tried out one by one in the smallest area where any does. */
function helpFor(question: Question, areas: readonly AreaFacts[]): ExplainReply["help"] {
  const roles = ROLES.toSorted((a, b) => weightOf(a) - weightOf(b));
  for (const area of areas) {
    const helping = roles.filter((role) => {
      const duty = tryOut(role, area, question.day);
      return answer({ ...question, duties: [...question.duties, duty] }).allowed;
    });
    if (helping.length > 0)
      return helping
        .slice(0, MOST_HELP)
        .map((role) => ({ role, areaId: area.id, areaName: area.name }));
  }
  return [];
}

const tryOut = (role: Role, area: AreaFacts, day: string): DatedDutyRow => ({
  id: "tried-out",
  role,
  areaId: area.id,
  areaPath: area.path,
  areaName: area.name,
  areaKind: area.kind,
  categories: [],
  unitId: null,
  validFrom: day,
  validTo: null,
});
