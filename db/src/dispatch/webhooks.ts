import type { DeliveryState } from "@onegrid/core/dispatch/webhooks-contract";
import { sql } from "kysely";
import type { Db } from "../connect.ts";

/** A receiver (推送地址) of what happens to cases. */
export interface Webhook {
  readonly id: string;
  readonly keyId: string;
  readonly name: string;
  readonly url: string;
  /** Sealed. */
  readonly secret: Buffer;
  /** Which log it is told of, and up to where. */
  readonly epoch: string;
  readonly position: number;
  readonly madeAt: Date;
  readonly endedAt: Date | null;
}

const COLUMNS = [
  "webhook.id",
  "webhook.key_id as keyId",
  "webhook.name",
  "webhook.url",
  "webhook.secret",
  "webhook.epoch",
  "webhook.position",
  "webhook.made_at as madeAt",
  "webhook.ended_at as endedAt",
] as const;

const webhooks = (db: Db) => db.selectFrom("webhook").select(COLUMNS);

export interface CountedWebhook extends Webhook {
  readonly keyName: string;
  readonly waiting: number;
  readonly dead: number;
  readonly deliveredAt: Date | null;
}

/** The receivers of some keys with what is on its way to them, the newest first. */
export const listWebhooks = (db: Db, keyIds: readonly string[]): Promise<CountedWebhook[]> =>
  webhooks(db)
    .innerJoin("api_key", "api_key.id", "webhook.key_id")
    .innerJoin("account", "account.id", "api_key.account_id")
    .select((eb) => [
      "account.display_name as keyName",
      count(eb.val("waiting")).as("waiting"),
      count(eb.val("dead")).as("dead"),
      sql<Date | null>`(select max(done_at) from webhook_delivery
        where webhook_id = webhook.id and state = 'delivered')`.as("deliveredAt"),
    ])
    .where(sql<boolean>`key_id = any(${[...keyIds]}::text[])`)
    .orderBy("webhook.made_at", "desc")
    .orderBy("webhook.id")
    .execute();

const count = (state: unknown) =>
  sql<number>`(select count(*)::int from webhook_delivery
    where webhook_id = webhook.id and state = ${state})`;

export type NewWebhook = Omit<Webhook, "endedAt"> & { readonly madeById: string };

export async function insertWebhook(trx: Db, webhook: NewWebhook): Promise<void> {
  const { keyId, madeById, madeAt, ...rest } = webhook;
  await trx
    .insertInto("webhook")
    .values({ ...rest, key_id: keyId, made_by: madeById, made_at: madeAt })
    .execute();
}

/** Nothing more is sent, and what was on its way goes nowhere. */
export async function endWebhook(trx: Db, id: string, now: Date): Promise<void> {
  await trx
    .updateTable("webhook")
    .set({ ended_at: now })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .execute();
  await trx
    .deleteFrom("webhook_delivery")
    .where("webhook_id", "=", id)
    .where("state", "=", "waiting")
    .execute();
}

/** Receivers that have not been told of everything in the log. */
export const listBehind = (db: Db): Promise<Webhook[]> =>
  webhooks(db)
    .innerJoin("event_head", (join) => join.on("event_head.id", "=", 1))
    .where("ended_at", "is", null)
    .where((eb) =>
      eb.or([
        eb("webhook.position", "<", eb.ref("event_head.position")),
        eb("webhook.epoch", "<>", eb.ref("event_head.epoch")),
      ]),
    )
    .execute();

