import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type {
  ActivationField,
  DryRunReply,
  PlanReply,
} from "@onegrid/core/dispatch/emergency-contract";
import type { Me } from "@onegrid/core/access/contract";
import { readConfig, serve } from "@onegrid/server";
import { sql } from "kysely";
import { openEmbeddedStore, openOwnServerStore, type Store } from "../chaos/fleet.ts";
import { say } from "../terminal.ts";
import { fillEmergencyTown } from "./emergency-town.ts";
import { signIn, type Ask } from "./sign-in.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const KILLS = 8;
const now = (): Date => new Date();

/**
 * One key (一键启动) over 293 communities with about 44,000 posts, by HTTP, on the embedded store and on a
 * PostgreSQL of the bench's own; then with the database killed (SIGKILL) in the middle of it, at random moments.
 */
export async function benchEmergency(): Promise<void> {
  const rows: object[] = [];
  for (const store of [await openEmbeddedStore(), await openOwnServerStore(1)]) {
    if (!store) continue;
    try {
      rows.push(await measureStore(store));
    } finally {
      await store.close();
    }
  }
  console.table(rows);
  say("目标：启动 ≤ 5 秒，断电后全有或全无", "wanted: activation ≤ 5 s; killed: all or nothing");
}

async function measureStore(store: Store): Promise<object> {
  const { config } = readConfig({ ...process.env, PORT: "0", ...store.env }, ROOT);
  const started = await serve({
    config,
    now,
    prepare: ({ db }) => fillEmergencyTown(db, now),
  });
  if (!started.ok) throw new Error(started.error.code);
  const { address, close } = started.value;
  try {
    return { store: store.name, ...(await measureKey(store, await signIn(address, "dispatcher"))) };
  } finally {
    await close();
  }
}

async function measureKey(store: Store, ask: Ask): Promise<object> {
  const areaId = (await read<Me>(ask, "/api/access/me")).duties[0]?.areaId ?? "";
  const plan = await read<PlanReply>(ask, `/api/emergency/plan?areaId=${areaId}`);
  const key = { ask, areaId, version: plan.version };
  const target = { areaIds: [areaId] };
  const body = { areaId, mode: "emergency", target };
  const tried = await timed(() => read<DryRunReply>(ask, "/api/emergency/dry-run", body));
  const made = await timed(() => press(key, randomUUID()));
  const ended = await timed(() => standDown(ask, made.value.id));
  const killed = await killInTheMiddle(store, key, made);
  return {
    communities: made.value.communities,
    groups: made.value.groups,
    posts: made.value.posts,
    "dry run ms": Math.round(tried.ms),
    "activation ms": Math.round(made.ms),
    "stand-down ms": Math.round(ended.ms),
    ...killed,
  };
}

interface Key {
  readonly ask: Ask;
  readonly areaId: string;
  readonly version: number;
}

const press = ({ ask, areaId, version }: Key, idempotencyKey: string): Promise<ActivationField> =>
  read(ask, "/api/emergency/activations", {
    idempotencyKey,
    areaId,
    expectedVersion: version,
    kind: "exercise",
    name: "全域演练",
    target: { areaIds: [areaId] },
  });

const standDown = (ask: Ask, id: string): Promise<unknown> =>
  read(ask, `/api/emergency/activations/${id}/stand-down`, {});

/** Presses the key, kills the database at a random moment, looks what is there, presses the same key again. */
async function killInTheMiddle(
  store: Store,
  key: Key,
  whole: { readonly ms: number; readonly value: ActivationField },
): Promise<object> {
  const seen = { kills: 0, nothing: 0, all: 0, part: 0 };
  for (let at = 0; at < KILLS; at += 1) {
    const idempotencyKey = randomUUID();
    const pressed = press(key, idempotencyKey).then(
      () => true,
      () => false,
    );
    await wait(randomInt(Math.max(1, Math.round(whole.ms * 1.1))));
    await store.killDatabase();
    await pressed;
    const after = await again(() => countOf(store, idempotencyKey));
    const isNothing = after.every((count) => count === 0);
    const { communities, groups, posts } = whole.value;
    const isAll = [1, communities, groups, posts, 1].every(
      (count, index) => after[index] === count,
    );
    seen.kills += 1;
    seen[isNothing ? "nothing" : isAll ? "all" : "part"] += 1;
    const made = await again(() => press(key, idempotencyKey));
    await again(() => standDown(key.ask, made.id));
  }
  return seen;
}

/** Activations of a key, its communities, groups, posts and events that turned it on. */
const countOf = (store: Store, idempotencyKey: string): Promise<number[]> =>
  store.read(async (db) => {
    const { rows } = await sql<{ counts: number[] }>`
      with made as (select id from activation where idempotency_key = ${idempotencyKey})
      select array[(select count(*) from made),
        (select count(*) from activation_area where activation_id in (select id from made)),
        (select count(*) from work_group where activation_id in (select id from made)),
        (select count(*) from work_post where activation_id in (select id from made)),
        (select count(*) from event_log where kind = 'dispatch.activation-changed'
          and subject in (select id from made))]::int[] as counts`.execute(db);
    return rows[0]?.counts ?? [];
  });

const PATIENCE_TRIES = 120;

/** Until the database is back. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === PATIENCE_TRIES) throw error;
      await wait(500);
    }
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const before = performance.now();
  const value = await work();
  return { value, ms: performance.now() - before };
}

const read = async <T>(ask: Ask, path: string, body?: object): Promise<T> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the server's own schema writes
  JSON.parse(String(await ask(path, body))) as T;
