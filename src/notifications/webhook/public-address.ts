import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** What the internet's registry hands out of IPv6; all the rest is for purposes of its own. */
const GLOBAL: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];

/** Where networks without IPv4 reach it: the last four bytes are the address (RFC 6052). */
const NAT64: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("64:ff9b::"), 96];

/**
 * Whether an IP address is one of the public internet's. Private, link-local, loopback, shared, multicast, reserved and
 * unspecified ones are not, however they are written, nor are tunnels that may lead to them.
 */
export function isPublic(address: string): boolean {
  // What is half an address to some is a name to others: only what the socket takes for an address is one.
  if (isIP(address) === 0) return false;
  // An IPv4 address in IPv6 clothes is taken out of them.
  const ip = ipaddr.process(address);
  if (ip instanceof ipaddr.IPv4) return ip.range() === "unicast";
  if (ip.match(NAT64)) return isPublic(ip.toByteArray().slice(12).join("."));
  return ip.match(GLOBAL) && ip.range() === "unicast";
}
