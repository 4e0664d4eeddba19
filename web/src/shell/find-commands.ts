import type { Command } from "./commands.ts";

export interface TitledCommand {
  readonly command: Command;
  readonly title: string;
}

/** Every letter of `words` in this order: `swth` finds "Switch theme". */
export function isLike(title: string, words: string): boolean {
  let from = 0;
  const hay = title.toLowerCase();
  for (const letter of words.toLowerCase().replaceAll(/\s+/g, "")) {
    const at = hay.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

/** Commands whose title is like the words; titles that hold them as they are come first. */
export function findCommands(titled: readonly TitledCommand[], words: string): TitledCommand[] {
  const word = words.trim().toLowerCase();
  const rank = ({ title }: TitledCommand): number => (title.toLowerCase().includes(word) ? 0 : 1);
  return titled.filter(({ title }) => isLike(title, words)).toSorted((a, b) => rank(a) - rank(b));
}
