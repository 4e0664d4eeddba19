import { Type, type Static } from "typebox";
import { freeText } from "../../free-text.ts";
import { CONSULTATION_STATES, CONSULTATION_TEMPLATES, TASK_UNITS } from "../model/consultation.ts";
import { CONSULTATION_LIMITS } from "../rules/consultation-rules.ts";
import { FreeText, Id, Instant, orNull } from "./contract-fields.ts";

const { mostBodies, mostTasks, mostTaskDays } = CONSULTATION_LIMITS;
const MOST_STEPS = 5;

const TaskText = freeText({ minLength: 1, maxLength: 300 });
const Amount = Type.Integer({ minimum: 1, maximum: mostTaskDays });
const Unit = Type.Enum([...TASK_UNITS]);

/** What calls a meeting (会商), and what is written down of one that was held. */
export const CALL_FIELDS = {
  consultationId: Id,
  template: Type.Enum([...CONSULTATION_TEMPLATES]),
  bodyIds: Type.Array(Id, { maxItems: mostBodies }),
  heldAt: Instant,
  topic: freeText({ minLength: 1, maxLength: 100 }),
  place: freeText({ maxLength: 100 }),
};

export const HOLD_FIELDS = {
  consultationId: Id,
  heldAt: Instant,
  /** One text for each step of the template. */
  minutes: Type.Array(FreeText, { minItems: 1, maxItems: MOST_STEPS }),
  decision: freeText({ minLength: 1, maxLength: 1000 }),
  tasks: Type.Array(
    Type.Object(
      { id: Id, ownerId: Id, text: TaskText, amount: Amount, unit: Unit },
      { additionalProperties: false },
    ),
    { maxItems: mostTasks },
  ),
};

const Verbs = Type.Array(Type.String());

/** A clock of a meeting, as it stands. */
export const SideDeadlineField = Type.Object({
  status: Type.Enum(["running", "held", "stopped"]),
  startedAt: Instant,
  yellowAt: orNull(Instant),
  dueAt: orNull(Instant),
  stoppedAt: orNull(Instant),
});

/** One task of a meeting, with its clock and what the asker may do about it. */
const ConsultationTaskField = Type.Object({
  id: Id,
  ownerId: Id,
  ownerName: orNull(Type.String()),
  text: Type.String(),
  amount: Amount,
  unit: Unit,
  isWaived: Type.Boolean(),
  deadline: SideDeadlineField,
  verbs: Verbs,
});

/** A meeting on a case: who comes, what was said and decided, and who does what until when. */
export const ConsultationField = Type.Object({
  id: Id,
  template: Type.Enum([...CONSULTATION_TEMPLATES]),
  state: Type.Enum([...CONSULTATION_STATES]),
  parties: Type.Array(Type.Object({ id: Id, name: orNull(Type.String()) })),
  topic: Type.String(),
  place: Type.String(),
  heldAt: Instant,
  minutes: Type.Array(Type.String()),
  decision: orNull(Type.String()),
  tasks: Type.Array(ConsultationTaskField),
  verbs: Verbs,
});
export type ConsultationField = Static<typeof ConsultationField>;
