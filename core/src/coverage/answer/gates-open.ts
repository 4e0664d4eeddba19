import type { GateInput, GateStateOf } from "../network/network-input.ts";
import type { CoverageDefinition } from "./definition.ts";
import { DAYS, slotOf, SLOTS_PER_DAY } from "./moment.ts";
import { isOpenIn, parseOpeningHours, type OpenSlots } from "./opening-hours.ts";

type GateFacts = Pick<GateInput, "evidence" | "hours">;
type GateChoice = Pick<CoverageDefinition, "gates" | "moment">;

/** Hours as written, read once. `null`: none, or not readable: then a gate counts as open all day. */
const read = new Map<string, OpenSlots | null>();

function slotsOf({ hours }: GateFacts): OpenSlots | null {
  if (hours === undefined || hours === null || hours === "") return null;
  const known = read.get(hours);
  if (known !== undefined) return known;
  const parsed = parseOpeningHours(hours);
  const slots = parsed.ok ? parsed.value : null;
  // A city has a dozen patterns; whoever sends thousands shall not fill the memory.
  if (read.size >= 1000) read.clear();
  read.set(hours, slots);
  return slots;
}

/**
 * Can a gate be passed as the definition looks at it? A supposed one by the policy; one with hours
 * (开放时间) when they are open, where the definition is about an hour of the week.
 */
export function isGateOpenUnder({ gates, moment }: GateChoice, gate: GateFacts): boolean {
  if (gates !== "optimistic" && gate.evidence === "inferred") return false;
  const slots = moment === undefined ? null : slotsOf(gate);
  return slots === null || moment === undefined || isOpenIn(slots, slotOf(moment));
}

/** Which gates can be passed: what a scenario says of one goes first. */
export function gatesOpenUnder(
  choice: GateChoice,
  gateState: GateStateOf = () => null,
): (gate: GateInput) => boolean {
  return (gate) => gateState(gate) ?? isGateOpenUnder(choice, gate);
}

/** The half hours (`slotOf`) of the week and of a holiday in groups: in each the same gates are shut. */
export function slotsByGates(gates: readonly GateFacts[]): readonly (readonly number[])[] {
  const patterns = [...new Set(gates.map(slotsOf))].filter((slots) => slots !== null);
  const groups = new Map<string, number[]>();
  for (let slot = 0; slot < DAYS.length * SLOTS_PER_DAY; slot++) {
    const key = patterns.map((slots) => (isOpenIn(slots, slot) ? 1 : 0)).join("");
    const same = groups.get(key);
    if (same === undefined) groups.set(key, [slot]);
    else same.push(slot);
  }
  return [...groups.values()];
}
