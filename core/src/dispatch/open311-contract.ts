import { Type, type Static } from "typebox";
import { codeText, freeText } from "../free-text.ts";

/**
 * What Open311 GeoReport v2 calls things (wiki.open311.org/GeoReport_v2): a class of cases is a service,
 * a case is a service request. Positions are two fields, latitude and longitude, in degrees (WGS 84).
 */

const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }));
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** How a class is offered; no class asks for more fields than the standard ones. */
const Open311Service = Type.Object({
  service_code: Type.String(),
  service_name: Type.String(),
  description: Type.String(),
  metadata: Type.Boolean(),
  type: Type.Literal("realtime"),
  /** Separated by commas. */
  keywords: Type.String(),
  group: Type.String(),
});
export type Open311Service = Static<typeof Open311Service>;
export const Open311Services = Type.Array(Open311Service);

export const Open311Definition = Type.Object({
  service_code: Type.String(),
  attributes: Type.Array(Type.Object({})),
});

/** Moments are ISO 8601 in UTC. */
const Open311Request = Type.Object({
  /** The number people call the case by. */
  service_request_id: Type.String(),
  status: Type.Enum(["open", "closed"]),
  /** Code of the state it is truly in, one of the twelve. */
  status_notes: Type.String(),
  service_name: Type.String(),
  service_code: Type.String(),
  description: Type.String(),
  /** The unit; never a person. */
  agency_responsible: orNull(Type.String()),
  service_notice: orNull(Type.String()),
  requested_datetime: Type.String(),
  updated_datetime: Type.String(),
  /** When the total limit (总时限) is over; `null` while the clock is held. */
  expected_datetime: orNull(Type.String()),
  address: Type.String(),
  address_id: Type.Null(),
  zipcode: Type.Null(),
  lat: orNull(Type.Number()),
  long: orNull(Type.Number()),
  media_url: Type.Null(),
});
export type Open311Request = Static<typeof Open311Request>;
export const Open311Requests = Type.Array(Open311Request);

export const Open311Created = Type.Array(
  Type.Object({
    service_request_id: Type.String(),
    service_notice: orNull(Type.String()),
    account_id: Type.Null(),
  }),
);
export type Open311Created = Static<typeof Open311Created>;

export const Open311Tokens = Type.Array(
  Type.Object({ service_request_id: Type.String(), token: Type.String() }),
);

export const Open311Discovery = Type.Object({
  changeset: Type.String(),
  contact: Type.String(),
  key_service: Type.String(),
  endpoints: Type.Array(
    Type.Object({
      specification: Type.String(),
      url: Type.String(),
      changeset: Type.String(),
      type: Type.Literal("production"),
      formats: Type.Array(Type.String()),
    }),
  ),
});
export type Open311Discovery = Static<typeof Open311Discovery>;

/** Degrees as a form writes them; empty is as good as none. */
const Degrees = Type.String({ maxLength: 40, pattern: "^\\s*([-+]?\\d{1,3}(\\.\\d*)?)?\\s*$" });

/**
 * A report as a form sends it. Fields of the standard that are not kept (who reports, pictures of
 * another server) never get this far: their names come in `ignored`, their values nowhere.
 */
export const Open311Report = Type.Object(
  {
    /** An interface key (接口密钥) that comes without a header; taken out before the rest is read. */
    api_key: Type.Optional(Type.String({ pattern: "^og_[0-9a-f]{16}_[0-9a-f]{64}$" })),
    service_code: codeText({ minLength: 1, maxLength: 64 }),
    lat: Type.Optional(Degrees),
    long: Type.Optional(Degrees),
    address_string: Type.Optional(freeText({ maxLength: 200 })),
    description: Type.Optional(freeText({ maxLength: 2000 })),
    /** The same key again answers with the report that the first try made. */
    idempotency_key: Type.Optional(codeText({ minLength: 8, maxLength: 64 })),
    ignored: Type.Optional(Type.Array(Type.String({ pattern: "^[a-z_]{1,20}$" }))),
  },
  { additionalProperties: false },
);
export type Open311Report = Static<typeof Open311Report>;

/** Lists of ids and codes are separated by commas. An empty value is as good as none. */
export const Open311Query = Type.Object(
  {
    jurisdiction_id: text(200),
    service_request_id: text(2000),
    service_code: text(2000),
    start_date: text(40),
    end_date: text(40),
    status: text(20),
    page: text(6),
    page_size: text(4),
  },
  { additionalProperties: false },
);
export type Open311Query = Static<typeof Open311Query>;
