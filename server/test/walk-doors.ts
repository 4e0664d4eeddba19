import type { Asker } from "./demo-town.ts";
import { DOORS } from "./doors.ts";
import type { Holder, World } from "./world.ts";

export interface Answers {
  /** Things asked about. */
  readonly count: number;
  /** Shown to somebody who may not see them. */
  readonly leaked: readonly string[];
  /** Not shown to somebody who may. */
  readonly hidden: readonly string[];
}

/** Goes through every door as somebody, and compares what it shows with the rule. */
export async function walkDoors(
  asker: Asker,
  holder: Holder,
  world: World,
  doors = DOORS,
): Promise<Answers> {
  const total = { count: 0, leaked: [] as string[], hidden: [] as string[] };
  for (const { name, kind, shown, mine, isPartial } of doors) {
    const known = new Set(world[kind].map(({ id }) => id));
    const found = new Set((await shown(asker, world)).filter((id) => known.has(id)));
    const wanted = new Set(mine(holder, world).map(({ id }) => id));
    const who = `${name} for ${holder.role} in a ${holder.area.kind} [${holder.categories.join()}]`;
    for (const id of found) if (!wanted.has(id)) total.leaked.push(`${who}: ${id}`);
    for (const id of wanted) if (!isPartial && !found.has(id)) total.hidden.push(`${who}: ${id}`);
    total.count += known.size;
  }
  return total;
}
