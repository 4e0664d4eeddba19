import { TASK_CLOCK } from "./consultation-clocks.ts";
import { COOPERATION_CLOCK } from "./cooperation-clocks.ts";
import { MEETING_DAY_CLOCK } from "./meeting-day-clock.ts";
import type { SideClock } from "./side-clock.ts";

/** What runs beside the clocks of a case, in the order in which its colours are raised. */
export const SIDE_CLOCKS: readonly SideClock[] = [COOPERATION_CLOCK, TASK_CLOCK, MEETING_DAY_CLOCK];
