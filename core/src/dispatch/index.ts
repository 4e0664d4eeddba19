export { assignBatch, DEFAULT_BATCH_POLICY } from "./assign-batch.ts";
export type { BatchChoice, BatchPlan, BatchPolicy, BatchTask } from "./assign-batch.ts";
export { automaticCommand, nextAutomaticAt } from "./automatic-command.ts";
export { CHINA_CALENDAR } from "./calendar-seed.ts";
export { findCalendarFaults, isoDayAt } from "./calendar.ts";
export type { WeekPlan, WorkCalendar, WorkSegment } from "./calendar.ts";
export { decide, counterpartEvents, stateAfter, viewOf } from "./case-machine.ts";
export { explainVerb } from "./explain-verb.ts";
export type { VerbExplanation, VerbVerdict } from "./explain-verb.ts";
export { factsOf, standingOf } from "./case-facts.ts";
export type { Period, Standing } from "./case-facts.ts";
export { categoriesNamed, isCaseNumber } from "./case-search.ts";
export { CATEGORIES, FAMILIES, findCategory, isInForce, isSameFamily } from "./categories.ts";
export type { Category, Family, Label } from "./categories.ts";
export { CLOCK_NAMES, heldClocks, runningClocks } from "./clock-intervals.ts";
export type { ClockInterval, ClockName } from "./clock-intervals.ts";
export { alarmsDue, deadlinesOf, nextAlarmAt, nextDueAt } from "./deadlines.ts";
export type { Deadline, TimeRules } from "./deadlines.ts";
export { DEFAULT_POLICY } from "./decide-context.ts";
export type { CommandActor, DecideContext, DispatchPolicy } from "./decide-context.ts";
export { distanceMetres } from "./distance.ts";
export { DEFAULT_DUPLICATE_POLICY, findDuplicates } from "./duplicates.ts";
export type {
  DuplicateHit,
  DuplicatePolicy,
  DuplicateSubject,
  ExistingCase,
} from "./duplicates.ts";
export { dueTime } from "./due-time.ts";
export type { DueOptions, DueTime, LimitAmount, LimitUnit } from "./due-time.ts";
export { evolve, foldCase } from "./evolve.ts";
export {
  CHANNEL_LABELS,
  CLOCK_LABELS,
  CONDITION_LABELS,
  COOPERATION_KIND_LABELS,
  DENIAL_LABELS,
  LEVEL_LABELS,
  ROLE_LABELS,
  SEVERITY_LABELS,
  STATE_LABELS,
  STEP_LABELS,
  SUPERVISION_LABELS,
  VERB_LABELS,
  categoryLabel,
  inLanguage,
} from "./labels.ts";
export type { Language } from "./labels.ts";
export { DEFAULT_LIMITS, LOCAL_LIMITS } from "./limit-seed.ts";
export { limitFor } from "./limits.ts";
export type { Limit, LimitQuery, Milestone } from "./limits.ts";
export {
  areaIdsOf,
  CASE_LEVELS,
  CASE_STATES,
  CHANNELS,
  CONDITIONS,
  COOPERATION_KINDS,
  HANDLING_STEPS,
  SEVERITIES,
  SUPERVISION_LEVELS,
} from "./model.ts";
export type {
  Assignee,
  Case,
  CaseCommand,
  CaseEvent,
  CaseLevel,
  CaseState,
  Channel,
  CommandOf,
  Condition,
  Cooperation,
  EpochMs,
  EventHeader,
  EventOf,
  EventVerb,
  Extension,
  ExtensionRequest,
  HandlingStep,
  ParkRequest,
  Place,
  RaisedColour,
  Severity,
  SupervisionLevel,
  Verb,
} from "./model.ts";
export { open311Position, open311Request, open311Service, readOpen311Query } from "./open311.ts";
export type { Open311Wanted } from "./open311.ts";
export { PROBLEM_LABELS } from "./problem-labels.ts";
export { REASON_CODES, reasonsFor } from "./reason-codes.ts";
export type { ReasonCode } from "./reason-codes.ts";
export {
  EXCLUSION_LABELS,
  reasonSentence,
  START_PLACE_LABELS,
  TERM_LABELS,
} from "./recommend-labels.ts";
export { DEFAULT_RECOMMEND_POLICY, recommend, startingPlace, whyNot } from "./recommend.ts";
export type {
  Candidate,
  CostTerm,
  ExcludedCandidate,
  Exclusion,
  ExclusionReason,
  RankedCandidate,
  Recommendation,
  RecommendPolicy,
  RecommendTask,
  StartPlace,
  TermName,
  TravelSeconds,
  WhyNot,
} from "./recommend.ts";
export type { DispatchError } from "./refusals.ts";
export { denialOf, mayAct, ROLE_VERBS, ROLES } from "./roles.ts";
export type { CaseView, Denial, Duty, Person, Role } from "./roles.ts";
export { fallbackUnit, routeCase, ROUTING_AREA_KINDS } from "./routing.ts";
export type {
  DutyEntry,
  FallbackOwner,
  Routing,
  RoutingAreaKind,
  RoutingQuery,
} from "./routing.ts";
export { hoursFault, isRostered, onDutyAt, rosterOn } from "./roster.ts";
export type { RosterLine } from "./roster.ts";
export { shiftAt } from "./shift.ts";
export type { ShiftState } from "./shift.ts";
export { photoFacts } from "./photo-facts.ts";
export type { PhotoFacts } from "./photo-facts.ts";
export { takeApart } from "./picture-parts.ts";
export { stripPicture } from "./strip-picture.ts";
export type { StrippedPicture } from "./strip-picture.ts";
export { fullMonths, isClosedOnTime, publicClasses, publicTable } from "./public-figures.ts";
export type { PlacedCount, PublicClass } from "./public-figures.ts";
export { FACT_BITS, FIGURES, figuresOf, parkedOf, percentText, standsIn } from "./statistics.ts";
export type { FactsTally, Figure, FigureName, FigureSide, Rate } from "./statistics.ts";
export { suggestCategories } from "./suggest-category.ts";
export type { CategorySuggestion } from "./suggest-category.ts";
export { normaliseText, textSimilarity } from "./text-similarity.ts";
export { OPEN_STATES, STATE_TABLE, transitionOf, TRANSITIONS } from "./transitions.ts";
export type { StateRow, Transition } from "./transitions.ts";
export { verbRefusal } from "./verb-refusal.ts";
export type { VerbFields } from "./verb-fields.ts";
