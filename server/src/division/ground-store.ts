import { makeGrounds, type Ground } from "@onegrid/core/division";
import {
  decodePlanarMap,
  derivePositions,
  indexUnitBorders,
  type MapPositions,
  type PlanarMap,
  type UnitBorders,
} from "@onegrid/core/topology";
import type { Db } from "@onegrid/db";
import { loadBase, type DivisionRow } from "@onegrid/db/division";
import { openWithCuts } from "./cut-open.ts";
import { Problem } from "../problem.ts";

/** A base version opened for work: everything that is derived from it once. */
export interface OpenGround {
  readonly map: PlanarMap;
  readonly borders: UnitBorders;
  readonly positions: MapPositions;
  readonly ground: Ground;
}

/** A base never changes, so an opened one may be kept; the oldest are let go. */
const MOST_KEPT = 40;

export class GroundStore {
  readonly #kept = new Map<string, OpenGround>();

  /** The base of a division, with its cuts (切割). */
  async openFor(
    db: Db,
    { baseId, settings }: Pick<DivisionRow, "baseId" | "settings">,
  ): Promise<OpenGround> {
    return openWithCuts(await this.open(db, baseId), settings.cuts ?? []);
  }

  async open(db: Db, baseId: string): Promise<OpenGround> {
    const known = this.#kept.get(baseId);
    if (known) return known;
    const base = await loadBase(db, baseId);
    if (!base) throw new Problem({ code: "division.not-found" });
    const decoded = decodePlanarMap(base.map);
    if (!decoded.ok) throw new Error(`base ${baseId}: ${JSON.stringify(decoded.error)}`);
    const { map } = decoded.value;
    const ground = makeGrounds(map).get(base.communityId);
    if (!ground) throw new Error(`base ${baseId} has no unit of ${base.communityId}`);
    const opened = {
      map,
      borders: indexUnitBorders(map),
      positions: derivePositions(map),
      ground,
    };
    this.#kept.set(baseId, opened);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
    return opened;
  }
}
