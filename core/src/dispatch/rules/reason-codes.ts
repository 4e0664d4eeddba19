import type { Label } from "./categories.ts";
import type { Verb } from "../model/model.ts";

export interface ReasonCode extends Label {
  readonly code: string;
  /** Verbs that offer it. */
  readonly verbs: readonly Verb[];
}

const reason = (code: string, zh: string, en: string, ...verbs: Verb[]): ReasonCode => ({
  code,
  zh,
  en,
  verbs,
});

/** Reasons to choose from. A seed that a city edits; the machine asks only that there is a reason. */
export const REASON_CODES: readonly ReasonCode[] = [
  reason("not-true", "经核实不属实", "Not found on site", "reject", "cancel"),
  reason("not-ours", "不属于受理范围", "Outside the remit", "reject"),
  reason("duplicate", "重复上报", "Reported twice", "reject", "cancel"),
  reason("no-place", "位置不清无法核实", "Place unknown", "reject", "return_verify"),
  reason("already-solved", "问题已消除", "Already gone", "reject", "cancel"),
  reason("end-of-shift", "核实人下班", "End of shift", "return_verify"),
  reason("unreachable", "无法到达现场", "Site cannot be reached", "return_verify", "transfer"),
  reason("not-responsible", "不属于本单位职责", "Not this unit's duty", "return", "transfer"),
  reason("outside-area", "不在责任区内", "Outside the unit's area", "return", "transfer"),
  reason("no-capacity", "力量不足", "No capacity", "return", "transfer"),
  reason("wrong-choice", "派单有误", "Dispatched by mistake", "recall", "unmerge"),
  reason("more-urgent", "有更紧急的任务", "Something more urgent", "recall", "transfer"),
  reason("not-clean", "处置不到位", "Work not done well", "fail", "reopen", "ask_reopen"),
  reason("came-back", "问题复发", "The problem came back", "reopen", "ask_reopen", "fail"),
  reason("no-evidence", "照片或资料不全", "Evidence missing", "fail"),
  reason("weather", "天气原因", "Weather", "hold", "ask_extension", "ask_park"),
  reason("materials", "等待材料设备", "Waiting for material", "hold", "ask_extension"),
  reason("third-party", "等待第三方配合", "Waiting for others", "hold", "ask_extension"),
  reason("engineering", "需工程立项", "Needs a works project", "ask_park", "ask_extension"),
  reason("seasonal", "季节性问题", "Seasonal", "ask_park"),
  reason("no-owner", "权属不清", "Ownership unclear", "ask_park", "escalate", "whistle"),
  reason("not-justified", "理由不充分", "Reason not sufficient", "refuse_park", "refuse_extension"),
  reason("above-power", "超出本级处置权限", "Beyond this level's power", "escalate"),
  reason("several-bodies", "需多部门联合处置", "Needs several bodies", "escalate", "whistle"),
  reason("can-be-local", "本级可以处置", "Can be settled below", "hand_down"),
  reason("overdue", "超时未办", "Overdue", "supervise"),
  reason("concern", "群众反映强烈", "Strong public concern", "supervise", "whistle"),
  reason("busy", "当前无法支援", "Cannot help now", "whistle_refuse"),
  reason("not-its-duty", "不属于本部门职责", "Not this department's duty", "whistle_refuse"),
  reason("its-duty", "属于该部门职责", "It is this department's duty", "whistle_insist"),
  reason("not-needed", "不再需要协助", "Help no longer needed", "whistle_waive"),
  reason("not-settled-by-it", "无需会商即可办理", "Can be settled without it", "consult_cancel"),
  reason("nobody-can-come", "参会单位无法到会", "The bodies cannot come", "consult_cancel"),
  reason("task-not-needed", "任务已无必要", "No longer needed", "consult_waive"),
  reason("done-by-other", "已由其他单位完成", "Done by another body", "consult_waive"),
  reason("wrong-class", "分类有误", "Wrong class", "reclassify"),
  reason("wrong-place", "位置有误", "Wrong place", "relocate"),
  reason("really-so", "现场确有其事", "It is really so on site", "make_real"),
];

/** The choices for one verb. */
export const reasonsFor = (verb: Verb): ReasonCode[] =>
  REASON_CODES.filter((each) => each.verbs.includes(verb));
