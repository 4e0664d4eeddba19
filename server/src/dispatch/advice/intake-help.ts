import type { Jurisdiction, Sight } from "@onegrid/core/access";
import { categoriesOn, suggestCategories } from "@onegrid/core/dispatch";
import type { IntakeHelpBody, IntakeHelpReply } from "@onegrid/core/dispatch/contract";
import { readAs, type Db } from "@onegrid/db";
import { localDay } from "../../access/sessions.ts";
import { findSimilar } from "./find-similar.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { locate } from "../cases/place-of.ts";

/** Who asks, and when. */
interface Asking {
  readonly jurisdiction: Jurisdiction;
  readonly sight: Sight;
  readonly now: Date;
}

/** What class a report may be, where it lies, and which cases may be the same: before it is sent. */
export async function intakeHelp(
  db: Db,
  body: IntakeHelpBody,
  { jurisdiction, sight, now }: Asking,
): Promise<IntakeHelpReply> {
  const day = localDay(now);
  const { book } = await rulesOf(db);
  const inForce = categoriesOn(book, day);
  const suggestions = suggestCategories(body.description, inForce).map((each) => ({
    ...each,
    words: [...each.words],
  }));
  const position = body.position ?? null;
  if (!position) return { suggestions, place: null, duplicates: [] };
  const { place } = await readAs(db, sight, (trx) => locate(trx, { position, address: "", day }));
  const categoryId = body.categoryId ?? suggestions[0]?.categoryId;
  const duplicates =
    categoryId === undefined
      ? []
      : await findSimilar(db, {
          subject: {
            id: "",
            place: { position, laneId: null },
            categoryId,
            description: body.description,
            reportedAt: now.getTime(),
          },
          jurisdiction,
          sight,
          now,
        });
  return { suggestions, place: { ...place, position: [...position] }, duplicates };
}
