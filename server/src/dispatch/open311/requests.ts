import { randomUUID } from "node:crypto";
import {
  deadlinesOf,
  isOutsideAreas,
  isRehearsal,
  open311Position,
  open311Request,
  readOpen311Query,
  type Case,
  type Language,
} from "@onegrid/core/dispatch";
import type {
  Open311Created,
  Open311Query,
  Open311Report,
  Open311Request,
} from "@onegrid/core/dispatch/open311-contract";
import { readAs, type Db } from "@onegrid/db";
import {
  findCaseByNumber,
  findNames,
  listReportedCases,
  type StoredCase,
} from "@onegrid/db/dispatch";
import type { FastifyRequest } from "fastify";
import { whoAsks } from "../../access/guard.ts";
import { Problem } from "../../problem.ts";
import { languageOf } from "../../problem-sentence.ts";
import { sightFor } from "../../sight-for.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { reachFor } from "../rights/reach-for.ts";
import { reportCase } from "../cases/report-case.ts";

export interface Asked {
  readonly db: Db;
  readonly request: FastifyRequest;
  readonly now: Date;
}

const languageFor = (request: FastifyRequest): Language =>
  languageOf(request.headers["accept-language"]);

const invalid = ({ place, reason }: { place: string; reason: string }): Problem =>
  new Problem({ code: "request.invalid", place, reason });

/** The cases that whoever asks reaches, the newest first. */
export async function open311Requests(
  { db, request, now }: Asked,
  query: Open311Query,
): Promise<Open311Request[]> {
  const wanted = readOpen311Query(query, now.getTime());
  if (!wanted.ok) throw invalid(wanted.error);
  const { from, to } = wanted.value;
  const asked = {
    ...wanted.value,
    from: new Date(from),
    to: new Date(to),
    jurisdiction: reachFor(request, "case.read"),
  };
  const found = await readAs(db, sightFor(request), (trx) => listReportedCases(trx, asked));
  return describeRequests(db, found, languageFor(request));
}

/** One case by its number; what lies outside the asker's part is answered as if it were not there. */
export async function open311RequestOf(
  { db, request }: Asked,
  number: string,
): Promise<Open311Request> {
  const jurisdiction = reachFor(request, "case.read");
  const found = await readAs(db, sightFor(request), (trx) =>
    findCaseByNumber(trx, number, jurisdiction),
  );
  // Rehearsals (演练) stay in the house, in the list and by their number.
  const isShown = found !== undefined && !isRehearsal(found.case);
  const [told] = await describeRequests(db, isShown ? [found] : [], languageFor(request));
  if (!told) throw new Problem({ code: "dispatch.not-found", caseId: number });
  return told;
}

/** Cases as the standard has them; drafts are none. */
export async function describeRequests(
  db: Db,
  cases: readonly StoredCase[],
  language: Language,
): Promise<Open311Request[]> {
  const unitIds = cases.flatMap(({ case: folded }) => folded.assignee?.unitId ?? []);
  // Units only: who of them goes is nobody's business outside.
  const names = await findNames(db, [], [...new Set(unitIds)]);
  const { bookFor, categoryFor } = await rulesOf(db);
  return cases.flatMap(({ case: folded, number }) => {
    const told = open311Request(folded, {
      number,
      category: categoryFor(folded),
      unitName: names.get(folded.assignee?.unitId ?? "") ?? null,
      deadlines: deadlinesOf(folded, bookFor(folded)),
      language,
    });
    return told ? [told] : [];
  });
}

/** Takes a report in as `POST /api/cases` does, and answers its number at once. */
export async function createOpen311Request(
  { db, request, now }: Asked,
  report: Open311Report,
): Promise<Open311Created> {
  const position = open311Position(report);
  if (!position.ok) throw invalid(position.error);
  const address = report.address_string?.trim() ?? "";
  if (position.value === null && address === "") throw new Problem({ code: "dispatch.no-place" });
  const reported = await reportCase(
    db,
    whoAsks(request),
    {
      idempotencyKey: report.idempotency_key ?? randomUUID(),
      categoryId: report.service_code,
      description: report.description ?? "",
      channel: "public",
      ...(position.value && { position: [...position.value] }),
      ...(address !== "" && { address }),
    },
    now,
  );
  const service_notice = noticeOf(report.ignored ?? [], reported.case, languageFor(request));
  return [{ service_request_id: reported.number, service_notice, account_id: null }];
}

/** What was not kept and what happens otherwise than whoever reports may think. */
function noticeOf(ignored: readonly string[], folded: Case, language: Language): string | null {
  const notices = [
    ...(ignored.length === 0 ? [] : [notKept(ignored.join(", "), folded.id)[language]]),
    ...(isOutsideAreas(folded.place) ? [OUTSIDE[language]] : []),
  ];
  return notices.length === 0 ? null : notices.join(language === "en" ? " " : "");
}

/** Which door is there for what was sent and not kept. */
const notKept = (names: string, caseId: string): Record<Language, string> => ({
  en:
    `Not kept: ${names}. A reporter who agrees to be called back is noted by PUT ` +
    `/api/cases/${caseId}/contact; pictures come in by POST /api/photos.`,
  "zh-CN":
    `未保存：${names}。上报人同意回访的，联系方式请用 PUT /api/cases/${caseId}/contact 登记；` +
    `照片请用 POST /api/photos 上传。`,
});

/** What becomes of a report whose point no area of ours holds. */
const OUTSIDE: Readonly<Record<Language, string>> = {
  "zh-CN": "位置不在任何社区内：已收下，由区级值班核实位置后处理。",
  en: "The place lies in no community: taken in, and the district's desk finds out where it belongs.",
};
