let codes: Map<string, number> | null = null;

/** Node writes no GBK, but reads it: the table is made by reading every pair of bytes, once. */
function table(): Map<string, number> {
  if (codes !== null) return codes;
  codes = new Map();
  const decoder = new TextDecoder("gb18030");
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const character = decoder.decode(new Uint8Array([high, low]));
      // Pairs that are no character are read as two signs, or as the sign for a fault.
      if (Array.from(character).length === 1 && character !== "\uFFFD")
        codes.set(character, high * 256 + low);
    }
  return codes;
}

/** Text as GBK (Windows code page 936); `null` where a character is not in it. */
export function encodeGbk(text: string): Buffer | null {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character < "\u0080" ? character.charCodeAt(0) : table().get(character);
    if (code === undefined) return null;
    if (code > 255) bytes.push(code >> 8, code & 255);
    else bytes.push(code);
  }
  return Buffer.from(bytes);
}
