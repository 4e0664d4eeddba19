import { Type, type Static } from "typebox";
import { freeText } from "../free-text.ts";
import { ContactState, type ContactProblem } from "./contact-contract.ts";
import type { DepartmentsProblem } from "./departments-contract.ts";
import type { DutyListProblem } from "./duty-list-contract.ts";
import type { EmergencyProblem } from "./emergency-contract.ts";
import { RankedField, ResponsibleUnitField, TravelModeField } from "./contract/contract-advice.ts";
import { CommandBody } from "./contract/contract-commands.ts";
import { ConsultationField } from "./contract/consultation-fields.ts";
import { deviceFacts } from "./contract/device-facts.ts";
import {
  AssigneeField,
  ChannelField,
  ConditionField,
  CooperationField,
  DeadlineField,
  DEVICE_FACTS,
  FreeText,
  Id,
  IdempotencyKey,
  Instant,
  LevelField,
  orNull,
  PhotoHashes,
  PlaceField,
  PositionField,
  SeverityField,
  StateField,
  StepField,
  SupervisionField,
} from "./contract/contract-fields.ts";
import type { PhotoProblem } from "./photos/photo-problem.ts";
import type { CaseCommand, Place } from "./model/model.ts";
import type { DispatchError } from "./machine/refusals.ts";
import type { ReplayProblem } from "./replay-contract.ts";
import type { RosterProblem } from "./roster-contract.ts";
import type { RulesProblem } from "./rules-contract.ts";
import type { WarningProblem } from "./warnings-contract.ts";
import type { WebhookProblem } from "./webhooks-contract.ts";

export {
  BatchBody,
  BatchReply,
  RecommendationQuery,
  ResponsibleUnitField,
  TravelModeField,
} from "./contract/contract-advice.ts";
export * from "./roster-contract.ts";

export { CommandBody, deviceFacts };
export type CommandBody = Static<typeof CommandBody>;

/** A checked body as the machine takes it. For `relocate` the server gives the place that it found. */
export function commandFrom(body: CommandBody, movedTo: Place | null = null): CaseCommand {
  const header = {
    reason: body.reason ?? null,
    note: body.note ?? null,
    ...deviceFacts(body),
  };
  if (body.verb === "relocate") {
    if (!movedTo) throw new Error("a move needs the place that its point or address was found at");
    return { ...header, verb: body.verb, fields: { place: movedTo } };
  }
  const { expectedVersion: _version, idempotencyKey: _key, ...command } = body;
  return { ...command, ...header };
}

