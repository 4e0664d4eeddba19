export { categoryOf, OTHER_CLASS } from "./cases/incident-class.ts";
export { travelSecondsTo } from "./advice/travel-times.ts";
export { HABITS } from "./rehearsal/habits.ts";
export { rehearse } from "./rehearsal/rehearse.ts";
export type { PlayedCase, Rehearsed } from "./rehearsal/rehearse.ts";
export { MILESTONES } from "./rehearsal/stage.ts";
export type { Milestone, PlayedReport, PlayedRule } from "./rehearsal/stage.ts";
