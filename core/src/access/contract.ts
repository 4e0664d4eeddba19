import { Type, type Static } from "typebox";
import type { DelegationProblem } from "./delegation-contract.ts";
import type { KeyProblem } from "./keys-contract.ts";
import { freeText } from "../free-text.ts";
import type { PasswordFault } from "./password-rules.ts";
import type { SecondFactorProblem } from "./second-factor-contract.ts";
import type { SingleSignOnProblem } from "./single-sign-on-contract.ts";
import type { TextFinding } from "./scan-text.ts";
import { LOGIN_PATTERN } from "./login.ts";

export * from "./delegation-contract.ts";
export * from "./keys-contract.ts";

export const SignInBody = Type.Object({
  login: Type.String({ minLength: 1, maxLength: 60 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
});
export type SignInBody = Static<typeof SignInBody>;

/** Who is signed in, and what the page may offer. */
export const Me = Type.Object({
  id: Type.String(),
  login: Type.String(),
  displayName: Type.String(),
  locale: Type.Union([Type.Literal("zh-CN"), Type.Literal("en")]),
  isDemo: Type.Boolean(),
  duties: Type.Array(
    Type.Object({
      id: Type.String(),
      role: Type.String(),
      areaId: Type.String(),
      areaName: Type.String(),
      areaKind: Type.String(),
      /** Whom one stands in for (代班); `null`: the duty is one's own. */
      onBehalfOf: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  canReadPlans: Type.Boolean(),
  canPlan: Type.Boolean(),
  canPublish: Type.Boolean(),
  canCover: Type.Boolean(),
  canReadCases: Type.Boolean(),
  canDispatch: Type.Boolean(),
  canLocateStaff: Type.Boolean(),
  canReport: Type.Boolean(),
  canImport: Type.Boolean(),
  canManagePeople: Type.Boolean(),
  canAudit: Type.Boolean(),
  canRoster: Type.Boolean(),
  canManageRules: Type.Boolean(),
  canRunEmergency: Type.Boolean(),
  /** The password was given by somebody else: nothing but a new one may be done. */
  mustChangePassword: Type.Boolean(),
  /** The installation asks for a second factor: nothing but setting it up may be done. */
  mustEnrolFactor: Type.Boolean(),
});
export type Me = Static<typeof Me>;

export const DemoAccounts = Type.Object({
  accounts: Type.Array(
    Type.Object({
      login: Type.String(),
      password: Type.String(),
      displayName: Type.String(),
      role: Type.String(),
    }),
  ),
});
export type DemoAccounts = Static<typeof DemoAccounts>;

/** As the table keeps it: small letters, so that nobody is two people by a capital. */
const Login = freeText({ pattern: LOGIN_PATTERN });
const DisplayName = freeText({ minLength: 1, maxLength: 60 });
const Password = Type.String({ minLength: 1, maxLength: 800 });

/** Whether the first account is still to be made. */
export const SetUpState = Type.Object({ isOpen: Type.Boolean() });
export type SetUpState = Static<typeof SetUpState>;

/** The first account of an installation: its administrator (系统管理员). */
export const SetUpBody = Type.Object({
  /** Printed where the server was started; proves that one may. */
  token: Type.String({ minLength: 1, maxLength: 200 }),
  login: Login,
  displayName: DisplayName,
  password: Password,
  /** Also every desk's roles, for somebody who tries it alone. */
  withDesks: Type.Boolean(),
});
export type SetUpBody = Static<typeof SetUpBody>;

export const ChangePasswordBody = Type.Object({ present: Password, next: Password });
export type ChangePasswordBody = Static<typeof ChangePasswordBody>;

/** A place where one is signed in. */
export const SessionReply = Type.Object({
  id: Type.String(),
  /** Browser and system in two words, as the browser told; empty when it told nothing. */
  device: Type.String(),
  createdAt: Type.String(),
  seenAt: Type.String(),
  expiresAt: Type.String(),
  isThis: Type.Boolean(),
});
export type SessionReply = Static<typeof SessionReply>;
export const SessionsReply = Type.Object({ sessions: Type.Array(SessionReply) });
export type SessionsReply = Static<typeof SessionsReply>;

/** A duty (任职) as the administration sees it; days are `YYYY-MM-DD`, `validTo` is the day after. */
export const PersonDuty = Type.Object({
  id: Type.String(),
  role: Type.String(),
  areaId: Type.String(),
  areaName: Type.String(),
  areaKind: Type.String(),
  validFrom: Type.String(),
  validTo: Type.Union([Type.String(), Type.Null()]),
});
export type PersonDuty = Static<typeof PersonDuty>;

export const PersonReply = Type.Object({
  id: Type.String(),
  login: Type.String(),
  displayName: Type.String(),
  isDemo: Type.Boolean(),
  isClosed: Type.Boolean(),
  mustChangePassword: Type.Boolean(),
  lastSeenAt: Type.Union([Type.String(), Type.Null()]),
  /** Holds duties outside the reader's area too: only their administrator closes it or sets passwords. */
  isShared: Type.Boolean(),
  /** Signs in with a code besides the password. */
  hasFactor: Type.Boolean(),
  /** May come in by single sign-on, and has done so. */
  isSsoAllowed: Type.Boolean(),
  isSsoLinked: Type.Boolean(),
  duties: Type.Array(PersonDuty),
});
export type PersonReply = Static<typeof PersonReply>;

export const PeopleQuery = Type.Object(
  {
    /** Part of a login or a name. */
    text: Type.Optional(Type.String({ maxLength: 60 })),
    role: Type.Optional(Type.String({ maxLength: 40 })),
    closed: Type.Optional(Type.Boolean()),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
);
export type PeopleQuery = Static<typeof PeopleQuery>;
export const PeopleReply = Type.Object({
  people: Type.Array(PersonReply),
  total: Type.Integer(),
});
export type PeopleReply = Static<typeof PeopleReply>;

const Day = Type.String({ format: "date" });
export const DutyBody = Type.Object({
  role: Type.String({ minLength: 1, maxLength: 40 }),
  areaId: Type.String({ minLength: 1, maxLength: 80 }),
  validFrom: Day,
  /** The day after the last one; `null`: until further notice. */
  validTo: Type.Union([Day, Type.Null()]),
});
export type DutyBody = Static<typeof DutyBody>;

export const NewPersonBody = Type.Object({
  login: Login,
  displayName: DisplayName,
  duties: Type.Array(DutyBody, { minItems: 1, maxItems: 20 }),
});
export type NewPersonBody = Static<typeof NewPersonBody>;

/** A password that the administrator hands over once; it has to be changed at the first sign-in. */
export const HandedPassword = Type.Object({ person: PersonReply, password: Type.String() });
export type HandedPassword = Static<typeof HandedPassword>;

export const AuditListQuery = Type.Object(
  {
    /** Login or account id. */
    person: Type.Optional(Type.String({ maxLength: 80 })),
    /** Beginning of an action: `access.` finds all of that capability. */
    action: Type.Optional(Type.String({ maxLength: 60 })),
    object: Type.Optional(Type.String({ maxLength: 200 })),
    /** Moments, ISO 8601; `to` is not included. */
    from: Type.Optional(Type.String({ format: "date-time" })),
    to: Type.Optional(Type.String({ format: "date-time" })),
    /** Entries before this position. */
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  { additionalProperties: false },
);
export type AuditListQuery = Static<typeof AuditListQuery>;

export const AuditEntryReply = Type.Object({
  position: Type.Integer(),
  at: Type.String(),
  login: Type.Union([Type.String(), Type.Null()]),
  displayName: Type.Union([Type.String(), Type.Null()]),
  role: Type.Union([Type.String(), Type.Null()]),
  /** The name of whom they stood in for (代班). */
  onBehalfOfName: Type.Union([Type.String(), Type.Null()]),
  source: Type.Union([Type.String(), Type.Null()]),
  action: Type.String(),
  object: Type.String(),
  detail: Type.Unknown(),
});
export type AuditEntryReply = Static<typeof AuditEntryReply>;
export const AuditListReply = Type.Object({
  entries: Type.Array(AuditEntryReply),
  hasMore: Type.Boolean(),
});
export type AuditListReply = Static<typeof AuditListReply>;

/** Whether the log is what was written, and where it is not any more. */
export const AuditVerdictReply = Type.Object({
  entries: Type.Integer(),
  broken: Type.Union([
    Type.Object({ position: Type.Integer(), why: Type.Enum(["missing", "changed"]) }),
    Type.Null(),
  ]),
  head: Type.Object({ position: Type.Integer(), hash: Type.String() }),
});
export type AuditVerdictReply = Static<typeof AuditVerdictReply>;

export * from "./area-duties-contract.ts";

/** Every refusal of signing in and of rights. */
export type AccessProblem =
  | KeyProblem
  | DelegationProblem
  | SecondFactorProblem
  | SingleSignOnProblem
  | { readonly code: "access.signed-out" }
  | { readonly code: "access.wrong-password" }
  | { readonly code: "access.too-many-attempts"; readonly seconds: number }
  /** Too many passwords wait to be checked: nothing is said about this one. */
  | { readonly code: "access.busy" }
  | { readonly code: "access.forbidden"; readonly permission: string }
  | { readonly code: "access.cross-site" }
  /** The page that asks was opened by somebody else than the session is of. */
  | { readonly code: "access.other-account" }
  | { readonly code: "access.password-change-due" }
  | { readonly code: `access.password-${PasswordFault}`; readonly least: number }
  | { readonly code: "access.set-up-closed" }
  | { readonly code: "access.login-taken"; readonly login: string }
  | { readonly code: "access.unknown-person" }
  | { readonly code: "access.unknown-object"; readonly kind: string }
  | { readonly code: "access.unknown-role"; readonly role: string }
  | { readonly code: "access.unknown-area"; readonly areaId: string }
  | { readonly code: "access.bad-dates"; readonly validFrom: string; readonly validTo: string }
  | { readonly code: "access.own-account" }
  | { readonly code: "access.preview-stale"; readonly preview: unknown }
  | { readonly code: "access.shared-account" }
  | {
      readonly code: "access.personal-text";
      readonly field: string;
      /** Where the number begins, and how long it is. It is never repeated: `masked` stands for it. */
      readonly position: number;
      readonly length: number;
      readonly what: TextFinding["kind"];
      readonly masked: string;
    };
