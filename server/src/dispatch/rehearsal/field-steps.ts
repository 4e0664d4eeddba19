import { rulesOf } from "../rules/rules-in-force.ts";
import { command, mark, type Stage, type Step } from "./stage.ts";

const OUTCOME = "已到场处理（演练）";

/** A step that one person does. */
type Of = (memberId: string) => Step;

/** Whoever a case was dispatched to accepts it, or sends it back; then `again` is the desk's turn. */
export const answer =
  (memberId: string, again: Step): Step =>
  async (stage, played, at) => {
    const by = await stage.personOf(memberId, at);
    const turn = played.declinedBy.length;
    if (played.draws.does("return", turn) && turn < 2) {
      const fields = { suggestedUnitId: null };
      const more = { reason: "no-capacity" };
      if (!(await command(stage, played, at, { by, verb: "return", fields, more }))) return;
      played.declinedBy.push(memberId);
      stage.plan(at + played.draws.takes("assign", turn + 1), played, again);
      return;
    }
    if (!(await command(stage, played, at, { by, verb: "accept", fields: {} }))) return;
    mark(played, "accepted", at);
    stage.plan(at + played.draws.takes("setOut"), played, setOut(memberId));
  };

const setOut: Of = (memberId) => async (stage, played, at) => {
  const by = await stage.personOf(memberId, at);
  if (!(await command(stage, played, at, { by, verb: "set_out", fields: {} }))) return;
  // As the recommendation has it, within a quarter: nobody walks by the book.
  const share = 0.85 + 0.4 * played.draws.fraction("pace");
  const travelMs = Math.round((played.travelSeconds ?? 0) * share) * 1000;
  stage.plan(at + Math.max(travelMs, 30_000), played, arrive(memberId));
};

const arrive: Of = (memberId) => async (stage, played, at) => {
  const { draws } = played;
  const by = await stage.personOf(memberId, at);
  if (!(await command(stage, played, at, { by, verb: "arrive", fields: {} }))) return;
  mark(played, "arrived", at);
  if (draws.does("forget")) return;
  const heldMs = draws.does("hold") ? draws.takes("hold") : 0;
  if (heldMs > 0) {
    const fields = { until: at + heldMs, alsoTotal: false };
    const more = { reason: "materials" };
    await command(stage, played, at, { by, verb: "hold", fields, more });
  }
  stage.plan(at + heldMs + draws.takes("work"), played, finish(memberId));
};

const finish: Of = (memberId) => async (stage, played, at) => {
  const by = await stage.personOf(memberId, at);
  const { categoryFor } = await rulesOf(stage.db);
  const category = played.folded ? categoryFor(played.folded) : undefined;
  const { finishPhotos = 0, finishFields = [] } = category ?? {};
  const fields = {
    photos: finishPhotos > 0 ? [stage.photo] : [],
    form: Object.fromEntries(finishFields.map((name) => [name, OUTCOME])),
  };
  if (!(await command(stage, played, at, { by, verb: "finish", fields }))) return;
  mark(played, "finished", at);
  // A class without a check (核查) is closed by the product itself.
  if (played.folded?.state !== "resolved") return;
  const takes = played.draws.takes("check", played.folded.reworkCount);
  stage.plan(at + takes, played, check(memberId));
};

/** Somebody else than the handler checks it. */
const check: Of = (memberId) => async (stage: Stage, played, at) => {
  const { desk, photo } = stage;
  const turn = played.folded?.reworkCount ?? 0;
  if (!played.draws.does("rework", turn)) {
    const fields = { standardMet: true };
    await command(stage, played, at, { by: desk, verb: "pass", fields });
    return;
  }
  const failed = { fields: { photos: [photo] }, more: { reason: "not-clean" } };
  if (!(await command(stage, played, at, { by: desk, verb: "fail", ...failed }))) return;
  stage.plan(at + played.draws.takes("work", turn + 1), played, finish(memberId));
};
