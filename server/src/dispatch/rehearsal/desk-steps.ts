import { OPEN_STATES } from "@onegrid/core/dispatch";
import type { RecommendationReply } from "@onegrid/core/dispatch/contract";
import { findAreasAt } from "@onegrid/db/organisation";
import { loadCase } from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { isProblem } from "../../problem.ts";
import { sightOfHolder } from "../../sight-for.ts";
import { findSimilar } from "../advice/find-similar.ts";
import { recommendResponders } from "../advice/recommend-responders.ts";
import { describeIncident, OTHER_CLASS } from "../cases/incident-class.ts";
import { reportCase } from "../cases/report-case.ts";
import { caseJurisdiction } from "../rights/case-jurisdiction.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { answer } from "./field-steps.ts";
import { HABITS } from "./habits.ts";
import { command, mark, type Played, type PlayedReport, type Stage, type Step } from "./stage.ts";

const MINUTE_MS = 60_000;

/** A report comes in. Without a place, or from outside, it is kept and waits for a person who can tell. */
export const takeIn: Step = async (stage, played, at) => {
  const { record } = played.report;
  const position = record.geometry?.coordinates ?? null;
  const areas = position === null ? [] : await findAreasAt(stage.db, position);
  const reported = await reportAs(stage, played, at);
  played.folded = reported.case;
  played.number = reported.number;
  mark(played, "reported", at);
  const depths = areas.map(({ path }) => path.length);
  if (new Set(depths).size < depths.length) played.rules.add("on-boundary");
  if (position === null) played.rules.add("no-place");
  else if (areas.length === 0) played.rules.add("outside-district");
  else stage.plan(at + played.draws.takes("intake"), played, look);
};

/** A report that says nothing of its place is refused at the desk, which writes down that it is not known. */
const UNKNOWN_PLACE = "位置不明";

const addressOf = ({ address, geometry }: PlayedReport["record"]): { address?: string } => {
  if (address !== "") return { address: address.slice(0, 200) };
  return geometry === null ? { address: UNKNOWN_PLACE } : {};
};

/** Under its own class, else, when that is abolished on the day, under the class for all others. */
async function reportAs(stage: Stage, played: Played, at: number) {
  const { record, row, categoryId } = played.report;
  const { book } = await rulesOf(stage.db);
  const bodyFor = (id: string) => ({
    idempotencyKey: `replay-row-${row}`,
    ...(record.geometry && { position: [...record.geometry.coordinates] as [number, number] }),
    ...addressOf(record),
    categoryId: id,
    description: describeIncident(record, book, localDay(new Date(at))),
    channel: "hotline" as const,
  });
  try {
    return await reportCase(stage.db, stage.desk, bodyFor(categoryId), new Date(at));
  } catch (error) {
    if (!isProblem(error, "dispatch.category-abolished")) throw error;
    played.rules.add("class-abolished");
    return reportCase(stage.db, stage.desk, bodyFor(OTHER_CLASS), new Date(at));
  }
}

/** The intake desk looks at it: the same as another one, not ours, to be verified, or filed. */
const look: Step = async (stage, played, at) => {
  const { draws, folded } = played;
  const { desk } = stage;
  if (folded === null) return;
  const twin = await twinOf(stage, played, at);
  if (twin !== null && draws.does("merge")) {
    const fields = { targetCaseId: twin };
    if (await command(stage, played, at, { by: desk, verb: "merge", fields })) return;
  }
  if (draws.does("reject")) {
    const more = { reason: "not-ours" };
    await command(stage, played, at, { by: desk, verb: "reject", fields: {}, more });
    return;
  }
  const isSent = draws.does("verify") && (await sendVerifier(stage, played, at));
  if (isSent) return;
  const filed = { by: desk, verb: "file", fields: { standardMet: true } } as const;
  if (folded.state === "reported" && !(await command(stage, played, at, filed))) return;
  mark(played, "filed", at);
  stage.plan(at + draws.takes("assign"), played, assign);
};

