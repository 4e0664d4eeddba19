import { Type, type Static } from "typebox";
import { CaseCard } from "./contract.ts";
import { SideDeadlineField } from "./contract/consultation-fields.ts";
import { Id, orNull } from "./contract/contract-fields.ts";
import { Count, GROUP_FIELDS, RATE_FIELDS } from "./figures-contract.ts";
import { CONSULTATION_FIGURES } from "./figures/consultation-figures.ts";
import { BODY_KINDS } from "./people/departments.ts";

/** A body that may be a party to a meeting (会商). */
const BodyField = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Enum([...BODY_KINDS]),
  /** Somebody with an account acts for it now: it sees what it is called to. */
  isStaffed: Type.Boolean(),
});

/** The bodies that serve the place of a case, those of the smallest area first. */
export const BodiesReply = Type.Object({ bodies: Type.Array(BodyField) });
export type BodiesReply = Static<typeof BodiesReply>;

/** What a meeting waits for. */
const MeetingWork = Type.Object({
  caseId: Id,
  consultationId: Id,
  /** `null`: that it is recorded, once its time has come. */
  taskId: orNull(Id),
  /** Whose task it is; `null` where it is to be recorded. */
  ownerName: orNull(Type.String()),
  /** The task, or what the meeting is about. */
  text: Type.String(),
  deadline: SideDeadlineField,
});
export type MeetingWork = Static<typeof MeetingWork>;

/**
 * Tasks of meetings (会商任务) that are the asker's to do, and what those who call meetings see to: the tasks of bodies
 * without an account, and meetings that are not recorded.
 */
export const MeetingWorkReply = Type.Object({
  work: Type.Array(MeetingWork),
  cards: Type.Array(CaseCard),
});
export type MeetingWorkReply = Static<typeof MeetingWorkReply>;

const ConsultationSumsField = Type.Object({
  meetings: Count,
  /** In the order of `CONSULTATION_FIGURES`, without the first. */
  rates: Type.Array(Type.Object({ figure: Type.Enum([...CONSULTATION_FIGURES]), ...RATE_FIELDS })),
});
export type ConsultationSumsField = Static<typeof ConsultationSumsField>;

const ConsultationGroup = Type.Interface([ConsultationSumsField], GROUP_FIELDS);

/** The meetings whose day lies in a period, as they stand now. */
export const ConsultationFiguresReply = Type.Object({
  total: ConsultationSumsField,
  groups: Type.Array(ConsultationGroup),
});
export type ConsultationFiguresReply = Static<typeof ConsultationFiguresReply>;

export const ConsultationFigureParams = Type.Object({
  name: Type.Enum([...CONSULTATION_FIGURES]),
});
