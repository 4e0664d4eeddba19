import { create } from "zustand";
import { isQuiet, parseSettings, type SoundSettings } from "./sound-settings.ts";
import { canSound, playPattern, wakeSound } from "./play-pattern.ts";
import type { Alarm } from "./patterns.ts";

const STORED = "onegrid.desk-sound";
const QUIET_MS = 15 * 60_000;
/** A burst of news is one call: what else has come stands on the screen. */
const LEAST_GAP_MS = 4_000;

interface SoundState extends SoundSettings {
  /** Wanted, and the browser still waits for a gesture on this page. */
  readonly isWaiting: boolean;
  /** Its settings are on the screen. */
  readonly isShown: boolean;
}

const stored = (): SoundSettings => parseSettings(localStorage.getItem(STORED));

/** How this browser calls its desk (声音提醒); all its tabs have the same. */
export const useSound = create<SoundState>(() => ({
  ...stored(),
  isWaiting: false,
  isShown: false,
}));

function keep(change: Partial<SoundSettings>): void {
  const { isOn, volume, quietUntil } = { ...useSound.getState(), ...change };
  useSound.setState({ isOn, volume, quietUntil });
  localStorage.setItem(STORED, JSON.stringify({ isOn, volume, quietUntil }));
}

/** By a click or a key: the gesture that browsers want. */
export function turnSound(isOn: boolean): void {
  keep({ isOn, quietUntil: 0 });
  if (!isOn) return;
  wake();
  void tryOut("urgent");
}

export const setVolume = (volume: number): void => keep({ volume });

/** Nothing sounds for a quarter of an hour (静音), or it may again. */
export const keepQuiet = (isWanted: boolean): void =>
  keep({ quietUntil: isWanted ? Date.now() + QUIET_MS : 0 });

/** Lets somebody hear what a call is like. */
export async function tryOut(alarm: Alarm): Promise<void> {
  await wakeSound();
  playPattern(alarm, useSound.getState().volume);
}

const wake = (): void => void wakeSound().then(() => useSound.setState({ isWaiting: !canSound() }));

let calledAt = -Infinity;

/** Calls the desk, where it wants that; of several tabs one does. */
export function callDesk(alarm: Alarm): void {
  const sound = useSound.getState();
  if (!sound.isOn || isQuiet(sound, Date.now())) return;
  if (performance.now() - calledAt < LEAST_GAP_MS) return;
  calledAt = performance.now();
  void alone(() => playPattern(alarm, sound.volume));
}

/** Runs it unless another tab has just done the same. Without locks (no HTTPS) each tab sounds. */
async function alone(run: () => void): Promise<void> {
  const { locks } = globalThis.navigator;
  if (!("locks" in globalThis.navigator)) return run();
  await locks.request(STORED, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    run();
    await new Promise((resolve) => setTimeout(resolve, LEAST_GAP_MS / 2));
  });
}

/** Follows the other tabs, and takes the first gesture on a page that was loaded with the sound on. */
export function startSound(): () => void {
  const follow = ({ key }: StorageEvent): void => {
    if (key === STORED) useSound.setState(stored());
  };
  const onGesture = (): void => {
    if (useSound.getState().isOn && !canSound()) wake();
  };
  useSound.setState(({ isOn }) => ({ isWaiting: isOn && !canSound() }));
  addEventListener("storage", follow);
  addEventListener("pointerdown", onGesture);
  addEventListener("keydown", onGesture);
  return () => {
    removeEventListener("storage", follow);
    removeEventListener("pointerdown", onGesture);
    removeEventListener("keydown", onGesture);
  };
}
