import type { Jurisdiction, Sight } from "@onegrid/core/access";
import {
  consultationRefusal,
  isTaskOpen,
  meetingDeadline,
  taskDeadline,
  type Case,
  type CommandActor,
  type Consultation,
} from "@onegrid/core/dispatch";
import type { MeetingWork, MeetingWorkReply } from "@onegrid/core/dispatch/consultation-contract";
import { readAs, type Db } from "@onegrid/db";
import { findNames, listMeetingPending, listStaffed, type StoredCase } from "@onegrid/db/dispatch";
import { localDay, type SignedIn } from "../../access/sessions.ts";
import { describeCases } from "../cases/describe-cases.ts";
import { actorsOf } from "../rights/acting-duty.ts";
import { requireCategoryOf } from "../rules/require-category.ts";
import { rulesOf, type Rules } from "../rules/rules-in-force.ts";

const MOST = 200;

interface Asked {
  readonly jurisdiction: Jurisdiction;
  readonly sight: Sight;
  readonly now: Date;
}

/** What the meetings (会商) within reach wait for, as far as it is the asker's to do. */
export async function meetingWork(
  db: Db,
  signedIn: SignedIn,
  { jurisdiction, sight, now }: Asked,
): Promise<MeetingWorkReply> {
  const rules = await rulesOf(db);
  const cases = await readAs(db, sight, (trx) => listMeetingPending(trx, jurisdiction, MOST));
  const waiting = cases.map((stored) => ({
    stored,
    things: thingsFor(stored.case, rules, signedIn, now),
  }));
  const ownerIds = waiting.flatMap(({ things }) => things.flatMap(({ ownerId }) => ownerId ?? []));
  const names = await findNames(db, [], ownerIds);
  const staffed = await listStaffed(db, { ids: ownerIds, day: localDay(now) });
  const shown: { readonly stored: StoredCase; readonly work: readonly MeetingWork[] }[] =
    waiting.flatMap(({ stored, things }) => {
      // Whoever may speak for a body need not, as long as somebody of its own can.
      const mine = things.filter(({ isOwn, ownerId }) => isOwn || !staffed.has(ownerId ?? ""));
      const work = mine.map(({ consultationId, taskId, text, deadline, ownerId }) => ({
        consultationId,
        taskId,
        text,
        deadline,
        caseId: stored.case.id,
        ownerName: ownerId === null ? null : (names.get(ownerId) ?? ownerId),
      }));
      return work.length === 0 ? [] : [{ stored, work }];
    });
  return {
    work: shown.flatMap(({ work }) => work),
    cards: await describeCases(
      db,
      shown.map(({ stored }) => stored),
    ),
  };
}

interface Thing extends Pick<MeetingWork, "consultationId" | "taskId" | "text" | "deadline"> {
  /** A body; `null`: whoever calls meetings. */
  readonly ownerId: string | null;
  /** One of the asker's duties is of the body. */
  readonly isOwn: boolean;
}

/** What somebody may do about the meetings on a case: their tasks, and those that are to be recorded. */
function thingsFor(folded: Case, rules: Rules, signedIn: SignedIn, now: Date): Thing[] {
  const { calendar } = rules.bookFor(folded);
  const actors = actorsOf(signedIn);
  const asked = { at: now.getTime(), category: requireCategoryOf(rules, folded) };
  const may = (actor: CommandActor, consultationId: string, taskId?: string): boolean => {
    const verb = taskId === undefined ? "consult_hold" : "consult_finish";
    const thing = taskId === undefined ? { consultationId } : { consultationId, taskId };
    return consultationRefusal(folded, verb, thing, { ...asked, actor }) === null;
  };
  const record = (meeting: Consultation): Thing[] => {
    const { id: consultationId, topic: text } = meeting;
    if (!actors.some((actor) => may(actor, consultationId))) return [];
    const deadline = meetingDeadline(meeting, calendar);
    return [{ consultationId, taskId: null, text, deadline, ownerId: null, isOwn: true }];
  };
  const tasks = ({ id: consultationId, tasks: set }: Consultation): Thing[] =>
    set.filter(isTaskOpen).flatMap((task) => {
      const { id: taskId, text, ownerId } = task;
      const able = actors.filter((actor) => may(actor, consultationId, taskId));
      if (able.length === 0) return [];
      const isOwn = able.some(({ unitId }) => unitId === ownerId);
      return [
        { consultationId, taskId, text, ownerId, isOwn, deadline: taskDeadline(task, calendar) },
      ];
    });
  return (folded.consultations ?? []).flatMap((meeting) =>
    meeting.state === "called" ? record(meeting) : tasks(meeting),
  );
}

/** Whether a task on a case is for somebody of one of the asker's own bodies. */
export const hasOwnTask = (folded: Case, rules: Rules, signedIn: SignedIn, now: Date): boolean =>
  thingsFor(folded, rules, signedIn, now).some(({ taskId, isOwn }) => taskId !== null && isOwn);
