import { BlockList, isIP } from "node:net";

const familyOf = (address: string): "ipv4" | "ipv6" | null => {
  const version = isIP(address);
  return version === 0 ? null : version === 4 ? "ipv4" : "ipv6";
};

/** An address or a range such as `10.20.0.0/16` or `2001:db8::/32`; `null` when it is neither. */
function readRange(
  text: string,
): { address: string; bits: number; family: "ipv4" | "ipv6" } | null {
  const [address = "", bitsText, ...rest] = text.trim().split("/");
  const family = familyOf(address);
  if (family === null || rest.length > 0) return null;
  const most = family === "ipv4" ? 32 : 128;
  if (bitsText === undefined) return { address, bits: most, family };
  const bits = /^\d{1,3}$/.test(bitsText) ? Number(bitsText) : most + 1;
  return bits <= most ? { address, bits, family } : null;
}

export const isAddressRange = (text: string): boolean => readRange(text) !== null;

/** Whether an address lies in one of the ranges; without ranges every address does. */
export function isAddressAllowed(ranges: readonly string[], address: string): boolean {
  if (ranges.length === 0) return true;
  const family = familyOf(address);
  if (family === null) return false;
  const allowed = new BlockList();
  for (const range of ranges.flatMap((text) => readRange(text) ?? []))
    allowed.addSubnet(range.address, range.bits, range.family);
  return allowed.check(address, family);
}
