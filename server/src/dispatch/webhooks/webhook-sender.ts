import { purgeDeliveries } from "@onegrid/db/dispatch";
import { deliverDue, type Delivering } from "./deliver.ts";
import { mayReach } from "./receiver-address.ts";
import { tellWebhooks } from "./tell-webhooks.ts";

const DAY_MS = 86_400_000;
const DELIVERED_KEPT_DAYS = 7;
const DEAD_KEPT_DAYS = 90;
const PURGE_MS = 3_600_000;

export interface WebhookSender {
  readonly stop: () => Promise<void>;
}

/** Tells receivers every second; several servers on one database share the work. */
export function startWebhookSender(
  options: Omit<Delivering, "mayReach"> & {
    readonly onError: (error: unknown) => void;
    readonly everyMs?: number;
  },
): WebhookSender {
  const { db, now, onError } = options;
  const delivering = { ...options, mayReach };
  let isStopped = false;
  let purgedAt = -Infinity;
  const round = async (): Promise<void> => {
    await tellWebhooks(db, now());
    let tried = 0;
    do tried = isStopped ? 0 : await deliverDue(delivering);
    while (tried > 0);
    const at = now().getTime();
    if (at - purgedAt < PURGE_MS) return;
    purgedAt = at;
    await purgeDeliveries(db, {
      delivered: new Date(at - DELIVERED_KEPT_DAYS * DAY_MS),
      dead: new Date(at - DEAD_KEPT_DAYS * DAY_MS),
    });
  };
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= round()
      .catch((error: unknown) => {
        // The next second tries again.
        if (!isStopped) onError(error);
      })
      .finally(() => (running = null));
  }, options.everyMs ?? 1000);
  return {
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
