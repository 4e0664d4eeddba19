import type { ClockName } from "../model/clock-intervals.ts";
import { CASE_STATES, type CaseState } from "../model/model.ts";
import type { StateRow, Transition } from "./transitions.ts";

type StateTable = Readonly<Record<CaseState, StateRow>>;

/**
 * What is wrong with a table of transitions: unreachable or dead states, open states without an owner
 * or a clock, steps whose clock effects do not lead to the clocks of the state they enter. Empty
 * when the table is sound. `draft` is left out: it never reaches the server.
 */
export function findTableFaults(states: StateTable, table: readonly Transition[]): string[] {
  return [
    ...doubleVerbs(table),
    ...unreachableStates(table),
    ...deadStates(states, table),
    ...openStatesWithoutOwner(states),
    ...table.flatMap((each) => clockFaults(states, table, each)),
  ];
}

/** The states a step may end in when it starts in `from`. */
function targets(
  table: readonly Transition[],
  step: Transition,
  from: CaseState | null,
): CaseState[] {
  if (step.to === "same") return from === null ? [] : [from];
  if (step.to !== "before") return [step.to];
  return table.filter((each) => each.to === from).flatMap((each) => each.from);
}

function doubleVerbs(table: readonly Transition[]): string[] {
  const verbs = table.map((each) => each.verb);
  return verbs.filter((verb, at) => verbs.indexOf(verb) !== at).map((verb) => `${verb}: two rows`);
}

function unreachableStates(table: readonly Transition[]): string[] {
  const seen = new Set(
    table.filter((each) => each.from.length === 0).flatMap((each) => targets(table, each, null)),
  );
  // A set grows while it is walked: states found on the way are walked too.
  for (const state of seen) {
    // `before` leads to a state that the case has been in already: nothing new.
    const steps = table.filter((each) => each.to !== "before" && each.from.includes(state));
    for (const step of steps) {
      for (const next of targets(table, step, state)) seen.add(next);
    }
  }
  return CASE_STATES.filter((state) => state !== "draft" && !seen.has(state)).map(
    (state) => `${state}: cannot be reached`,
  );
}

function deadStates(states: StateTable, table: readonly Transition[]): string[] {
  const ends = new Set<CaseState>(
    CASE_STATES.filter((state) => state !== "draft" && !states[state].isOpen),
  );
  for (let before = -1; before !== ends.size;) {
    before = ends.size;
    for (const step of table) {
      const leads = (from: CaseState) => targets(table, step, from).some((to) => ends.has(to));
      for (const from of step.from.filter(leads)) ends.add(from);
    }
  }
  return CASE_STATES.filter((state) => state !== "draft" && !ends.has(state)).map(
    (state) => `${state}: no way to an end`,
  );
}

const openStatesWithoutOwner = (states: StateTable): string[] =>
  CASE_STATES.filter((state) => states[state].isOpen).flatMap((state) => [
    ...(states[state].owner === null ? [`${state}: nobody owns it`] : []),
    ...(states[state].clocks.length === 0 ? [`${state}: no clock runs`] : []),
  ]);

function clockFaults(states: StateTable, table: readonly Transition[], step: Transition): string[] {
  const starts: (CaseState | null)[] = step.from.length === 0 ? [null] : [...step.from];
  return starts.flatMap((from) =>
    targets(table, step, from).flatMap((to) => {
      const ran = clocksAfter(states, step, from, to).toSorted().join(" ");
      const wanted = states[to].clocks.toSorted().join(" ");
      return ran === wanted ? [] : [`${step.verb} ${from ?? "-"} → ${to}: ${ran} ≠ ${wanted}`];
    }),
  );
}

/** The clocks that run after a step which starts with exactly the clocks of `from`. */
function clocksAfter(
  states: StateTable,
  step: Transition,
  from: CaseState | null,
  to: CaseState,
): ClockName[] {
  const { stop, start = [], resume = [], release = [], hold = [], undoMerge } = step.clocks;
  if (undoMerge) return [...states[to].clocks];
  const gone = new Set([
    ...(stop === "all" ? [] : (stop ?? [])),
    ...(step.clocks.void ?? []),
    ...hold,
  ]);
  const kept = stop === "all" || from === null ? [] : states[from].clocks;
  // A release frees what the step that led here had held: the clocks of the state it goes back to.
  const released = release.filter((clock) => states[to].clocks.includes(clock));
  return [...kept.filter((clock) => !gone.has(clock)), ...start, ...resume, ...released];
}
