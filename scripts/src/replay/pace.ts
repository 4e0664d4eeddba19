import { setTimeout as sleep } from "node:timers/promises";

/** Holds a rehearsal to so many times real speed at most; `null`: to none. */
export function paceOf(speed: number | null, now = performance.now.bind(performance)) {
  let began: { readonly at: number; readonly real: number } | undefined;
  return async (at: number): Promise<void> => {
    if (speed === null) return;
    began ??= { at, real: now() };
    const wait = (at - began.at) / speed - (now() - began.real);
    if (wait > 1) await sleep(wait);
  };
}
