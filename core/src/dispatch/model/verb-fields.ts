import type { CaseEmergency } from "../emergency/emergency-limits.ts";
import type { ClockName } from "./clock-intervals.ts";
import type { ConsultationTemplate, NewConsultationTask } from "./consultation.ts";
import type { CooperationClock, CooperationKind } from "./cooperation.ts";
import type {
  Assignee,
  CaseLevel,
  Channel,
  Condition,
  EpochMs,
  Place,
  Severity,
  SupervisionLevel,
} from "./model.ts";

/** A verb that says everything by its name. */
type NoFields = object;

interface CooperationRef {
  readonly cooperationId: string;
}
interface Photos {
  /** Hashes of the attachments. */
  readonly photos: readonly string[];
}
interface ClockRef {
  readonly clock: ClockName;
  readonly epoch: number;
  readonly milestone: string;
  readonly dueAt: EpochMs;
}

interface CooperationClockRef extends CooperationRef {
  readonly calledUnitId: string;
  readonly clock: CooperationClock;
  readonly round: number;
  readonly dueAt: EpochMs;
}

interface ConsultationRef {
  readonly consultationId: string;
}
interface TaskRef extends ConsultationRef {
  readonly taskId: string;
}
interface ConsultationDayRef extends ConsultationRef {
  readonly dueAt: EpochMs;
}
interface TaskClockRef extends TaskRef {
  readonly ownerId: string;
  readonly dueAt: EpochMs;
}

