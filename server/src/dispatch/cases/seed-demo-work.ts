import { holdsCategory } from "@onegrid/core/access";
import {
  decide,
  DEFAULT_POLICY,
  partiesOf,
  viewOf,
  type Case,
  type CaseCommand,
  type CommandActor,
  type CommandOf,
  type HelpVerb,
} from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { findAccount, listDuties, type DutyRow } from "@onegrid/db/access";
import { listCases, listDutyHolders, type StoredCase } from "@onegrid/db/dispatch";
import { listRootAreas } from "@onegrid/db/organisation";
import { localDay } from "../../access/sessions.ts";
import { bodiesAt } from "../consultation/bodies-at.ts";
import { actorFor, FIELD_ROLES } from "../rights/acting-duty.ts";
import { holdRules, type Rules } from "../rules/rules-in-force.ts";
import { storeEvent } from "./store-event.ts";

const MINUTE_MS = 60_000;
const HELPER = { login: "enforcement", unitId: "demo-enforcement" };
const STEP_MS = 4 * MINUTE_MS;
const MOST_WORKED_ON = 48;
/** The meeting is on the first case from this one on that can have one. */
const FIRST_MEETING = 8;

interface Person {
  readonly accountId: string;
  readonly duties: readonly DutyRow[];
}

/**
 * Lets the demo's people work on some of its newest cases, so that every desk has something to do:
 * cases that wait for acceptance, that are being handled, and that wait for their check.
 */
export async function seedDemoWork(db: Db, dispatcherLogin: string, now: Date): Promise<void> {
  const dispatcher = await personOf(db, dispatcherLogin, now);
  if (!dispatcher) return;
  const helper = await personOf(db, HELPER.login, now);
  const filed = await newestFiled(db);
  await db.transaction().execute(async (trx) => {
    const rules = await holdRules(trx);
    let isMeetingToCome = true;
    for (const [index, stored] of filed.entries()) {
      const worker = await workerFor(trx, stored, index, now);
      if (!worker) continue;
      const bodies = await bodiesAt(trx, { ...stored, now });
      const partyIds = partiesOf("three_party", bodies).bodyIds;
      const canMeet = partyIds.length >= 3 && !isWithoutPhoto(rules, stored.case);
      const isMeeting = isMeetingToCome && index >= FIRST_MEETING && canMeet;
      if (isMeeting) isMeetingToCome = false;
      const meetingIds = isMeeting ? partyIds : [];
      await workOn(trx, stored, { dispatcher, helper, meetingIds, worker, index, now, rules });
    }
  });
}

async function personOf(db: Db, login: string, now: Date): Promise<Person | null> {
  const account = await findAccount(db, login);
  if (!account) return null;
  return { accountId: account.id, duties: await listDuties(db, account.id, localDay(now)) };
}

async function newestFiled(db: Db): Promise<StoredCase[]> {
  const roots = await listRootAreas(db);
  const { cases } = await listCases(db, {
    jurisdiction: {
      reaches: [{ areaIds: roots.map(({ id }) => id), categories: null, maxLevel: "district" }],
      ownIds: [],
    },
    states: ["filed"],
    areaId: null,
    category: null,
    text: null,
    memberId: null,
    level: null,
    severity: null,
    limit: 500,
    after: null,
  });
  return cases
    .filter((stored) => stored.case.place.communityId !== null)
    .toSorted((a, b) => b.case.reportedAt - a.case.reportedAt)
    .slice(0, MOST_WORKED_ON);
}

/** Somebody of the community's team who can take the class; another one for each case. */
async function workerFor(
  trx: Db,
  { case: folded }: StoredCase,
  index: number,
  now: Date,
): Promise<Person | null> {
  const { communityId } = folded.place;
  const team = await listDutyHolders(trx, {
    roles: FIELD_ROLES,
    areaPath: communityId === null ? [] : [communityId],
    neighbourhoodId: communityId ?? "",
    day: localDay(now),
  });
  const holders = team.filter(
    ({ categories }) => categories.length === 0 || holdsCategory(categories, folded.categoryId),
  );
  const holder = holders[(index * 7) % Math.max(1, holders.length)];
  if (!holder) return null;
  const { accountId } = holder;
  return { accountId, duties: await listDuties(trx, accountId, localDay(now)) };
}

interface Work {
  readonly dispatcher: Person;
  /** Of a body that is called for help with some of the cases. */
  readonly helper: Person | null;
  /** Bodies that are called to a meeting on this one; none where none is held. */
  readonly meetingIds: readonly string[];
  readonly worker: Person;
  readonly index: number;
  readonly now: Date;
  readonly rules: Rules;
}

