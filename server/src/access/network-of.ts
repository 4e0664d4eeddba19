import { isIPv6 } from "node:net";

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

const groupsOf = (part: string): string[] => (part === "" ? [] : part.split(":"));

/**
 * Whom an address is counted as. Of IPv6 a household or a host has a /64 (RFC 6177), 2^64 addresses:
 * counted one by one, a guesser would have as many tries.
 */
export function networkOf(address: string): string {
  const [, plain] = MAPPED.exec(address) ?? [];
  if (plain !== undefined) return plain;
  if (!isIPv6(address)) return address;
  const [before = "", after] = address.split("%")[0]?.toLowerCase().split("::") ?? [];
  const head = groupsOf(before);
  const tail = groupsOf(after ?? "");
  // The last two groups may be written as an IPv4 address.
  const written = head.length + tail.length + (tail.at(-1)?.includes(".") ? 1 : 0);
  const zeros = after === undefined ? [] : Array.from({ length: 8 - written }, () => "0");
  const groups = [...head, ...zeros, ...tail].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
