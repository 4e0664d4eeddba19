import { levelRank } from "../../access/index.ts";
import { isRehearsal } from "../emergency/emergency-limits.ts";
import { epochOf, heldClocks } from "../model/clock-intervals.ts";
import { starsRefusal } from "./cooperation-guards.ts";
import { needAssignee, type Guard, type Guards } from "./guard.ts";
import type { EpochMs } from "../model/model.ts";
import { isSelf, type Person } from "../people/roles.ts";
import { HOLDABLE_CLOCK } from "./transitions.ts";

const DAY_MS = 86_400_000;
/** These may press for a case, but not show a card (黄牌, 红牌). */
const NORMAL_SUPERVISION_ROLES = ["linked_officer", "lane_head"];

/** Two signatures are two people's: whoever asked, was stood in for, or stands in for one of them. */
const isAsker = (
  { by, onBehalfOf = null }: { readonly by: string; readonly onBehalfOf?: string | null },
  actor: Omit<Person, "unitId">,
): boolean => isSelf(by, actor) || isSelf(onBehalfOf, actor);

const askParkGuard: Guard<"ask_park"> = (current, { verb, fields: { reviewAt } }, context) => {
  if (current.parkRequest) return { code: "dispatch.already-asked", verb };
  const latest = context.at + context.policy.parkMaxDays * DAY_MS;
  if (!Number.isSafeInteger(reviewAt) || reviewAt <= context.at || reviewAt > latest) {
    return { code: "dispatch.review-date", reviewAt, latest };
  }
  return current.state === "in_progress" ? needAssignee(current, context) : null;
};

const parkGuard: Guard<"park"> = (current, { verb }, context) => {
  const request = current.parkRequest;
  if (!request) return { code: "dispatch.nothing-asked", verb };
  const { actor, at } = context;
  if (request.reviewAt <= at) {
    const latest = at + context.policy.parkMaxDays * DAY_MS;
    return { code: "dispatch.review-date", reviewAt: request.reviewAt, latest };
  }
  return actor.kind === "member" && isAsker(request, actor)
    ? { code: "dispatch.same-signature", verb }
    : null;
};

const levelGuard: Guard<"escalate" | "hand_down"> = (current, { verb, fields }, context) => {
  const from = levelRank(current.level);
  const to = levelRank(fields.toLevel);
  const highest = context.category.highestLevel;
  const isRight = verb === "escalate" ? to > from && to <= levelRank(highest) : to < from;
  return isRight
    ? null
    : { code: "dispatch.level", from: current.level, to: fields.toLevel, highest };
};

const holdGuard: Guard<"hold"> = (current, { fields: { until, alsoTotal } }, context) => {
  if (alsoTotal && !context.category.holdStopsTotal) {
    return { code: "dispatch.total-not-holdable", categoryId: current.categoryId };
  }
  const clock = HOLDABLE_CLOCK[current.state];
  if (clock && heldClocks(current.intervals).includes(clock)) {
    return { code: "dispatch.already-held", clock };
  }
  return until === null || isLater(until, context.at)
    ? null
    : { code: "dispatch.bad-number", field: "until", value: until };
};

const isLater = (when: EpochMs, at: EpochMs): boolean => Number.isSafeInteger(when) && when > at;

const askExtensionGuard: Guard<"ask_extension"> = (current, { verb, fields }, context) => {
  if (current.extensionRequest) return { code: "dispatch.already-asked", verb };
  const value = fields.extraMinutes;
  return Number.isInteger(value) && value > 0
    ? needAssignee(current, context)
    : { code: "dispatch.bad-number", field: "extraMinutes", value };
};

const grantGuard: Guard<"grant_extension"> = (current, { verb }, context) => {
  const request = current.extensionRequest;
  if (!request) return { code: "dispatch.nothing-asked", verb };
  const { actor, policy } = context;
  if (actor.kind === "system") return null;
  if (isAsker(request, actor)) return { code: "dispatch.same-signature", verb };
  const epoch = epochOf(current.intervals, "handle");
  const isSecond = current.extensions.some((each) => each.epoch === epoch);
  const needsLevel = policy.secondExtensionLevel;
  return isSecond && levelRank(actor.duty.maxLevel) < levelRank(needsLevel)
    ? { code: "dispatch.second-extension", needsLevel }
    : null;
};

const superviseGuard: Guard<"supervise"> = (_current, { fields: { supervision } }, { actor }) =>
  supervision !== "normal" &&
  actor.kind === "member" &&
  NORMAL_SUPERVISION_ROLES.includes(actor.duty.role)
    ? { code: "dispatch.supervision-role", supervision }
    : null;

/** Guards of what happens beside the line of states. */
export const sideGuards: Guards = {
  ask_park: askParkGuard,
  park: parkGuard,
  refuse_park: ({ parkRequest }, { verb }) =>
    parkRequest ? null : { code: "dispatch.nothing-asked", verb },
  escalate: levelGuard,
  hand_down: levelGuard,
  hold: holdGuard,
  release: ({ intervals, state }) => {
    const clock = HOLDABLE_CLOCK[state];
    return clock && heldClocks(intervals).includes(clock) ? null : { code: "dispatch.not-held" };
  },
  ask_extension: askExtensionGuard,
  grant_extension: grantGuard,
  refuse_extension: ({ extensionRequest }, { verb }) =>
    extensionRequest ? null : { code: "dispatch.nothing-asked", verb },
  supervise: superviseGuard,
  make_real: (current) => (isRehearsal(current) ? null : { code: "dispatch.not-rehearsal" }),
  rate: ({ stars }, { fields }) =>
    stars === null ? starsRefusal(fields.stars) : { code: "dispatch.already-rated" },
};
