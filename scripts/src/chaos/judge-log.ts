import { canonicalJson } from "@onegrid/core/canonical-json";
import { evolve, transitionOf, type Case, type CaseEvent, type Verb } from "@onegrid/core/dispatch";
import type { Intent } from "./writer.ts";

/** An event as the log of cases has it, with the mark of whoever sent it (none: the product itself). */
export interface LoggedStep {
  readonly event: CaseEvent;
  readonly mark: string | null;
  readonly previousHash: string;
  readonly hash: string;
}

/** What came of intents and of the histories of cases; every line names what is wrong and where. */
export interface LogVerdict {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Gaps, steps that the table does not allow, broken chains, cases that differ from their fold. */
  readonly illegal: readonly string[];
}

/** Events that no row of the table stands for: the other side of a merge, and colours of clocks. */
const BESIDE = ["absorb", "split_off", "clock_yellow", "clock_red"];
const isCommand = (verb: CaseEvent["verb"]): verb is Verb => !BESIDE.includes(verb);

/**
 * Whether each case's log is a legal history that folds to the stored case: versions from 1 without a
 * gap, each step from a state that the machine's table has it from, hashes in a chain, and each colour
 * of a clock once.
 */
export function judgeHistory(steps: readonly LoggedStep[], stored: Case): string[] {
  const faults: string[] = [];
  const colours = new Set<string>();
  let folded: Case | null = null;
  let hash = "";
  for (const { event, previousHash, hash: own } of steps) {
    const at = `${event.caseId} v${event.version} ${event.verb}`;
    const state: string | null = folded?.state ?? null;
    if (event.from !== state) faults.push(`${at}: from ${event.from}, the case is ${state}`);
    if (!isAllowed(event)) faults.push(`${at}: not allowed from ${event.from} to ${event.to}`);
    if (previousHash !== hash) faults.push(`${at}: the chain of hashes is broken`);
    if (event.verb === "clock_yellow" || event.verb === "clock_red") {
      const colour = `${event.verb} ${JSON.stringify(event.fields)}`;
      if (colours.has(colour)) faults.push(`${at}: ${colour} a second time`);
      colours.add(colour);
    }
    hash = own;
    try {
      folded = evolve(folded, event);
    } catch (error) {
      return [...faults, String(error)];
    }
  }
  // People's words stand beside the log: there is a hash in their place.
  const told = canonicalJson({ ...folded, description: stored.description });
  if (told !== canonicalJson(stored)) faults.push(`${stored.id}: its log folds to another case`);
  return faults;
}

function isAllowed({ verb, from, to }: CaseEvent): boolean {
  if (verb === "report") return from === null && to === "reported";
  if (!isCommand(verb)) return from === to;
  const row = transitionOf(verb);
  if (from === null || !row.from.includes(from)) return false;
  return row.to === "before" || to === (row.to === "same" ? from : row.to);
}

/** Whether what was answered is in the log exactly once, and what was not, at most once. */
export function judgeIntents(
  intents: readonly Intent[],
  steps: readonly LoggedStep[],
): Omit<LogVerdict, "illegal"> & { readonly differing: readonly string[] } {
  const byMark = new Map<string, LoggedStep[]>();
  for (const step of steps) {
    if (step.mark === null) continue;
    const same = byMark.get(step.mark) ?? [];
    byMark.set(step.mark, same);
    same.push(step);
  }
  const lost: string[] = [];
  const doubled: string[] = [];
  const differing: string[] = [];
  for (const intent of intents) {
    const found = byMark.get(intent.mark) ?? [];
    const what = `${intent.mark} ${intent.verb} on ${intent.caseId ?? "a new case"}`;
    if (found.length > 1) doubled.push(`${what}: ${found.length} times`);
    if (intent.answers.length > 0 && found.length === 0) lost.push(`${what}: answered, not there`);
    if (intent.outcome === "refused" && found.length > 0)
      doubled.push(`${what}: refused ${intent.status}, and there`);
    differing.push(...answerFaults(intent, found[0]).map((fault) => `${what}: ${fault}`));
  }
  return { lost, doubled, differing };
}

/** An answer is of the step that the log has, and the same however often it was asked for. */
function answerFaults({ answers, verb, expectedVersion }: Intent, step?: LoggedStep): string[] {
  const [first] = answers;
  if (!first || !step) return [];
  const { event } = step;
  const isOwn =
    event.caseId === first.caseId &&
    event.verb === verb &&
    event.version > expectedVersion &&
    event.version <= first.version;
  return [
    ...(isOwn ? [] : [`answered v${first.version} for ${event.verb} v${event.version}`]),
    ...(answers.every(({ card }) => card === first.card) ? [] : ["answered in two ways"]),
  ];
}
