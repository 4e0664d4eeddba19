import type { EpochMs } from "../model/model.ts";

/** Clocks that differ by less are taken to agree: a request takes its time too. */
const AGREES_MS = 60_000;
const FUTURE_MS = 2 * 60_000;
/**
 * How long a device may show, without a line, what it read last. What was written on it is sent however old it
 * is, and goes by the rules of its own day for as long.
 */
export const OFFLINE_MS = 72 * 3_600_000;

/** When a step was taken on a device, as far as it can be told. */
export interface DeviceTime {
  /** By the server's clock; never after the step was taken in. */
  readonly at: EpochMs;
  /** How long it lay on the device before the server had it. */
  readonly delayMs: number;
  /** How far the device's clock was off: positive, it was behind. 0 while the two agree, or nobody knows. */
  readonly offMs: number;
  /** Even corrected it lies ahead: the time of taking in stands for it. */
  readonly isFuture: boolean;
}

/**
 * The time that a device wrote (`deviceAt`), corrected by what it and the server's clock differed
 * (`clockOffsetMs`), for people to read. Due times and the log go by the server's time (`at`) alone: a time from
 * a device can be set at will.
 */
export function deviceTime(event: {
  readonly at: EpochMs;
  readonly deviceAt: EpochMs | null;
  readonly clockOffsetMs?: number | undefined;
}): DeviceTime | null {
  const { at, deviceAt, clockOffsetMs = 0 } = event;
  if (deviceAt === null) return null;
  const happened = deviceAt + clockOffsetMs;
  const isFuture = happened > at + FUTURE_MS;
  const shown = Math.min(happened, at);
  return {
    at: shown,
    delayMs: at - shown,
    offMs: Math.abs(clockOffsetMs) < AGREES_MS ? 0 : clockOffsetMs,
    isFuture,
  };
}

/**
 * The moment by whose rules something is judged that was written without a line: that of the writing, while it
 * can be. What is said to be older than anybody is away, or lies ahead, is judged as of its arrival.
 */
export function judgedAt(event: Parameters<typeof deviceTime>[0]): EpochMs {
  const told = deviceTime(event);
  return told && !told.isFuture && told.delayMs <= OFFLINE_MS ? told.at : event.at;
}
