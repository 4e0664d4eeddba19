/** Whether and how this browser calls its desk. */
export interface SoundSettings {
  /** Off until somebody wants it: browsers let a page sound only after a gesture. */
  readonly isOn: boolean;
  /** From 0 to 1. */
  readonly volume: number;
  /** Milliseconds since 1970. */
  readonly quietUntil: number;
}

export const USUAL: SoundSettings = { isOn: false, volume: 0.5, quietUntil: 0 };

export const isQuiet = ({ quietUntil }: SoundSettings, now: number): boolean => now < quietUntil;

/** What a browser has kept, as far as it makes sense. */
export function parseSettings(stored: string | null): SoundSettings {
  try {
    const read: unknown = JSON.parse(stored ?? "null");
    if (typeof read !== "object" || read === null) return USUAL;
    const { isOn, volume, quietUntil }: Record<string, unknown> = { ...read };
    return {
      isOn: isOn === true,
      volume: Math.min(1, Math.max(0, numberOr(volume, USUAL.volume))),
      quietUntil: numberOr(quietUntil, USUAL.quietUntil),
    };
  } catch {
    return USUAL;
  }
}

const numberOr = (value: unknown, other: number): number =>
  typeof value === "number" && Number.isFinite(value) ? value : other;
