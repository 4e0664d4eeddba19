/** For `like` and `ilike`: anything that holds the text as it is; its own `%`, `_` and `\` are plain. */
export const likePattern = (text: string): string => `%${escapeLike(text)}%`;

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, "\\$&");

/**
 * Patterns that a class fits when one of the held ones is it or holds it: a major holds what begins
 * with it and a hyphen or a dot. One comparison a row, where a search through a list took several.
 */
export const classPatterns = (held: readonly string[]): string[] =>
  held.flatMap((id) => ["", "-%", ".%"].map((rest) => `${escapeLike(id)}${rest}`));
