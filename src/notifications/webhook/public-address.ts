import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Part of IPv6 with public addresses, as assigned by IANA. The rest has special purposes. */
const GLOBAL: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];

/** Prefix with which IPv6-only networks reach IPv4. The last four bytes are the IPv4 address (RFC 6052). */
const NAT64: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("64:ff9b::"), 96];

/**
 * Returns true for a public IP address. Returns false for private, link-local, loopback, shared, multicast, reserved
 * and unspecified addresses in any notation, and for tunnels that may lead to them.
 */
export function isPublic(address: string): boolean {
  // Parsers disagree about incomplete addresses, and some take them for host names. Accept only those that the socket
  // accepts.
  if (isIP(address) === 0) return false;
  // Unwraps an IPv4-mapped IPv6 address.
  const ip = ipaddr.process(address);
  if (ip instanceof ipaddr.IPv4) return ip.range() === "unicast";
  if (ip.match(NAT64)) return isPublic(ip.toByteArray().slice(12).join("."));
  return ip.match(GLOBAL) && ip.range() === "unicast";
}