/** A new report. At least one of `position` and `address`; the server finds the areas. */
export const ReportCaseBody = Type.Object(
  {
    idempotencyKey: IdempotencyKey,
    position: Type.Optional(PositionField),
    address: Type.Optional(freeText({ minLength: 1, maxLength: 200 })),
    categoryId: Id,
    description: FreeText,
    channel: ChannelField,
    severity: Type.Optional(SeverityField),
    condition: Type.Optional(ConditionField),
    photos: Type.Optional(PhotoHashes),
    ...DEVICE_FACTS,
    /** During an exercise (演练): this one is meant. */
    isReal: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type ReportCaseBody = Static<typeof ReportCaseBody>;

/** What lists, maps and the stream show of a case. No contact data, and no track of anybody. */
export const CaseCard = Type.Object({
  id: Id,
  /** What people call it: the day of the report and a running number. */
  number: Type.String(),
  version: Type.Integer({ minimum: 1 }),
  state: StateField,
  step: orNull(StepField),
  level: LevelField,
  categoryId: Id,
  severity: SeverityField,
  condition: ConditionField,
  channel: ChannelField,
  place: PlaceField,
  description: Type.String(),
  reportedAt: Instant,
  updatedAt: Instant,
  closedAt: orNull(Instant),
  assignee: orNull(AssigneeField),
  /** Display name of the member, or of the unit when nobody of it is named. */
  assigneeName: orNull(Type.String()),
  supervision: SupervisionField,
  mergedInto: orNull(Id),
  counts: Type.Object({
    returns: Type.Integer(),
    reworks: Type.Integer(),
    reopenings: Type.Integer(),
    confirmations: Type.Integer(),
    photos: Type.Integer(),
    absorbed: Type.Integer(),
  }),
  deadlines: Type.Array(DeadlineField),
  /** Help that was called (吹哨), in the order of the calls. */
  cooperations: Type.Optional(Type.Array(CooperationField)),
  /** Reported while the emergency plan was on there. */
  emergency: Type.Optional(Type.Object({ activationId: Id, isRehearsal: Type.Boolean() })),
  /** A warning (预警) has raised its severity from what it was before. */
  warned: Type.Optional(Type.Object({ warningId: Id, before: SeverityField })),
  /** Earliest running due time: what the halo on the map is drawn from. */
  dueAt: orNull(Instant),
});
export type CaseCard = Static<typeof CaseCard>;

/** A case with what the present user may do to it. */
export const CaseReply = Type.Object({
  card: CaseCard,
  /** Name of the grid it lies in, as of its report. */
  gridName: orNull(Type.String()),
  /** Name of the lane (街巷) that owned the point then. */
  laneName: orNull(Type.String()),
  /** Verbs of the buttons. A verb may still be refused for what it carries. */
  verbs: Type.Array(Type.String()),
  /** What may be done with each call for help: `verbs` has them too, as long as there is one call for each. */
  helpVerbs: Type.Optional(
    Type.Array(Type.Object({ cooperationId: Id, verbs: Type.Array(Type.String()) })),
  ),
  /** Meetings (会商) on the case, in the order of their calls. */
  consultations: Type.Optional(Type.Array(ConsultationField)),
  /** What may be done about the reporter's contact; never the contact itself. */
  contact: ContactState,
  /** Stream position that the card is as of. */
  position: Type.Integer({ minimum: 0 }),
});
export type CaseReply = Static<typeof CaseReply>;

export const CaseListQuery = Type.Object({
  /** Without it those that are open. */
  states: Type.Optional(Type.Array(StateField)),
  /** A class, a major (`event.01`) or a scheme (`event`). */
  category: Type.Optional(Id),
  areaId: Type.Optional(Id),
  level: Type.Optional(LevelField),
  severity: Type.Optional(SeverityField),
  /** What a unit has in hand, whoever of it was named. */
  unitId: Type.Optional(Id),
  memberId: Type.Optional(Id),
  /** A clock of the case warns now (yellow), or has run out (red). */
  colour: Type.Optional(Type.Enum(["yellow", "red"])),
  text: Type.Optional(Type.String({ maxLength: 100 })),
  /** `west,south,east,north` in degrees. */
  bbox: Type.Optional(Type.String({ pattern: String.raw`^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$` })),
  /** Reported at this instant or later. */
  reportedFrom: Type.Optional(Instant),
  /** Reported before this instant. */
  reportedTo: Type.Optional(Instant),
  /** The next due first (without a word), the last reported first, or the last changed. */
  order: Type.Optional(Type.Enum(["due", "reported", "updated"])),
  /** `next` of the page before, of the same question. */
  after: Type.Optional(Type.String({ pattern: "^\\d{1,15}\\.\\d{1,15}\\.[\\w-]{1,64}$" })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});
export type CaseListQuery = Static<typeof CaseListQuery>;

export const CaseListReply = Type.Object({
  cards: Type.Array(CaseCard),
  total: Type.Integer(),
  /** Give it back as `after` for the next page; `null` at the end. */
  next: orNull(Type.String()),
  position: Type.Integer({ minimum: 0 }),
});
export type CaseListReply = Static<typeof CaseListReply>;

/** Ended cases, the newest first; a whole number finds the one case that has it, open or ended. */
export const EndedListQuery = Type.Object({
  text: Type.Optional(Type.String({ maxLength: 100 })),
  level: Type.Optional(LevelField),
  memberId: Type.Optional(Id),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});
export type EndedListQuery = Static<typeof EndedListQuery>;

export const EndedListReply = Type.Object({
  cards: Type.Array(CaseCard),
  /** Older ones fit too: other words find them. */
  hasMore: Type.Boolean(),
});
export type EndedListReply = Static<typeof EndedListReply>;

/** One line of the timeline. `fields` are those of the verb (`VerbFields`). */
export const TimelineEntry = Type.Object({
  version: Type.Integer({ minimum: 1 }),
  verb: Type.String(),
  at: Instant,
  ...DEVICE_FACTS,
  deviceAt: orNull(Instant),
  devicePosition: orNull(PositionField),
  actor: Type.Object({
    id: Id,
    name: orNull(Type.String()),
    role: Type.String(),
    unitId: orNull(Id),
    onBehalfOf: orNull(Id),
    /** The name of whom they stood in for (代班). */
    onBehalfOfName: orNull(Type.String()),
  }),
  from: orNull(StateField),
  to: StateField,
  reason: orNull(Type.String()),
  note: orNull(Type.String()),
  /** Whom the step sent: the display name of a person, or of the area whose team it is. */
  sentTo: orNull(Type.Object({ name: Type.String(), isTeam: Type.Boolean() })),
  fields: Type.Record(Type.String(), Type.Unknown()),
});
export type TimelineEntry = Static<typeof TimelineEntry>;
export const TimelineReply = Type.Object({ entries: Type.Array(TimelineEntry) });
export type TimelineReply = Static<typeof TimelineReply>;

/** A case with its history, as the page of one case shows it. */
export const CaseDetail = Type.Interface([CaseReply, TimelineReply], {});
export type CaseDetail = Static<typeof CaseDetail>;

/** Where a point lies, in names. */
export interface LocateReply {
  readonly grid: { readonly id: string; readonly code: string; readonly name: string } | null;
  /** The lane (街巷) that owns the point. */
  readonly lane: string | null;
  readonly community: string | null;
  readonly street: string | null;
  readonly district: string | null;
  readonly address: string;
  /** No area of ours holds the point: the report is kept for the district's desk. */
  readonly isOutside: boolean;
}

export interface AddressReply {
  readonly hits: readonly {
    readonly text: string;
    readonly detail: string;
    readonly position: readonly [number, number];
  }[];
}

/** A report before it is sent: what class it may be, whose it is, and whether it is known already. */
export const IntakeHelpBody = Type.Object(
  {
    position: Type.Optional(PositionField),
    categoryId: Type.Optional(Id),
    description: FreeText,
  },
  { additionalProperties: false },
);
export type IntakeHelpBody = Static<typeof IntakeHelpBody>;

const DuplicateField = Type.Object({
  caseId: Id,
  card: CaseCard,
  /** 0 to 1. */
  score: Type.Number(),
  distanceMetres: orNull(Type.Integer()),
});

export const IntakeHelpReply = Type.Object({
  suggestions: Type.Array(
    Type.Object({ categoryId: Id, score: Type.Number(), words: Type.Array(Type.String()) }),
  ),
  place: orNull(PlaceField),
  duplicates: Type.Array(DuplicateField),
});
export type IntakeHelpReply = Static<typeof IntakeHelpReply>;

export const RecommendationReply = Type.Object({
  recommendationId: Id,
  caseId: Id,
  caseVersion: Type.Integer(),
  computedAt: Instant,
  policyVersion: Type.Integer(),
  mode: TravelModeField,
  isCertain: Type.Boolean(),
  ranked: Type.Array(RankedField),
  excluded: Type.Array(
    Type.Object({
      candidateId: Id,
      name: Type.String(),
      role: Type.String(),
      reasons: Type.Array(
        Type.Object({
          reason: Type.String(),
          value: orNull(Type.Number()),
          limit: orNull(Type.Number()),
        }),
      ),
    }),
  ),
  unit: ResponsibleUnitField,
  duplicates: Type.Array(DuplicateField),
});
export type RecommendationReply = Static<typeof RecommendationReply>;

/** A photo that was taken in: what a command names it by. */
export const PhotoReply = Type.Object({ hash: Type.String() });
export type PhotoReply = Static<typeof PhotoReply>;

/**
 * One message of the live stream. `id` is `<epoch>.<viewer>:<position>`, the value for `Last-Event-ID`. A patch
 * applies at `version` − 1 only; otherwise the card is read again. `gone`: it left the viewer's scope.
 */
export const LiveEvent = Type.Union([
  Type.Object({
    kind: Type.Literal("case"),
    id: Type.String(),
    position: Type.Integer(),
    caseId: Id,
    version: Type.Integer(),
    verb: Type.String(),
    patch: Type.Partial(CaseCard),
  }),
  Type.Object({
    kind: Type.Literal("gone"),
    id: Type.String(),
    position: Type.Integer(),
    caseId: Id,
  }),
  Type.Object({ kind: Type.Literal("head"), id: Type.String(), position: Type.Integer() }),
  Type.Object({ kind: Type.Literal("reset"), id: Type.String(), position: Type.Integer() }),
]);
export type LiveEvent = Static<typeof LiveEvent>;

/** Every refusal a dispatch request can be answered with. */
export type DispatchProblem =
  | WarningProblem
  | PhotoProblem
  | DispatchError
  | RosterProblem
  | RulesProblem
  | WebhookProblem
  | ContactProblem
  | DutyListProblem
  | DepartmentsProblem
  | ReplayProblem
  | EmergencyProblem
  | { readonly code: "dispatch.not-found"; readonly caseId: string }
  /** Somebody else was first; `card` is the case as the winner left it. */
  | {
      readonly code: "dispatch.stale";
      readonly expectedVersion: number;
      readonly card: CaseCard;
    }
  /** The same key came with another intent. */
  | { readonly code: "dispatch.key-reused"; readonly idempotencyKey: string }
  | { readonly code: "dispatch.unknown-recommendation"; readonly recommendationId: string }
  /** The end of a period is not after its beginning, or it is longer than `most` days. */
  | { readonly code: "dispatch.bad-period"; readonly most: number };