/** One receiver, held until the transaction ends; `undefined` while another process sees to it. */
export const takeWebhook = (trx: Db, id: string): Promise<Webhook | undefined> =>
  webhooks(trx)
    .where("webhook.id", "=", id)
    .where("ended_at", "is", null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();

export interface NewDelivery {
  readonly position: number;
  readonly caseId: string;
  readonly version: number;
  readonly verb: string;
  readonly at: Date;
}

/** Puts deliveries on their way and keeps up to where the log was looked at; both or neither. */
export async function saveDeliveries(
  trx: Db,
  told: {
    readonly id: string;
    readonly epoch: string;
    readonly position: number;
    readonly now: Date;
  },
  deliveries: readonly NewDelivery[],
): Promise<void> {
  if (deliveries.length > 0)
    await trx
      .insertInto("webhook_delivery")
      .values(
        deliveries.map(({ caseId, ...each }) => ({
          ...each,
          webhook_id: told.id,
          case_id: caseId,
          next_at: told.now,
        })),
      )
      .execute();
  await trx
    .updateTable("webhook")
    .set({ epoch: told.epoch, position: told.position })
    .where("id", "=", told.id)
    .execute();
}

export interface DueDelivery {
  readonly webhookId: string;
  readonly keyId: string;
  readonly url: string;
  readonly secret: Buffer;
  readonly position: number;
  readonly caseId: string;
  readonly version: number;
  readonly verb: string;
  readonly at: Date;
  /** Tries before this one. */
  readonly attempts: number;
}

/**
 * Takes deliveries whose time has come, the earliest first. Until `leaseUntil` nobody else takes them:
 * when this process dies, another tries again then.
 */
export async function takeDeliveries(
  db: Db,
  { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number },
): Promise<DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    with due as (
      select webhook_id, position from webhook_delivery
      where state = 'waiting' and next_at <= ${now}
      order by next_at, position limit ${limit} for update skip locked),
    taken as (
      update webhook_delivery d set next_at = ${leaseUntil}
      from due where d.webhook_id = due.webhook_id and d.position = due.position
      returning d.*)
    select taken.webhook_id as "webhookId", webhook.key_id as "keyId", webhook.url, webhook.secret,
      taken.position, taken.case_id as "caseId", taken.version, taken.verb, taken.at, taken.attempts
    from taken join webhook on webhook.id = taken.webhook_id
    order by taken.position`.execute(db);
  return rows;
}

export interface TriedDelivery {
  readonly webhookId: string;
  readonly position: number;
  readonly state: DeliveryState;
  /** When it is tried again, or was done with. */
  readonly at: Date;
  readonly status: number | null;
  readonly fault: string | null;
}

/** What came of a try. One that was ended in the meantime stays as it is. */
export async function saveTry(db: Db, tried: TriedDelivery): Promise<void> {
  const isDone = tried.state !== "waiting";
  await db
    .updateTable("webhook_delivery")
    .set((eb) => ({
      state: tried.state,
      attempts: eb("attempts", "+", 1),
      done_at: isDone ? tried.at : null,
      next_at: tried.at,
      last_status: tried.status,
      last_fault: tried.fault,
    }))
    .where("webhook_id", "=", tried.webhookId)
    .where("position", "=", tried.position)
    .where("state", "=", "waiting")
    .execute();
}

/** What was given up is tried again from the beginning; answers how many. */
export async function reviveDeliveries(
  trx: Db,
  webhookId: string,
  { positions, now }: { positions: readonly number[] | null; now: Date },
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable("webhook_delivery")
    .set({ state: "waiting", attempts: 0, next_at: now, done_at: null })
    .where("webhook_id", "=", webhookId)
    .where("state", "=", "dead")
    .$if(positions !== null, (qb) =>
      qb.where(sql<boolean>`position = any(${[...(positions ?? [])]}::bigint[])`),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export interface StoredDelivery extends NewDelivery {
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAt: Date;
  readonly lastStatus: number | null;
  readonly lastFault: string | null;
}

/** Deliveries of a receiver, the newest first. */
export const listDeliveries = (
  db: Db,
  webhookId: string,
  { state, limit }: { state: DeliveryState | null; limit: number },
): Promise<StoredDelivery[]> =>
  db
    .selectFrom("webhook_delivery")
    .select([
      "position",
      "case_id as caseId",
      "version",
      "verb",
      "at",
      "state",
      "attempts",
      "next_at as nextAt",
      "last_status as lastStatus",
      "last_fault as lastFault",
    ])
    .where("webhook_id", "=", webhookId)
    .$if(state !== null, (qb) => qb.where("state", "=", state ?? "dead"))
    .orderBy("position", "desc")
    .limit(limit)
    .execute();

/** Forgets what was delivered before one moment and given up before another. */
export async function purgeDeliveries(
  db: Db,
  before: { readonly delivered: Date; readonly dead: Date },
): Promise<void> {
  for (const [state, moment] of [
    ["delivered", before.delivered],
    ["dead", before.dead],
  ] as const)
    await db
      .deleteFrom("webhook_delivery")
      .where("state", "=", state)
      .where("done_at", "<", moment)
      .execute();
}
