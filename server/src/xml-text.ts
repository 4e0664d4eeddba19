/** Text for XML, also inside quotes. */
export const xmlText = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    // Not allowed in XML, whatever the encoding.
    // oxlint-disable-next-line no-control-regex -- these are the characters that XML has no place for
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "");
