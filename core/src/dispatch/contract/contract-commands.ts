import { Type, type TProperties } from "typebox";
import { freeText } from "../../free-text.ts";
import {
  AssigneeField,
  CooperationKindField,
  DEVICE_FACTS,
  FreeText,
  Id,
  IdempotencyKey,
  Instant,
  LevelField,
  PhotoHashes,
  PositionField,
  SeverityField,
  SupervisionField,
} from "./contract-fields.ts";
import { CALL_FIELDS, HOLD_FIELDS } from "./consultation-fields.ts";
import type { Verb } from "../model/model.ts";

/** What stands around the fields of every verb. */
const HEADER = {
  /** The version on the sender's screen; another one is refused with `dispatch.stale`. */
  expectedVersion: Type.Integer({ minimum: 1 }),
  idempotencyKey: IdempotencyKey,
  reason: Type.Optional(freeText({ minLength: 1, maxLength: 200 })),
  note: Type.Optional(FreeText),
  ...DEVICE_FACTS,
};

const command = <V extends Exclude<Verb, "report">, F extends TProperties>(verb: V, fields: F) =>
  Type.Object(
    {
      ...HEADER,
      verb: Type.Literal(verb),
      fields: Type.Object(fields, { additionalProperties: false }),
    },
    { additionalProperties: false },
  );

const photos = { photos: PhotoHashes };
const standard = { standardMet: Type.Boolean() };
const cooperation = { cooperationId: Id };
const consultation = { consultationId: Id };
const task = { ...consultation, taskId: Id };
const stars = { stars: Type.Integer({ minimum: 1, maximum: 5 }) };

/** A command on a case, told apart by `verb`. Reporting has its own request. */
export const CommandBody = Type.Union([
  command("confirm", {}),
  command("send_verifier", { verifier: AssigneeField }),
  command("return_verify", {}),
  command("verify", {}),
  command("file", standard),
  command("reject", {}),
  command("merge", { targetCaseId: Id }),
  command("unmerge", {}),
  command("dispatch", {
    assignee: AssigneeField,
    recommendationId: Type.Union([Id, Type.Null()]),
    overrideReason: Type.Union([freeText({ maxLength: 200 }), Type.Null()]),
  }),
  command("accept", {}),
  command("return", { suggestedUnitId: Type.Union([Id, Type.Null()]) }),
  command("recall", {}),
  command("transfer", {}),
  command("set_out", {}),
  command("arrive", {}),
  command("finish", {
    ...photos,
    // Without the last part a name that does not fit, such as one with a line break, takes in anything.
    form: Type.Record(Type.String({ maxLength: 64 }), FreeText, { additionalProperties: false }),
  }),
  command("pass", standard),
  command("fail", photos),
  command("reopen", {}),
  command("ask_reopen", {}),
  command("ask_park", { reviewAt: Instant }),
  command("refuse_park", {}),
  command("park", {}),
  command("unpark", {}),
  command("cancel", {}),
  command("escalate", { toLevel: LevelField }),
  command("hand_down", { toLevel: LevelField }),
  command("hold", { until: Type.Union([Instant, Type.Null()]), alsoTotal: Type.Boolean() }),
  command("release", {}),
  command("ask_extension", { extraMinutes: Type.Integer({ minimum: 1, maximum: 525_600 }) }),
  command("grant_extension", {}),
  command("refuse_extension", {}),
  command("supervise", { supervision: SupervisionField }),
  command("whistle", { ...cooperation, calledUnitId: Id, kind: CooperationKindField }),
  command("whistle_acknowledge", cooperation),
  command("whistle_arrive", cooperation),
  command("whistle_finish", cooperation),
  command("whistle_refuse", cooperation),
  command("whistle_rate", { ...cooperation, ...stars }),
  command("whistle_waive", cooperation),
  command("whistle_insist", cooperation),
  command("whistle_excuse", cooperation),
  command("consult", CALL_FIELDS),
  command("consult_hold", HOLD_FIELDS),
  command("consult_cancel", consultation),
  command("consult_finish", task),
  command("consult_waive", task),
  command("reclassify", { categoryId: Id, severity: SeverityField }),
  /** The server finds the areas of the new place. */
  command("relocate", {
    position: Type.Union([PositionField, Type.Null()]),
    address: freeText({ maxLength: 200 }),
  }),
  command("make_real", {}),
  command("comment", photos),
  command("rate", stars),
]);
