import { Type, type Static } from "typebox";
import { freeText } from "../free-text.ts";
import { KEY_PERMISSIONS } from "./permissions.ts";

const Named = Type.Object({ id: Type.String(), name: Type.String() });
const AreaId = Type.String({ minLength: 1, maxLength: 80 });
/** A class of cases, a major such as `event.01`, or a scheme. */
const CategoryId = Type.String({ pattern: "^[a-z][a-z0-9._-]{0,39}$" });

/** A network address, or a range of them such as `10.20.0.0/16`. */
const AddressRange = Type.String({ minLength: 2, maxLength: 49 });

/** An interface key (接口密钥) for another system, as its administrator wants it. */
export const NewKeyBody = Type.Object(
  {
    name: freeText({ minLength: 1, maxLength: 60 }),
    purpose: freeText({ maxLength: 200 }),
    permissions: Type.Array(Type.Enum(KEY_PERMISSIONS), { minItems: 1, maxItems: 10 }),
    areaIds: Type.Array(AreaId, { minItems: 1, maxItems: 50 }),
    /** Empty: every class. */
    categories: Type.Array(CategoryId, { maxItems: 50 }),
    /** Empty: from anywhere. */
    addresses: Type.Array(AddressRange, { maxItems: 20 }),
    /** Requests in a minute. */
    perMinute: Type.Optional(Type.Integer({ minimum: 1, maximum: 3000 })),
    /** A moment, at most two years from now; without it a year. */
    expiresAt: Type.Optional(Type.String({ format: "date-time" })),
  },
  { additionalProperties: false },
);
export type NewKeyBody = Static<typeof NewKeyBody>;

/** `unanswered`: nobody who administers its areas answers for it, so it opens nothing. */
const KeyState = Type.Enum(["active", "unanswered", "expired", "revoked"]);

export const KeyReply = Type.Object({
  id: Type.String(),
  name: Type.String(),
  purpose: Type.String(),
  permissions: Type.Array(Type.String()),
  areas: Type.Array(Named),
  categories: Type.Array(Type.String()),
  addresses: Type.Array(Type.String()),
  perMinute: Type.Integer(),
  state: KeyState,
  /** Reaches areas outside the reader's too: only their administrator changes it. */
  isShared: Type.Boolean(),
  madeBy: Type.String(),
  /** The administrator who answers for it (责任人). */
  answeredBy: Type.String(),
  madeAt: Type.String(),
  expiresAt: Type.String(),
  revokedAt: Type.Union([Type.String(), Type.Null()]),
  lastUsedAt: Type.Union([Type.String(), Type.Null()]),
  lastUsedFrom: Type.Union([Type.String(), Type.Null()]),
  /** Until when the secret before the present one still opens; `null`: it does not. */
  previousUntil: Type.Union([Type.String(), Type.Null()]),
});
export type KeyReply = Static<typeof KeyReply>;

export const KeysReply = Type.Object({ keys: Type.Array(KeyReply) });
export type KeysReply = Static<typeof KeysReply>;

/** The key itself: shown once, nothing but its hash is kept. */
export const HandedKey = Type.Object({ key: KeyReply, token: Type.String() });
export type HandedKey = Static<typeof HandedKey>;

export const RotateKeyBody = Type.Object(
  {
    /** For how long the present secret still opens, so that the other system can change over. */
    overlapHours: Type.Integer({ minimum: 0, maximum: 72 }),
  },
  { additionalProperties: false },
);
export type RotateKeyBody = Static<typeof RotateKeyBody>;

/** Refusals of interface keys. */
export type KeyProblem =
  | { readonly code: "access.bad-key" }
  | { readonly code: "access.key-ended" }
  | { readonly code: "access.key-address" }
  | { readonly code: "access.key-unanswered" }
  | { readonly code: "access.key-in-address" }
  | { readonly code: "access.two-credentials" }
  | { readonly code: "access.not-for-keys" }
  | { readonly code: "access.unknown-key" }
  | { readonly code: "access.shared-key" }
  | { readonly code: "access.bad-address-range"; readonly range: string }
  | { readonly code: "access.bad-expiry"; readonly mostDays: number };
