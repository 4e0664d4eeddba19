import { consultationSums, meetingFacts, plannedAtOf } from "@onegrid/core/dispatch";
import type { ConsultationFigureName } from "@onegrid/core/dispatch";
import type { ConsultationFiguresReply } from "@onegrid/core/dispatch/consultation-contract";
import type {
  FigureCasesQuery,
  FigureCasesReply,
  FiguresQuery,
} from "@onegrid/core/dispatch/figures-contract";
import { readAs, type Db } from "@onegrid/db";
import {
  listCasesById,
  listMeetingCases,
  type FiguresAsked,
  type MeetingCase,
} from "@onegrid/db/dispatch";
import { describeCases } from "../cases/describe-cases.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { figuresAsked, namerOf, USUAL_LIMIT, type FigureReader } from "./case-figures.ts";

/**
 * The meetings (会商) whose day lies in a period, as they stand now, within reach: altogether and by area or class.
 */
export async function consultationFigures(
  db: Db,
  query: FiguresQuery,
  reader: FigureReader,
  now: Date,
): Promise<ConsultationFiguresReply> {
  const asked = figuresAsked(query, reader);
  return readAs(db, reader.sight, async (trx) => {
    const { book } = await rulesOf(trx);
    const at = { now: now.getTime(), calendar: book.calendar };
    const cases = await meetingsOf(trx, asked);
    const keys = [...new Set(cases.map(({ key }) => key))].toSorted();
    const named = await namerOf(trx, asked.by, keys);
    const sums = (some: readonly MeetingCase[]) =>
      consultationSums(
        some.flatMap(({ consultations }) => consultations),
        at,
      );
    return {
      total: sums(cases),
      groups: keys.map((key) => ({
        key,
        ...named(key),
        ...sums(cases.filter((each) => each.key === key)),
      })),
    };
  });
}

/** The cases behind one number. */
export async function consultationCases(
  db: Db,
  figure: ConsultationFigureName,
  query: FigureCasesQuery,
  { reader, now }: { readonly reader: FigureReader; readonly now: Date },
): Promise<FigureCasesReply> {
  const asked = figuresAsked(query, reader);
  const { offset = 0, limit = USUAL_LIMIT, side = "denominator", group = null } = query;
  const { cases, total } = await readAs(db, reader.sight, async (trx) => {
    const { book } = await rulesOf(trx);
    const at = { now: now.getTime(), calendar: book.calendar };
    const ids = (await meetingsOf(trx, asked)).flatMap(({ id, key, consultations }) => {
      const isBehind = consultations.some((meeting) =>
        meetingFacts(meeting, figure, at).some(
          ({ isCounted, isSo }) => isCounted && (isSo || side === "denominator"),
        ),
      );
      return isBehind && (group === null || key === group) ? [id] : [];
    });
    const page = ids.slice(offset, offset + limit);
    return { cases: await listCasesById(trx, page, reader.jurisdiction), total: ids.length };
  });
  return { cards: await describeCases(db, cases), total };
}

/** Cases with those of their meetings whose day lies in the period. */
async function meetingsOf(trx: Db, asked: FiguresAsked): Promise<MeetingCase[]> {
  const [from, to] = [asked.from.getTime(), asked.to.getTime()];
  return (await listMeetingCases(trx, asked)).flatMap((each) => {
    const consultations = each.consultations.filter((meeting) => {
      const plannedAt = plannedAtOf(meeting);
      return plannedAt >= from && plannedAt < to;
    });
    return consultations.length === 0 ? [] : [{ ...each, consultations }];
  });
}
