/** Meetings (会商) on a case, as others see them: a part of the index. */
export { meetingDeadline } from "./clocks/meeting-day-clock.ts";
export { taskDeadline } from "./clocks/consultation-clocks.ts";
export {
  CONSULTATION_STATE_LABELS,
  CONSULTATION_TEMPLATE_LABELS,
} from "./machine/consultation-labels.ts";
export type { ConsultationError } from "./machine/consultation-refusals.ts";
export { CONSULTATION_VERBS, consultationRefusal } from "./machine/verb-refusal.ts";
export type { ConsultationVerb } from "./machine/verb-refusal.ts";
export {
  CONSULTATION_FIGURES,
  consultationSums,
  meetingFacts,
} from "./figures/consultation-figures.ts";
export type { ConsultationFigureName } from "./figures/consultation-figures.ts";
export {
  CONSULTATION_TEMPLATES,
  isMeetingOpen,
  isTaskOpen,
  plannedAtOf,
} from "./model/consultation.ts";
export type {
  Consultation,
  ConsultationTemplate,
  NewConsultationTask,
  TaskUnit,
} from "./model/consultation.ts";
export { BODY_KIND_LABELS, BODY_KINDS, COMMITTEE_KINDS } from "./people/departments.ts";
export type { BodyKind } from "./people/departments.ts";
export {
  CONSULTATION_LIMITS,
  CONSULTATION_RULES,
  partiesOf,
  TASK_LIMITS,
  templateRule,
} from "./rules/consultation-rules.ts";
