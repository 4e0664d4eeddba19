/** For `like` and `ilike`: anything that holds the text as it is; its own `%`, `_` and `\` are plain. */
export const likePattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
