import type { BatchChoice } from "./batch-store.ts";

/** What one person would get of a batch, in the order in which they would take it. */
export interface PersonShare {
  readonly candidateId: string;
  readonly name: string;
  readonly openTasks: number;
  readonly choices: readonly BatchChoice[];
}

const waits = ({ choice }: BatchChoice): number =>
  choice.terms.find(({ term }) => term === "earlier_in_batch")?.count ?? 0;

/** The most first; those with as many by name. */
export function byPerson(chosen: readonly BatchChoice[]): PersonShare[] {
  const groups = new Map<string, BatchChoice[]>();
  for (const each of chosen) {
    const { candidateId } = each.choice;
    groups.set(candidateId, [...(groups.get(candidateId) ?? []), each]);
  }
  return [...groups.values()]
    .flatMap((choices): PersonShare[] => {
      const [first] = choices;
      if (first === undefined) return [];
      const { candidateId, name, openTasks } = first.choice;
      const inTurn = choices.toSorted((a, b) => waits(a) - waits(b));
      return [{ candidateId, name, openTasks, choices: inTurn }];
    })
    .toSorted(
      (a, b) => b.choices.length - a.choices.length || a.name.localeCompare(b.name, "zh-CN"),
    );
}