/** An open case that may be the same problem. */
async function twinOf(stage: Stage, played: Played, at: number): Promise<string | null> {
  const { desk, db } = stage;
  if (played.folded === null) return null;
  const hits = await findSimilar(db, {
    subject: played.folded,
    jurisdiction: caseJurisdiction(desk, "case.read"),
    sight: sightOfHolder(desk),
    now: new Date(at),
  });
  const twin = hits.find(
    ({ score, card }) => score >= HABITS.mergeScore && OPEN_STATES.includes(card.state),
  );
  return twin?.caseId ?? null;
}

async function sendVerifier(stage: Stage, played: Played, at: number): Promise<boolean> {
  const advice = await adviceFor(stage, played, at);
  const near = advice?.ranked.find(({ role }) => role === "grid_staff" || role === "grid_head");
  if (near === undefined) return false;
  const verifier = { unitId: null, memberId: near.candidateId };
  const sent = { by: stage.desk, verb: "send_verifier", fields: { verifier } } as const;
  if (!(await command(stage, played, at, sent))) return false;
  stage.plan(at + played.draws.takes("verify"), played, verifyAs(near.candidateId));
  return true;
}

/** The verifier stands at the place and finds it as reported. */
const verifyAs =
  (memberId: string): Step =>
  async (stage, played, at) => {
    const by = await stage.personOf(memberId, at);
    const [lng, lat] = played.folded?.place.position ?? [0, 0];
    const more = { devicePosition: [lng, lat] as [number, number] };
    if (!(await command(stage, played, at, { by, verb: "verify", fields: {}, more }))) return;
    mark(played, "filed", at);
    stage.plan(at + played.draws.takes("assign"), played, assign);
  };

/** Who should go, as the dispatcher's screen shows it. */
async function adviceFor(
  { db, networks, desk }: Stage,
  played: Played,
  at: number,
): Promise<RecommendationReply | null> {
  const stored = played.folded && (await loadCase(db, played.folded.id));
  if (!stored) return null;
  return recommendResponders(
    { db, networks },
    {
      folded: stored.case,
      scopePath: stored.scopePath,
      jurisdiction: caseJurisdiction(desk, "case.read"),
      sight: sightOfHolder(desk),
      mode: "auto",
      mayLocate: false,
      accountId: desk.accountId,
      now: new Date(at),
    },
  );
}

const territoryOf = ({ unit }: RecommendationReply): string | null => unit.fallback?.unitId ?? null;

/** Dispatches to the first who is advised, now and then to the second with a reason. */
const assign: Step = async (stage, played, at) => {
  const { draws, declinedBy } = played;
  const advice = await adviceFor(stage, played, at);
  const able = advice?.ranked.filter(({ candidateId }) => !declinedBy.includes(candidateId)) ?? [];
  const turn = declinedBy.length;
  const isOverride = able.length > 1 && draws.does("override", turn);
  const choice = able[isOverride ? 1 : 0];
  if (!advice || !choice) {
    played.rules.add("nobody-free");
    stage.plan(at + HABITS.lookAgainMinutes * MINUTE_MS, played, assign);
    return;
  }
  // Sent back twice: the territory (属地) has to take it, by name.
  const isTerritory = turn >= 2;
  if (isTerritory) played.rules.add("returns-used-up");
  const fields = {
    assignee: { unitId: isTerritory ? territoryOf(advice) : null, memberId: choice.candidateId },
    recommendationId: advice.recommendationId,
    overrideReason: isOverride ? "熟悉该处情况" : null,
  };
  if (!(await command(stage, played, at, { by: stage.desk, verb: "dispatch", fields }))) return;
  mark(played, "dispatched", at);
  played.travelSeconds = choice.travelSeconds;
  stage.plan(at + draws.takes("accept", turn), played, answer(choice.candidateId, assign));
};
