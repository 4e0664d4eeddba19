import { cutsOf, groundWithCuts, type Ground } from "@onegrid/core/division";
import { cutPositions, indexUnitBorders, type UnitCut } from "@onegrid/core/topology";
import type { OpenGround } from "./ground-store.ts";

const opened = new WeakMap<Ground, OpenGround>();

/** An opened base with the cuts (切割) of a division; the same one while they are the same. */
export function openWithCuts(open: OpenGround, cuts: readonly UnitCut[]): OpenGround {
  const ground = groundWithCuts(open.ground, cuts);
  if (!ground.ok) throw new Error(`stored cuts do not fit: ${JSON.stringify(ground.error)}`);
  return openGround(open, ground.value);
}

/** The same for a ground that is made already. */
export function openGround(open: OpenGround, ground: Ground): OpenGround {
  if (ground === open.ground) return open;
  const known = opened.get(ground);
  if (known) return known;
  const { map } = ground;
  if (!map) throw new Error(`a ground with ${cutsOf(ground).length} cuts has no map`);
  const made = { map, borders: indexUnitBorders(map), positions: cutPositions(open, map), ground };
  opened.set(ground, made);
  return made;
}
