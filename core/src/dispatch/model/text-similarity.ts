/** Compatible forms made one, small letters, without blanks and punctuation. */
export const normaliseText = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}\s]+/gu, "");

/**
 * 0 (nothing in common) to 1 (the same): Dice's coefficient over pairs of neighbouring characters.
 * Needs no word list, so it serves Chinese as well as English. Two empty texts have nothing in common.
 */
export function textSimilarity(a: string, b: string): number {
  const left = pairs(normaliseText(a));
  const right = pairs(normaliseText(b));
  if (left.length === 0 || right.length === 0) return 0;
  const rest = new Map<string, number>();
  for (const pair of left) rest.set(pair, (rest.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of right) {
    const count = rest.get(pair) ?? 0;
    if (count > 0) shared += 1;
    rest.set(pair, count - 1);
  }
  return (2 * shared) / (left.length + right.length);
}

function pairs(text: string): string[] {
  const letters = Array.from(text);
  if (letters.length === 1) return letters;
  return letters.slice(1).map((letter, at) => `${letters[at] ?? ""}${letter}`);
}
