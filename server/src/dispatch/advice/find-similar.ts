import type { Jurisdiction, Sight } from "@onegrid/core/access";
import {
  findCategory,
  findDuplicates,
  isoDayAt,
  type DuplicateSubject,
  type ExistingCase,
  type RuleBook,
} from "@onegrid/core/dispatch";
import type { IntakeHelpReply } from "@onegrid/core/dispatch/contract";
import type { Position } from "@onegrid/core/geometry";
import { readAs, type Db } from "@onegrid/db";
import { listCasesNear, type StoredCase } from "@onegrid/db/dispatch";
import { rulesOf } from "../rules/rules-in-force.ts";
import { describeCases } from "../cases/describe-cases.ts";

/** The widest radius of any class, in degrees at our latitudes, with some room. */
const HALF_SIDE_DEGREES = 0.003;
const CLOSED_DAYS = 7;
const MOST_SHOWN = 5;

interface Subject {
  readonly id: string;
  readonly place: { readonly position: Position | null; readonly laneId: string | null };
  readonly categoryId: string;
  readonly description: string;
  readonly reportedAt: number;
}

/** Cases in sight of the asker that may be the same problem, best first. */
export async function findSimilar(
  db: Db,
  asked: {
    readonly subject: Subject;
    readonly jurisdiction: Jurisdiction;
    readonly sight: Sight;
    readonly now: Date;
  },
): Promise<IntakeHelpReply["duplicates"]> {
  const { subject, jurisdiction, sight, now } = asked;
  const { position } = subject.place;
  const { book } = await rulesOf(db);
  const report = subjectOf(subject, book);
  if (!position || !report) return [];
  const square = {
    position,
    halfSideDegrees: HALF_SIDE_DEGREES,
    closedSince: new Date(now.getTime() - CLOSED_DAYS * 86_400_000),
    jurisdiction,
  };
  const near = await readAs(db, sight, (trx) => listCasesNear(trx, square));
  const found = new Map(near.map((stored) => [stored.case.id, stored]));
  const hits = findDuplicates(
    report,
    near.flatMap((each) => existingOf(each, book)),
  ).slice(0, MOST_SHOWN);
  const stored = hits.flatMap(({ caseId }) => found.get(caseId) ?? []);
  const cards = await describeCases(db, stored);
  return hits.flatMap(({ caseId, score, distanceMetres }) => {
    const card = cards.find(({ id }) => id === caseId);
    return card ? [{ caseId, score, distanceMetres, card }] : [];
  });
}

function subjectOf(subject: Subject, book: RuleBook): DuplicateSubject | null {
  const category = findCategory(
    book,
    subject.categoryId,
    isoDayAt(book.calendar, subject.reportedAt),
  );
  return category
    ? {
        caseId: subject.id,
        position: subject.place.position,
        category,
        description: subject.description,
        reportedAt: subject.reportedAt,
        laneId: subject.place.laneId,
        assetId: null,
      }
    : null;
}

function existingOf({ case: folded }: StoredCase, book: RuleBook): ExistingCase[] {
  const subject = subjectOf(folded, book);
  return subject ? [{ ...subject, state: folded.state, closedAt: folded.closedAt }] : [];
}
