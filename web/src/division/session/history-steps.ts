import { call } from "../../api.ts";
import { undoStacks, type LogEntry } from "./change-log.ts";
import { openPlanOf, useDivision, type OpenPlan } from "../state/page-state.ts";
import { redo, undo } from "./perform.ts";
import { getChange } from "../state/routes.ts";

/**
 * Undoes what was done after a step, or does again what was undone up to it. Every step is in the log
 * like any other, so this too can be taken back. Stops where the rules refuse.
 */
export async function goTo(id: string): Promise<void> {
  for (;;) {
    const open = openPlanOf(useDivision.getState());
    if (open === null) return;
    const stacks = undoStacks(open.session.log);
    const isAgain = stacks.redo.some((entry) => entry.id === id);
    const isBehind = stacks.undo.some(
      (entry, at) => entry.id === id && at < stacks.undo.length - 1,
    );
    if (!isAgain && !isBehind) return;
    if (!(await (isAgain ? redo() : undo()))) return;
  }
}

/** Counts what is pointed at, so that a slow answer does not come up later. */
let pointed = 0;

/** Shows the units of a step on the map. */
export async function highlightEntry(open: OpenPlan, entry: LogEntry): Promise<void> {
  pointed += 1;
  const own = pointed;
  const moves = entry.inverse?.moves ?? (await movesOf(open.divisionId, entry));
  if (own !== pointed) return;
  const { indexOf } = open.base.ground;
  useDivision.setState({ changing: moves.flatMap(({ unitId }) => indexOf.get(unitId) ?? []) });
}

export function endHighlight(): void {
  pointed += 1;
  useDivision.setState({ changing: [] });
}

type Moves = readonly { readonly unitId: string }[];
const known = new Map<string, Moves>();

async function movesOf(divisionId: string, { revision }: LogEntry): Promise<Moves> {
  if (revision === null) return [];
  const key = `${divisionId} ${revision}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  try {
    const { moves } = await call(getChange, { params: { id: divisionId, revision } });
    known.set(key, moves);
    return moves;
  } catch {
    // Nothing is shown; pointing at it again asks again.
    return [];
  }
}
