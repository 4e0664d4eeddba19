import { compareDuties } from "@onegrid/core/dispatch";
import type { DutyAnswerReply } from "@onegrid/core/dispatch/duty-list-contract";
import type { Db } from "@onegrid/db";
import { findDutyPlaceName, findNames } from "@onegrid/db/dispatch";
import type { Located } from "../cases/place-of.ts";
import { describeRouted } from "./describe-unit.ts";
import { routeOn } from "./responsible-units.ts";

interface Asked {
  readonly located: Located;
  readonly categoryId: string;
  readonly day: string;
}

/** Who answers for a class at a place on a day, and what else the list says of it there. */
export async function answerDuty(
  db: Db,
  { located, categoryId, day }: Asked,
): Promise<DutyAnswerReply> {
  const { place, scopePath, areas, grid, isOutside } = located;
  const routed = await routeOn(db, { place, categoryId, scopePath }, day);
  const { fitting } = routed;
  const names = await findNames(
    db,
    [],
    fitting.map(({ unitId }) => unitId),
  );
  const [first] = fitting;
  return {
    day,
    lane: await findDutyPlaceName(db, place.laneId),
    grid: grid?.name ?? null,
    areas: areas.toReversed().map(({ name }) => name),
    address: place.address,
    isOutside,
    unit: await describeRouted(db, routed),
    entries: fitting.map(({ areaId: _area, categories, ...entry }) => ({
      ...entry,
      unitName: names.get(entry.unitId) ?? entry.unitId,
      categories: categories && [...categories],
      behindBy:
        !first || entry.id === first.id
          ? null
          : compareDuties(first, { ...entry, categories }, categoryId).by,
    })),
  };
}
