import { PATTERNS, type Alarm } from "./patterns.ts";

/** Each note swells and fades for so long: a tone that is cut off clicks. */
const EDGE_SECONDS = 0.012;

let context: AudioContext | null = null;

export const canSound = (): boolean => context?.state === "running";

/** Asks the browser to let this page sound; it does so after a gesture only. */
export async function wakeSound(): Promise<void> {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  // A browser without a gesture lets this wait for ever.
  if (context.state !== "running")
    await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 300))]);
}

/** Plays a pattern, where the browser lets it. `volume` is from 0 to 1. */
export function playPattern(alarm: Alarm, volume: number): void {
  if (context === null || !canSound()) return;
  for (const { atMs, ms, hz } of PATTERNS[alarm]) {
    const from = context.currentTime + atMs / 1000;
    const to = from + ms / 1000;
    const tone = context.createOscillator();
    const level = context.createGain();
    tone.type = "triangle";
    tone.frequency.value = hz;
    // Loudness is heard by its square.
    const loud = volume * volume;
    level.gain.setValueAtTime(0, from);
    level.gain.linearRampToValueAtTime(loud, from + EDGE_SECONDS);
    level.gain.setValueAtTime(loud, to - EDGE_SECONDS);
    level.gain.linearRampToValueAtTime(0, to);
    tone.connect(level).connect(context.destination);
    tone.start(from);
    tone.stop(to);
  }
}