/** Takes the case as far as its turn says; the times are those just before now. */
async function workOn(trx: Db, stored: StoredCase, work: Work): Promise<void> {
  const { index, now, rules } = work;
  const steps = stepsFor(stored.case, work);
  let folded = stored.case;
  for (const [k, { by, command }] of steps.entries()) {
    const at = Math.max(
      folded.updatedAt,
      now.getTime() - (steps.length - k) * STEP_MS - index * MINUTE_MS,
    );
    const category = rules.categoryFor(folded);
    if (!category) return;
    const decided = decide(folded, command, {
      caseId: folded.id,
      at,
      actor: actor(by, command, folded),
      category,
      policy: DEFAULT_POLICY,
      responsibleUnitIds: null,
      fallbackUnitId: null,
    });
    // Not this person's to do after all: the case stays where it is.
    if (!decided.ok) return;
    for (const event of decided.value) {
      folded = await storeEvent(trx, { ...stored, folded }, event);
    }
  }
}

const actor = ({ accountId, duties }: Person, { verb }: CaseCommand, folded: Case): CommandActor =>
  actorFor({ accountId, duties }, verb, viewOf(folded));

const HEADER = { reason: null, note: null, deviceAt: null, devicePosition: null };

interface Step {
  readonly by: Person;
  readonly command: CaseCommand;
}

const isWithoutPhoto = (rules: Rules, folded: Case): boolean =>
  rules.categoryFor(folded)?.finishPhotos === 0;

/** A third stays to be dispatched. Photos are not made up: only what needs none is finished. */
function stepsFor(folded: Case, work: Work): Step[] {
  const { dispatcher, worker, index, rules } = work;
  const assignee = { unitId: null, memberId: worker.accountId };
  const dispatch = { assignee, recommendationId: null, overrideReason: null };
  const all: Step[] = [
    { by: dispatcher, command: { ...HEADER, verb: "dispatch", fields: dispatch } },
    { by: worker, command: { ...HEADER, verb: "accept", fields: {} } },
    { by: worker, command: { ...HEADER, verb: "set_out", fields: {} } },
    { by: worker, command: { ...HEADER, verb: "arrive", fields: {} } },
  ];
  if (isWithoutPhoto(rules, folded)) {
    const form = { outcome: "已到场处理，当事人无异议" };
    const finish = { ...HEADER, verb: "finish", fields: { photos: [], form } } as const;
    return [...all, { by: worker, command: finish }];
  }
  return [
    ...all.slice(0, [0, 1, 2, 0, 3, 4][index % 6]),
    ...helpSteps(work),
    ...meetingSteps(folded, work),
  ];
}

/** How far the calls for help (吹哨) are, by the turn of their case: one waits for each side. */
const ANSWERS: Readonly<Record<number, readonly HelpVerb[]>> = {
  5: [],
  11: ["whistle_acknowledge", "whistle_arrive"],
  17: ["whistle_acknowledge", "whistle_arrive", "whistle_finish"],
};

function helpSteps({ dispatcher, helper, index }: Work): Step[] {
  const answers = ANSWERS[index];
  if (!answers || !helper) return [];
  const cooperationId = `demo-${index}`;
  const fields = { cooperationId, calledUnitId: HELPER.unitId, kind: "public_concern" } as const;
  const whistle = { ...HEADER, reason: "several-bodies", verb: "whistle", fields } as const;
  return [
    { by: dispatcher, command: whistle },
    ...answers.map((verb): Step => ({
      by: helper,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- answers carry nothing but the call's id
      command: { ...HEADER, verb, fields: { cooperationId } } as CaseCommand,
    })),
  ];
}

/** One meeting that was held: the property company has a task of it. */
function meetingSteps({ reportedAt }: Case, { dispatcher, meetingIds, index, now }: Work): Step[] {
  const ownerId = meetingIds.at(-1);
  if (ownerId === undefined) return [];
  const consultationId = `demo-${index}`;
  const heldAt = Math.max(reportedAt, now.getTime() - 3 * STEP_MS - index * MINUTE_MS);
  const call: CommandOf<"consult"> = {
    ...HEADER,
    verb: "consult",
    fields: {
      consultationId,
      template: "three_party",
      bodyIds: meetingIds,
      heldAt,
      topic: "各方怎么分工、多久办完",
      place: "居委会会议室",
    },
  };
  const text = "清理现场，每周回看一次";
  const hold: CommandOf<"consult_hold"> = {
    ...HEADER,
    verb: "consult_hold",
    fields: {
      consultationId,
      heldAt,
      minutes: ["三方到会。居委会协调，业委会向业主说明，物业清理。"],
      decision: "三个工作日内清理完，物业每周回看",
      tasks: [{ id: "task-1", ownerId, text, amount: 3, unit: "working_days" }],
    },
  };
  return [
    { by: dispatcher, command: call },
    { by: dispatcher, command: hold },
  ];
}
