import type { Category, Label } from "../rules/categories.ts";
import type { ClockName } from "../model/clock-intervals.ts";
import type { CooperationClock, CooperationKind, CooperationState } from "../model/cooperation.ts";
import type {
  CaseLevel,
  CaseState,
  Channel,
  Condition,
  EventVerb,
  HandlingStep,
  Severity,
  SupervisionLevel,
} from "../model/model.ts";
import type { Denial, Role } from "../people/roles.ts";

export type Language = "zh-CN" | "en";

/** The word in one language. */
export const inLanguage = (label: Label, language: Language): string =>
  language === "en" ? label.en : label.zh;

export const categoryLabel = (category: Category): Label => ({
  zh: `${category.major.zh} · ${category.name.zh}`,
  en: `${category.major.en} · ${category.name.en}`,
});

const label = (zh: string, en: string): Label => ({ zh, en });

export const STATE_LABELS: Record<CaseState, Label> = {
  draft: label("草稿", "Draft"),
  reported: label("待受理", "Reported"),
  verifying: label("待核实", "Being verified"),
  filed: label("待派遣", "Filed"),
  dispatched: label("待接单", "Dispatched"),
  in_progress: label("处置中", "In progress"),
  resolved: label("待核查", "To be checked"),
  closed: label("已结案", "Closed"),
  rejected: label("不予立案", "Rejected"),
  merged: label("并案", "Merged"),
  cancelled: label("注销", "Cancelled"),
  parked: label("挂账", "Parked"),
};

export const STEP_LABELS: Record<HandlingStep, Label> = {
  accepted: label("已接单", "Accepted"),
  en_route: label("前往中", "On the way"),
  on_scene: label("已到场", "On site"),
};

/** Button texts. 上报问题 and 上报上级 are two verbs, though practice calls both 上报. */
export const VERB_LABELS: Record<EventVerb, Label> = {
  report: label("上报问题", "Report"),
  confirm: label("附议", "Confirm"),
  send_verifier: label("派核实", "Send to verify"),
  return_verify: label("退回核实", "Hand back verification"),
  verify: label("核实属实", "Verify"),
  file: label("立案", "File"),
  reject: label("不予立案", "Reject"),
  merge: label("并案", "Merge"),
  unmerge: label("撤销并案", "Undo merge"),
  dispatch: label("派单", "Dispatch"),
  accept: label("接单", "Accept"),
  return: label("退回", "Return"),
  recall: label("撤回", "Recall"),
  transfer: label("改派", "Transfer"),
  set_out: label("出发", "Set out"),
  arrive: label("到场", "Arrive"),
  finish: label("处置反馈", "Report done"),
  pass: label("核查通过", "Pass check"),
  fail: label("返工", "Send back for rework"),
  reopen: label("重开", "Reopen"),
  ask_reopen: label("申请重开", "Ask to reopen"),
  ask_park: label("申请挂账", "Ask to park"),
  refuse_park: label("不同意挂账", "Refuse parking"),
  park: label("同意挂账", "Park"),
  unpark: label("恢复办理", "Resume from parking"),
  cancel: label("注销", "Cancel"),
  escalate: label("上报上级", "Escalate"),
  hand_down: label("下交", "Hand down"),
  hold: label("挂起", "Hold clock"),
  release: label("解除挂起", "Release clock"),
  ask_extension: label("申请延期", "Ask for extension"),
  grant_extension: label("同意延期", "Grant extension"),
  refuse_extension: label("不同意延期", "Refuse extension"),
  supervise: label("督办", "Supervise"),
  whistle: label("吹哨", "Call for help"),
  whistle_acknowledge: label("应哨", "Acknowledge call"),
  whistle_arrive: label("报到", "Answer on site"),
  whistle_finish: label("协办完成", "Finish helping"),
  whistle_refuse: label("拒哨", "Refuse call"),
  whistle_rate: label("评哨", "Rate help"),
  whistle_waive: label("撤哨", "Withdraw call"),
  whistle_insist: label("责令应哨", "Tell it to come"),
  whistle_excuse: label("同意拒哨", "Accept refusal"),
  consult: label("召集会商", "Call a meeting"),
  consult_hold: label("记录会商", "Record the meeting"),
  consult_cancel: label("取消会商", "Call the meeting off"),
  consult_finish: label("任务办结", "Task done"),
  consult_waive: label("任务免办", "Drop the task"),
  reclassify: label("改类", "Change class"),
  relocate: label("改位", "Move place"),
  make_real: label("转为实案", "Make it real"),
  comment: label("备注", "Comment"),
  rate: label("评价", "Rate"),
  absorb: label("并入案件", "Took in a case"),
  split_off: label("拆出案件", "Gave a case back"),
  clock_yellow: label("黄灯提醒", "Time limit near"),
  clock_red: label("红灯超时", "Time limit passed"),
  warn: label("预警提高", "Raised by a warning"),
  whistle_yellow: label("吹哨黄灯提醒", "Time limit of a call near"),
  whistle_red: label("吹哨红灯超时", "Time limit of a call passed"),
  consult_yellow: label("会商任务黄灯提醒", "Time limit of a task near"),
  consult_red: label("会商任务红灯超时", "Time limit of a task passed"),
  consult_day_yellow: label("会商待记录黄灯提醒", "A meeting's record is wanted today"),
  consult_day_red: label("会商当天未记录", "The day of a meeting passed without a record"),
};

