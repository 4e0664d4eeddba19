export { assignBatch, DEFAULT_BATCH_POLICY } from "./advice/assign-batch.ts";
export type { BatchChoice, BatchPlan, BatchPolicy, BatchTask } from "./advice/assign-batch.ts";
export { chanceFrom, judgeHotSpots, SpaceTimeScan } from "./hotspots/scan.ts";
export type { HotSpot } from "./hotspots/scan.ts";
export { automaticCommand, nextAutomaticAt } from "./machine/automatic-command.ts";
export { CHINA_CALENDAR } from "./rules/calendar-seed.ts";
export { findCalendarFaults, isoDayAt } from "./rules/calendar.ts";
export type { WeekPlan, WorkCalendar, WorkSegment } from "./rules/calendar.ts";
export { decide, counterpartEvents, stateAfter, viewOf } from "./machine/case-machine.ts";
export { explainVerb } from "./machine/explain-verb.ts";
export type { VerbExplanation, VerbVerdict } from "./machine/explain-verb.ts";
export { datedStanding, factsIn, factsOf, standingOf } from "./figures/case-facts.ts";
export type { DatedStanding } from "./figures/case-facts.ts";
export type { Period, Standing } from "./figures/case-facts.ts";
export { categoriesNamed, isCaseNumber } from "./rules/case-search.ts";
export { CATEGORIES, FAMILIES, isInForce, isSameFamily, SOURCE_MARKS } from "./rules/categories.ts";
export type { Category, Family, Label, SourceMark } from "./rules/categories.ts";
export { CLOCK_NAMES, heldClocks, runningClocks } from "./model/clock-intervals.ts";
export type { ClockInterval, ClockName } from "./model/clock-intervals.ts";
export { COOPERATION_KINDS, isHelpOpen, isHelpPending } from "./model/cooperation.ts";
export { calledUnitIds } from "./model/called-units.ts";
export type { Cooperation, CooperationClock, CooperationKind } from "./model/cooperation.ts";
export { cooperationDeadlines } from "./clocks/cooperation-clocks.ts";
export { SIDE_CLOCKS } from "./clocks/side-clocks.ts";
export { DEPARTMENT_KINDS } from "./people/departments.ts";
export type { DepartmentKind } from "./people/departments.ts";
export * from "./consultations.ts";
export * from "./departments.ts";
export { deviceTime, judgedAt, OFFLINE_MS } from "./clocks/device-time.ts";
export type { DeviceTime } from "./clocks/device-time.ts";
export { alarmsDue, deadlinesOf, nextAlarmAt, nextDueAt, nextSoonAt } from "./clocks/deadlines.ts";
export type { Deadline, TimeRules } from "./clocks/deadlines.ts";
export { changedClocks } from "./clocks/changed-clocks.ts";
export type { ChangedClock } from "./clocks/changed-clocks.ts";
export { DEFAULT_POLICY } from "./machine/decide-context.ts";
export type { CommandActor, DecideContext, DispatchPolicy } from "./machine/decide-context.ts";
export { distanceMetres } from "./model/distance.ts";
export { DEFAULT_DUPLICATE_POLICY, findDuplicates } from "./advice/duplicates.ts";
export type {
  DuplicateHit,
  DuplicatePolicy,
  DuplicateSubject,
  ExistingCase,
} from "./advice/duplicates.ts";
export { dueTime, LIMIT_UNITS } from "./rules/due-time.ts";
export type { DueOptions, DueTime, LimitAmount, LimitUnit } from "./rules/due-time.ts";
export {
  DUTY_FAULTS,
  DUTY_FIELDS,
  findEndFault,
  findEntryFaults,
  findPlaceFaults,
} from "./duty-list/change-duty-list.ts";
export type {
  DutyFault,
  DutyField,
  DutyTarget,
  DutyUnit,
  KnownDuties,
  ListedDuty,
  NewDutyEntry,
  NewDutyPlace,
  PlaceVersion,
} from "./duty-list/change-duty-list.ts";
export { planDutyRows, USUAL_PRIORITY } from "./duty-list/plan-duty-rows.ts";
export type { DutyRow, PlannedDuty } from "./duty-list/plan-duty-rows.ts";
export { overlapsOf } from "./duty-list/overlaps.ts";
export { answerByList, entriesByArea } from "./duty-list/answers-by-list.ts";
export type { PlaceNear } from "./duty-list/answers-by-list.ts";
export { dutyColumns } from "./duty-list/read-duty-cells.ts";
export {
  DUTY_PLACE_KINDS,
  dutyPlaceId,
  laneAt,
  MOST_BUFFER_METRES,
} from "./duty-list/duty-place.ts";
export type { DutyPlaceKind, NearLane } from "./duty-list/duty-place.ts";
export { evolve, foldCase } from "./machine/evolve.ts";
export {
  CHANNEL_LABELS,
  CLOCK_LABELS,
  CONDITION_LABELS,
  COOPERATION_CLOCK_LABELS,
  COOPERATION_KIND_LABELS,
  COOPERATION_STATE_LABELS,
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
} from "./machine/labels.ts";
export type { Language } from "./machine/labels.ts";
export { DEFAULT_LIMITS, LOCAL_LIMITS } from "./rules/limit-seed.ts";
export { limitFor } from "./rules/limits.ts";
export type { Limit, LimitQuery, Milestone } from "./rules/limits.ts";
export {
  ALARM_VERBS,
  areaIdsOf,
  CASE_LEVELS,
  CASE_STATES,
  CHANNELS,
  CONDITIONS,
  HANDLING_STEPS,
  isOutsideAreas,
  SEVERITIES,
  SUPERVISION_LEVELS,
} from "./model/model.ts";
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
} from "./model/model.ts";
export {
  open311Position,
  open311Request,
  open311Service,
  readOpen311Query,
} from "./open311/open311.ts";
export type { Open311Wanted } from "./open311/open311.ts";
export {
  enqueue,
  keptOf,
  laneOf,
  mayWithdraw,
  outworn,
  pendingEntries,
  tryAgain,
  withdraw,
} from "./outbox/outbox.ts";
export type { OutboxEntry, OutboxIntent, OutboxState, SendOutcome } from "./outbox/outbox.ts";
export { pendingView } from "./outbox/pending-view.ts";
export type { PendingView } from "./outbox/pending-view.ts";
export { outcomeOfProblem, sendOutbox } from "./outbox/send-outbox.ts";
export type { OutboxMessage, OutboxPorts, SendPause } from "./outbox/send-outbox.ts";
export { PROBLEM_LABELS } from "./contract/problem-labels.ts";
export { boardFactsOf, caseAt, spansOf, spanStep } from "./replay/board-span.ts";
export type { BoardFacts, BoardSpan, SpanStep } from "./replay/board-span.ts";
export { REASON_CODES, reasonsFor } from "./rules/reason-codes.ts";
export type { ReasonCode } from "./rules/reason-codes.ts";
export {
  EXCLUSION_LABELS,
  reasonSentence,
  START_PLACE_LABELS,
  TERM_LABELS,
} from "./advice/recommend-labels.ts";
export { packRows, unpackRows } from "./advice/pack-rows.ts";
export type { PackedRows } from "./advice/pack-rows.ts";
export { DEFAULT_RECOMMEND_POLICY, recommend, startingPlace, whyNot } from "./advice/recommend.ts";
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
} from "./advice/recommend.ts";
export type { DispatchError } from "./machine/refusals.ts";
export { denialOf, mayAct, ROLE_VERBS, ROLES } from "./people/roles.ts";
export type { CaseView, Denial, Duty, Person, Role } from "./people/roles.ts";
export { compareDuties, fallbackUnit, routeCase, ROUTING_AREA_KINDS } from "./advice/routing.ts";
export type {
  DutyEntry,
  FallbackOwner,
  Routing,
  RoutingAreaKind,
  RoutingQuery,
} from "./advice/routing.ts";
export { hoursFault, isRostered, onDutyAt, rosterOn } from "./people/roster.ts";
export type { RosterLine } from "./people/roster.ts";
export { shiftAt } from "./people/shift.ts";
export type { ShiftState } from "./people/shift.ts";
export { photoFacts } from "./photos/photo-facts.ts";
export type { PhotoFacts } from "./photos/photo-facts.ts";
export { MOST_PIXELS, pictureSize } from "./photos/picture-size.ts";
export type { PictureSize } from "./photos/picture-size.ts";
export { takeApart } from "./photos/picture-parts.ts";
export { stripPicture } from "./photos/strip-picture.ts";
export type { StrippedPicture } from "./photos/strip-picture.ts";
export {
  fullMonths,
  isClosedOnTime,
  majorsOf,
  publicClasses,
  publicTable,
} from "./figures/public-figures.ts";
export type { PlacedCount, PublicClass } from "./figures/public-figures.ts";
export type { CountedFact } from "./figures/counted-fact.ts";
export { callFact, WHISTLE_FIGURES, whistleSums } from "./figures/whistle-figures.ts";
export type { WhistleFigureName } from "./figures/whistle-figures.ts";
export {
  FACT_BITS,
  FIGURES,
  figuresOf,
  parkedOf,
  percentText,
  standsIn,
} from "./figures/statistics.ts";
export type { FactsTally, Figure, FigureName, FigureSide, Rate } from "./figures/statistics.ts";
export { findRuleFaults, RULE_FAULTS, withChanges } from "./rules/change-rules.ts";
export type { RuleChange, RuleFault } from "./rules/change-rules.ts";
export {
  ALWAYS,
  bookOf,
  CALENDAR_ID,
  categoriesInstead,
  categoriesOn,
  editionFor,
  findCategory,
  SEED_BOOK,
  seedVersions,
} from "./rules/rule-book.ts";
export type {
  CalendarRule,
  CategoryRule,
  LimitRule,
  RuleBook,
  RuleEdition,
  RuleKind,
  RuleVersion,
} from "./rules/rule-book.ts";
export {
  DAY_END_LABELS,
  FAMILY_LABELS,
  KIND_LABELS,
  MARK_LABELS,
  TIER_LABELS,
  UNIT_LABELS,
} from "./rules/rule-labels.ts";
export { hoursText, readHours } from "./rules/office-hours.ts";
export { NEW_CATEGORY } from "./rules/new-category.ts";
export { planRuleTables } from "./rule-tables/plan-tables.ts";
export type { GivenTable, TablePlan } from "./rule-tables/plan-tables.ts";
export type { GivenRow, PlannedRule } from "./rule-tables/plan-rows.ts";
export { TABLE_FAULTS } from "./rule-tables/rule-cells.ts";
export type { CellFault } from "./rule-tables/rule-cells.ts";
export { RULE_TABLES, TABLE_COLUMNS, TABLE_TITLES, tableWith } from "./rule-tables/rule-tables.ts";
export type { RuleTable } from "./rule-tables/rule-tables.ts";
export { writeGuide, writeRuleTables } from "./rule-tables/write-tables.ts";
export type { WrittenTable } from "./rule-tables/write-tables.ts";
export { suggestCategories } from "./rules/suggest-category.ts";
export type { CategorySuggestion } from "./rules/suggest-category.ts";
export { normaliseText, textSimilarity } from "./model/text-similarity.ts";
export { OPEN_STATES, STATE_TABLE, transitionOf, TRANSITIONS } from "./machine/transitions.ts";
export type { StateRow, Transition } from "./machine/transitions.ts";
export { HELP_VERBS, helpRefusal, verbRefusal } from "./machine/verb-refusal.ts";
export type { HelpVerb } from "./machine/verb-refusal.ts";
export type { VerbFields } from "./model/verb-fields.ts";
export { nextTry } from "./webhooks/next-try.ts";
export * from "./emergency/index.ts";
export * from "./warnings/index.ts";
export * from "./positions/index.ts";
