/** A leading sign that a spreadsheet would take for a formula, disarmed. */
export const disarmed = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