export const CLOCK_LABELS: Record<ClockName, Label> = {
  intake: label("受理", "Intake"),
  verify: label("核实", "Verification"),
  assign: label("派遣", "Assignment"),
  accept: label("接单", "Acceptance"),
  handle: label("处置", "Handling"),
  check: label("核查", "Check"),
  total: label("总时限", "Total"),
  review: label("挂账复核", "Parking review"),
};

export const LEVEL_LABELS: Record<CaseLevel, Label> = {
  grid: label("网格", "Grid"),
  community: label("社区", "Community"),
  street: label("街道", "Street"),
  district: label("区", "District"),
};

export const SEVERITY_LABELS: Record<Severity, Label> = {
  extreme: label("特别严重", "Extreme"),
  severe: label("严重", "Severe"),
  moderate: label("一般", "Moderate"),
  minor: label("轻微", "Minor"),
  unknown: label("未定", "Unknown"),
};

export const CONDITION_LABELS: Record<Condition, Label> = {
  ordinary: label("一般性", "Ordinary"),
  engineering: label("工程性", "Engineering"),
  special: label("特殊性", "Special"),
};

export const CHANNEL_LABELS: Record<Channel, Label> = {
  patrol: label("网格巡查", "Patrol"),
  public: label("群众上报", "Public"),
  hotline: label("热线", "Hotline"),
  superior: label("上级交办", "From above"),
  sensor: label("感知设备", "Sensor"),
  import: label("导入", "Import"),
  desk: label("值班登记", "Desk"),
};

export const SUPERVISION_LABELS: Record<SupervisionLevel, Label> = {
  none: label("未督办", "None"),
  normal: label("普通督办", "Normal"),
  yellow: label("黄牌督办", "Yellow card"),
  red: label("红牌督办", "Red card"),
};

export const COOPERATION_KIND_LABELS: Record<CooperationKind, Label> = {
  public_concern: label("群众反映突出", "Public concern"),
  joint_enforcement: label("综合执法", "Joint enforcement"),
  emergency: label("应急处置", "Emergency"),
};

export const COOPERATION_STATE_LABELS: Record<CooperationState, Label> = {
  called: label("待应哨", "Called"),
  acknowledged: label("已应哨", "Answered"),
  arrived: label("已到场", "On site"),
  done: label("协办完成，待评哨", "Done, to be rated"),
  rated: label("已评哨", "Rated"),
  refused: label("拒哨，待裁定", "Refused, to be settled"),
  excused: label("同意拒哨", "Refusal accepted"),
  waived: label("已撤哨", "Withdrawn"),
};

export const COOPERATION_CLOCK_LABELS: Record<CooperationClock, Label> = {
  answer: label("应哨", "Answer"),
  arrive: label("到场", "Arrival"),
  finish: label("办结", "Completion"),
};

export const ROLE_LABELS: Record<Role, Label> = {
  public: label("上报人", "Reporter"),
  building_head: label("楼栋长", "Building head"),
  entrance_head: label("楼口长", "Entrance head"),
  grid_staff: label("网格员", "Grid worker"),
  grid_head: label("网格长", "Grid head"),
  lane_head: label("街巷长", "Lane head"),
  linked_officer: label("挂包干部", "Linked officer"),
  team_member: label("网格团队成员", "Team member"),
  community_desk: label("社区值班", "Community desk"),
  street_desk: label("街道值班长", "Street desk"),
  unit_intake: label("部门受理员", "Unit intake"),
  unit_leader: label("部门负责人", "Unit leader"),
  unit_handler: label("部门处置员", "Unit handler"),
  supervision_desk: label("监督中心", "Supervision desk"),
  command_desk: label("指挥中心", "Command desk"),
  supervisor: label("督办领导", "Supervisor"),
  auditor: label("审计员", "Auditor"),
  administrator: label("系统管理员", "Administrator"),
  external_system: label("外部系统", "Another system"),
};

export const DENIAL_LABELS: Record<Denial, Label> = {
  role: label("该岗位没有此项权限", "The role does not have this right"),
  area: label("案件不在管辖区域内", "The case lies outside the area of the duty"),
  category: label("案件类别不在职责范围内", "The class is not among those of the duty"),
  level: label("案件层级高于任职层级", "The case is above the level of the duty"),
  handler: label("处置人不能核查自己的案件", "Whoever handled a case does not check it"),
  handler_unit: label(
    "街道及以上层级须由其他单位核查",
    "At street level and above another unit checks",
  ),
  own_report: label("上报人不能核实自己的上报", "Reporters do not verify their own report"),
  not_own_report: label("只能操作自己上报的案件", "Only for one's own reports"),
};