/** What each verb carries, the same in the command and in the event that it makes. */
export interface VerbFields {
  /** 上报问题 */
  readonly report: Photos & {
    readonly place: Place;
    readonly categoryId: string;
    readonly description: string;
    readonly channel: Channel;
    readonly severity: Severity;
    readonly condition: Condition;
    readonly level: CaseLevel;
    readonly reporterId: string | null;
    /** Under which activation it was reported; not there in reports from before there were any. */
    readonly emergency?: CaseEmergency | null;
  };
  /** 附议: somebody else has seen it too. */
  readonly confirm: NoFields;
  /** 派核实 */
  readonly send_verifier: { readonly verifier: Assignee };
  /** 退回核实 */
  readonly return_verify: NoFields;
  /** 核实属实 */
  readonly verify: NoFields;
  /** 立案 */
  readonly file: { readonly standardMet: boolean };
  /** 不予立案 */
  readonly reject: NoFields;
  /** 并案 */
  readonly merge: { readonly targetCaseId: string };
  /** 撤销并案 */
  readonly unmerge: NoFields;
  /** 派单 */
  readonly dispatch: {
    readonly assignee: Assignee;
    /** The stored recommendation that the dispatcher saw. */
    readonly recommendationId: string | null;
    /** Why another than the first of the list, or than the responsible unit, was chosen. */
    readonly overrideReason: string | null;
  };
  /** 接单 */
  readonly accept: NoFields;
  /** 退回 */
  readonly return: { readonly suggestedUnitId: string | null };
  /** 撤回 */
  readonly recall: NoFields;
  /** 改派 */
  readonly transfer: NoFields;
  /** 出发 */
  readonly set_out: NoFields;
  /** 到场 */
  readonly arrive: NoFields;
  /** 处置反馈 */
  readonly finish: Photos & { readonly form: Readonly<Record<string, string>> };
  /** 核查通过 */
  readonly pass: { readonly standardMet: boolean };
  /** 核查不通过, 返工 */
  readonly fail: Photos;
  /** 重开 */
  readonly reopen: NoFields;
  /** 申请重开 */
  readonly ask_reopen: NoFields;
  /** 申请挂账: the unit's signature. */
  readonly ask_park: { readonly reviewAt: EpochMs };
  /** 不同意挂账 */
  readonly refuse_park: NoFields;
  /** 挂账: the supervision desk's signature. */
  readonly park: NoFields;
  /** 销账 · 恢复 */
  readonly unpark: NoFields;
  /** 注销 */
  readonly cancel: NoFields;
  /** 上报上级 */
  readonly escalate: { readonly toLevel: CaseLevel };
  /** 下交 */
  readonly hand_down: { readonly toLevel: CaseLevel };
  /** 挂起: `until` releases it by itself. */
  readonly hold: {
    readonly until: EpochMs | null;
    /** Holds the total clock too; only where the class allows it. */
    readonly alsoTotal: boolean;
  };
  /** 解除挂起 */
  readonly release: NoFields;
  /** 申请延期 */
  readonly ask_extension: { readonly extraMinutes: number };
  /** 同意延期 */
  readonly grant_extension: NoFields;
  /** 不同意延期 */
  readonly refuse_extension: NoFields;
  /** 督办 */
  readonly supervise: { readonly supervision: SupervisionLevel };
  /** 吹哨 */
  readonly whistle: CooperationRef & {
    readonly calledUnitId: string;
    readonly kind: CooperationKind;
  };
  /** 应哨 */
  readonly whistle_acknowledge: CooperationRef;
  /** 报到 */
  readonly whistle_arrive: CooperationRef;
  /** 协办完成 */
  readonly whistle_finish: CooperationRef;
  /** 拒哨 */
  readonly whistle_refuse: CooperationRef;
  /** 评哨: 1 to 5. */
  readonly whistle_rate: CooperationRef & { readonly stars: number };
  /** 撤哨 */
  readonly whistle_waive: CooperationRef;
  /** 责令应哨: the supervisor does not take a refusal. */
  readonly whistle_insist: CooperationRef;
  /** 同意拒哨: the supervisor does. */
  readonly whistle_excuse: CooperationRef;
  /** 召集会商. In events from before meetings had more to them there are bodies and a date alone. */
  readonly consult: Partial<ConsultationRef> & {
    readonly template?: ConsultationTemplate;
    readonly bodyIds: readonly string[];
    readonly heldAt: EpochMs;
    readonly topic?: string;
    readonly place?: string;
  };
  /** 记录会商: it was held, this was said, this was decided, and these do what. */
  readonly consult_hold: ConsultationRef & {
    readonly heldAt: EpochMs;
    readonly minutes: readonly string[];
    readonly decision: string;
    readonly tasks: readonly NewConsultationTask[];
  };
  /** 取消会商 */
  readonly consult_cancel: ConsultationRef;
  /** 任务办结 */
  readonly consult_finish: TaskRef;
  /** 任务免办 */
  readonly consult_waive: TaskRef;
  /** 改类 */
  readonly reclassify: { readonly categoryId: string; readonly severity: Severity };
  /** 改位 */
  readonly relocate: { readonly place: Place };
  /** 转为实案: what was practised (演练) has turned out to be so. */
  readonly make_real: NoFields;
  /** 备注 */
  readonly comment: Photos;
  /** 评价: 1 to 5. */
  readonly rate: { readonly stars: number };

  /** 并入: written on the target when another case is merged into it. */
  readonly absorb: Photos & { readonly caseId: string; readonly reportedAt: EpochMs };
  /** 拆出: the reverse. */
  readonly split_off: { readonly caseId: string };
  /** 黄牌提醒, 红牌超时: written by the sweeper, once for each clock, run and colour. */
  readonly clock_yellow: ClockRef;
  readonly clock_red: ClockRef;
  /** 预警提高: a warning is in force where it lies. */
  readonly warn: {
    readonly warningId: string;
    readonly severity: Severity;
    readonly before: Severity;
  };
  /** The same of the clocks of help that was called, once for each call, clock and colour. */
  readonly whistle_yellow: CooperationClockRef;
  readonly whistle_red: CooperationClockRef;
  /** The same of the tasks of a meeting, once for each task and colour. */
  readonly consult_yellow: TaskClockRef;
  readonly consult_red: TaskClockRef;
  /** The same of a meeting that nobody records on its day, once for each meeting and colour. */
  readonly consult_day_yellow: ConsultationDayRef;
  readonly consult_day_red: ConsultationDayRef;
}
