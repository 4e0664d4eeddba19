import type { EpochMs } from "../model/model.ts";

const MINUTE = 60;
const HOUR = 3600;

/**
 * Seconds to wait after the first, second … failed try: the schedule that the specification of
 * Standard Webhooks gives as an example (standardwebhooks.com, "Deliverability and reliability").
 */
export const RETRY_SECONDS: readonly number[] = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** When a delivery is tried again after so many failed tries; `null`: no more, somebody has to look. */
export function nextTry(failed: number, now: EpochMs): EpochMs | null {
  const wait = RETRY_SECONDS[failed - 1];
  return wait === undefined ? null : now + wait * 1000;
}
