import { consultationSums, meetingFacts, plannedAtOf } from "@onegrid/core/dispatch";
import type { ConsultationFigureName } from "@onegrid/core/dispatch";
import type { ConsultationFiguresReply } from "@onegrid/core/dispatch/consultation-contract";
import type {
  FigureCasesQuery,
  FigureCasesReply,
  FiguresQuery,
} from "@onegrid/core/dispatch/figures-contract";
import { readAs, type Db } from "@onegrid/db";
import { listMeetingCases, type FiguresAsked, type MeetingCase } from "@onegrid/db/dispatch";
import { figuresAsked, keysInOrder, namerOf, type FigureReader } from "./case-figures.ts";
import { countedAt, countedCases } from "./counted-cases.ts";

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
    const at = await countedAt(trx, now);
    const cases = await meetingsOf(trx, asked);
    const keys = keysInOrder(cases.map(({ key }) => key));
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
export const consultationCases = (
  db: Db,
  figure: ConsultationFigureName,
  query: FigureCasesQuery,
  by: { readonly reader: FigureReader; readonly now: Date },
): Promise<FigureCasesReply> =>
  countedCases(db, query, by, async (trx, asked, at) =>
    (await meetingsOf(trx, asked)).map(({ consultations, ...each }) => ({
      ...each,
      facts: consultations.flatMap((meeting) => meetingFacts(meeting, figure, at)),
    })),
  );

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
