import { createHash } from "node:crypto";
import {
  eventRuleOf,
  isCaseSeen,
  isInScope,
  isReached,
  type Jurisdiction,
  type Reachable,
  type Sight,
} from "@onegrid/core/access";
import { canonicalJson } from "@onegrid/core/canonical-json";
import type { StoredEvent } from "@onegrid/db/events";
import { payloadOf, type Frames } from "./event-frames.ts";

/** What decides which events somebody is told of: many screens may have the same. */
export interface Viewer {
  /** Area ids whose events it may see. */
  readonly scope: readonly string[];
  /** Area ids whose plans it may read. */
  readonly plans: readonly string[];
  /** Cases that it may read: fewer see cases than see the map. */
  readonly cases: Jurisdiction;
  /** The second wall: an event is not read for anybody, so no policy of the database asks again. */
  readonly sight: Sight;
}

/**
 * A short name of what somebody sees, the same in every process: whoever comes back with another one
 * may see other things than they were told of.
 */
export function viewerName({ scope, plans, cases, sight }: Viewer): string {
  const text = canonicalJson(asSets({ scope, plans, cases, sight }));
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** Every list here is a set: in which order the rows came says nothing. */
function asSets(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map((each) => asSets(each))
      .toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asSets(part)]));
}

/** What a screen sees of an event; `null`: nothing. */
export function shownTo(viewer: Viewer, event: StoredEvent): keyof Frames | null {
  const { scope, plans, sight } = viewer;
  const rule = eventRuleOf(event.kind);
  if (rule === "case") return caseShownTo(viewer, payloadOf(event));
  if (rule === "plan") return isMine(plans, sight.plan, event) ? "whole" : null;
  if (rule === "coverage") return isMine(sight.coverage, sight.coverage, event) ? "whole" : null;
  const isEverybodys = rule === "map" && event.scopePath.length === 0;
  return isEverybodys || (rule === "map" && isMine(scope, sight.map, event)) ? "whole" : null;
}

/** By both walls: by what a permission reaches, and by what the duties let see. */
const isMine = (
  scope: readonly string[],
  seen: readonly string[],
  { scopePath }: StoredEvent,
): boolean => isInScope(scope, scopePath) && isInScope(seen, scopePath);

/** Whether somebody sees a case: by both walls. */
export const seesCase = (
  { cases, sight }: Pick<Viewer, "cases" | "sight">,
  thing: Reachable,
): boolean => isReached(cases, thing) && isCaseSeen(sight, thing);

/** An event of a log that did not say yet where its cases lie is nobody's. */
function caseShownTo(
  viewer: Viewer,
  { reach, was }: ReturnType<typeof payloadOf>,
): keyof Frames | null {
  const isTheirs = (thing: Reachable | null | undefined): boolean =>
    !!thing && seesCase(viewer, thing);
  if (isTheirs(reach)) return "whole";
  return isTheirs(was) ? "gone" : null;
}
