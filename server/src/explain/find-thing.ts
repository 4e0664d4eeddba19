import { isInScope, type Jurisdiction } from "@onegrid/core/access";
import type { ExplainKind } from "@onegrid/core/access/explain-contract";
import type { Db } from "@onegrid/db";
import { findExplainedThing, searchExplainedThings } from "@onegrid/db/access";
import { findCaseByNumber } from "@onegrid/db/dispatch";
import { reachableOf } from "../dispatch/rights/case-jurisdiction.ts";
import { requireCategoryOf } from "../dispatch/rules/require-category.ts";
import { rulesOf } from "../dispatch/rules/rules-in-force.ts";
import { Problem } from "../problem.ts";
import type { Thing } from "./question.ts";

/** A thing with the words that a person reads. */
export interface NamedThing {
  readonly shown: {
    readonly kind: ExplainKind;
    readonly id: string;
    readonly name: string;
    readonly detail: string;
  } | null;
  readonly thing: Thing;
}

/** What the asker may know of. */
export interface Sight {
  /** Areas whose things they may ask about. */
  readonly scope: readonly string[];
  /** Areas whose plans they may ask about. */
  readonly plans: readonly string[];
  /** Cases: of the same areas for an administrator, those they may read for everybody else. */
  readonly cases: Jurisdiction;
  /** Also things that are on everybody's map, wherever they are. */
  readonly isMapOpen: boolean;
}

/** On the map for everybody: that they are there is no secret. */
const OPEN: readonly ExplainKind[] = ["area", "building", "station"];

/** What is asked about; what the asker may not know of is unknown (`access.unknown-object`). */
export async function findThing(
  db: Db,
  { kind, object }: { readonly kind?: ExplainKind; readonly object?: string },
  sight: Sight,
): Promise<NamedThing> {
  if (kind === undefined || object === undefined)
    return { shown: null, thing: { kind: "anywhere" } };
  const unknown = new Problem({ code: "access.unknown-object", kind });
  if (kind === "case") {
    const found = await findCaseByNumber(db, object.trim(), sight.cases);
    if (!found) throw unknown;
    const { number, case: folded } = found;
    const reachable = reachableOf(found);
    const category = requireCategoryOf(await rulesOf(db), folded);
    return {
      shown: { kind, id: number, name: number, detail: folded.state },
      thing: { kind: "case", reachable, case: folded, category },
    };
  }
  const found = await findExplainedThing(db, kind, object);
  if (!found) throw unknown;
  const scope = scopeOfKind(kind, sight);
  const isMine = found.paths.every((path) => isInScope(scope, path));
  const isOpen = OPEN.includes(kind);
  if (!isMine && !(isOpen && sight.isMapOpen)) throw unknown;
  const { paths, ...shown } = found;
  return { shown: { kind, ...shown }, thing: { kind: "place", paths, isOpen } };
}

const scopeOfKind = (kind: ExplainKind, { scope, plans }: Sight): readonly string[] =>
  kind === "plan" ? plans : scope;

const MOST_FOUND = 20;

/** Things of the asker's areas by a part of their name; a case by its whole number. */
export async function searchThings(
  db: Db,
  { kind, text }: { readonly kind: ExplainKind; readonly text: string },
  sight: Sight,
): Promise<NonNullable<NamedThing["shown"]>[]> {
  if (kind !== "case") {
    const found = await searchExplainedThings(db, {
      kind,
      text: text.trim(),
      scope: scopeOfKind(kind, sight),
      limit: MOST_FOUND,
    });
    return found.map(({ id, name, detail }) => ({ kind, id, name, detail }));
  }
  try {
    const { shown } = await findThing(db, { kind, object: text }, sight);
    return shown === null ? [] : [shown];
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}
