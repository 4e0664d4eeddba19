import { isCaseSeen, isReached, reachesOf, sightOf, type Reachable } from "@onegrid/core/access";
import { canonicalJson } from "@onegrid/core/canonical-json";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { Person } from "./made-town.ts";
import type { Stretch } from "./screen.ts";

/** An event of the stream's log, as much of it as says whose it is. */
export interface StreamEvent {
  readonly position: number;
  readonly caseId: string;
  readonly version: number;
  readonly reach: Reachable;
  readonly was: Reachable | null;
}

export interface StretchVerdict {
  lost: number;
  doubled: number;
  outOfOrder: number;
}

/** By both walls, as the server has them. Nobody here acts for a unit. */
export function sees({ id, duties }: Person, thing: Reachable | null): boolean {
  if (thing === null) return false;
  const cases = { reaches: reachesOf(duties, "case.read"), ownIds: [id] };
  return isReached(cases, thing) && isCaseSeen(sightOf(duties, [id]), thing);
}

/**
 * What a screen heard against what the log has for it: every event after the beginning of a stretch
 * and up to its end, once, in order.
 */
export function judgeStretch(
  { after, heard, upTo }: Stretch,
  person: Person,
  events: readonly StreamEvent[],
): StretchVerdict {
  const wanted = events.filter(
    ({ position, reach, was }) =>
      position > after && position <= upTo && (sees(person, reach) || sees(person, was)),
  );
  const once = new Set(heard);
  return {
    lost: wanted.filter(({ position }) => !once.has(position)).length,
    doubled: heard.length - once.size + [...once].filter((each) => each <= after).length,
    outOfOrder: heard.filter((each, index) => index > 0 && each < (heard[index - 1] ?? 0)).length,
  };
}

/** Cases that a screen shows otherwise than the store has them; every line names one. */
export function differences(
  shown: ReadonlyMap<string, CaseCard>,
  stored: readonly CaseCard[],
  isOpen: (card: CaseCard) => boolean,
): string[] {
  const left = new Map([...shown].filter(([, card]) => isOpen(card)));
  const faults: string[] = [];
  for (const card of stored) {
    const own = left.get(card.id);
    left.delete(card.id);
    if (!own) faults.push(`${card.id} v${card.version} is not shown`);
    else if (own.version !== card.version)
      faults.push(`${card.id} is shown as v${own.version}, stored as v${card.version}`);
    else if (canonicalJson(own) !== canonicalJson(card))
      faults.push(`${card.id} v${card.version} is shown otherwise than it is stored`);
  }
  return [...faults, ...[...left.keys()].map((id) => `${id} is shown, and not in sight`)];
}

/** Gaps and doubles in the numbers of the log itself. */
export function judgeNumbers(positions: readonly number[]): string[] {
  return positions.flatMap((position, index) => {
    const before = positions[index - 1];
    return before === undefined || position === before + 1
      ? []
      : [`${position} comes after ${before}`];
  });
}
