import { isIP } from "node:net";
import { isAddressAllowed } from "../../access/address-range.ts";
import { Problem } from "../../problem.ts";

/** This machine itself, its link (where clouds answer for their secrets), and nobody in particular. */
const BARRED = [
  "0.0.0.0/8",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "224.0.0.0/4",
  "255.255.255.255",
  "::/127",
  "fe80::/10",
  "ff00::/8",
  // Translated to IPv4 on the way.
  "64:ff9b::/96",
];
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"];

/** Which addresses messages may go to, by how they go. */
export type MayReach = (address: string, isPlain: boolean) => boolean;

/** Not to this machine or its link; unencrypted only within a private network. */
export const mayReach: MayReach = (address, isPlain) =>
  !isAddressAllowed(BARRED, address) && (!isPlain || isAddressAllowed(PRIVATE, address));

/** A receiver's address; refused with the reason when nothing can be sent there. */
export function readReceiver(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const fault = url === null ? "not-an-address" : faultOf(url);
  if (url === null || fault !== null)
    throw new Problem({ code: "dispatch.webhook-address", reason: fault ?? "not-an-address" });
  return url;
}

function faultOf(url: URL): string | null {
  const isPlain = url.protocol === "http:";
  if (!isPlain && url.protocol !== "https:") return "protocol";
  if (url.username !== "" || url.password !== "") return "password-in-address";
  const host = hostOf(url);
  // A name is looked up when something is sent.
  return isIP(host) !== 0 && !mayReach(host, isPlain) ? "refused-address" : null;
}

/** The host as a name or an address, IPv6 without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replaceAll(/^\[|\]$/g, "");
