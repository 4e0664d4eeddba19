import type { Permission } from "@onegrid/core/access";
import type { Asker } from "./demo-town.ts";
import { mayAt, type Holder, type Thing, type World } from "./world.ts";

/** One way out of the server, and what should come out of it for whom. */
export interface Door {
  readonly name: string;
  readonly family: "rest" | "stream" | "tiles" | "export" | "statistics" | "search";
  readonly kind: Exclude<keyof World, "areas">;
  /** Ids of what it showed. */
  readonly shown: (asker: Asker, world: World) => Promise<string[]>;
  /** What it may show. */
  readonly mine: (holder: Holder, world: World) => readonly Thing[];
  /** It shows less than it may: likeness, rank or number decide as well. */
  readonly isPartial?: boolean;
  /** The map shows the same to everybody: it is narrowed so that hits are near, not to hide. */
  readonly isOpen?: boolean;
}

/** The things of one kind that a holder may see. */
export const things =
  (kind: Exclude<Door["kind"], "cases" | "scenarios">, permission: Permission) =>
  (holder: Holder, world: World): Thing[] =>
    world[kind].filter((thing) => mayAt(holder, permission, thing));
