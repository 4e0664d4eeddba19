import { holdsCategory } from "../../access/index.ts";
import { compareDuties, type DutyRule } from "../advice/routing.ts";
import { doMeet, type NewDutyEntry } from "./change-duty-list.ts";

type Placed = Pick<
  NewDutyEntry,
  "unitId" | "areaKind" | "areaId" | "categories" | "priority" | "validFrom" | "validTo"
>;

/** A class for which the list names two units in one place on the same day. */
export interface DutyOverlap<T> {
  readonly other: T;
  /** The narrower of what both say; `null`: every class. */
  readonly categoryId: string | null;
  /** `null`: nothing in the entries tells, so a priority should. */
  readonly isFirst: boolean | null;
  readonly by: DutyRule;
}

/**
 * Where an entry meets others for the same place that name another unit. Entries for places one inside the
 * other meet too, but there the smaller place is meant to come first.
 */
export const overlapsOf = <T extends Placed>(
  entry: Placed,
  others: readonly T[],
): DutyOverlap<T>[] =>
  others
    .filter(
      (other) =>
        other.areaId === entry.areaId && other.unitId !== entry.unitId && doMeet(entry, other),
    )
    .flatMap((other) =>
      sharedClasses(entry, other).map((categoryId) => {
        const { order, by } = compareDuties(entry, other, categoryId ?? "");
        return { other, categoryId, isFirst: order === 0 ? null : order < 0, by };
      }),
    );

/** What both hold, as the narrower of them says it. */
function sharedClasses(a: Placed, b: Placed): (string | null)[] {
  if (a.categories === null && b.categories === null) return [null];
  const said = new Set([...(a.categories ?? []), ...(b.categories ?? [])]);
  return [...said].filter(
    (id) => holdsCategory(a.categories, id) && holdsCategory(b.categories, id),
  );
}
