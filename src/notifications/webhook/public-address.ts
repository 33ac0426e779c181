import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Part of IPv6 from which IANA assigns public addresses. The rest is reserved for special purposes. */
const GLOBAL: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];

/** Prefix through which IPv6-only networks reach IPv4. The last four bytes are the IPv4 address (RFC 6052). */
const NAT64: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("64:ff9b::"), 96];

/**
 * Returns true for a public IP address. Private, link-local, loopback, shared, multicast, reserved and unspecified
 * addresses are not public, in any notation. Tunnels that may lead to such addresses are not public either.
 */
export function isPublic(address: string): boolean {
  // Parsers disagree about incomplete addresses, and some read them as host names. Accept only addresses that the
  // socket accepts.
  if (isIP(address) === 0) return false;
  // Unwraps an IPv4-mapped IPv6 address.
  const ip = ipaddr.process(address);
  if (ip instanceof ipaddr.IPv4) return ip.range() === "unicast";
  if (ip.match(NAT64)) return isPublic(ip.toByteArray().slice(12).join("."));
  return ip.match(GLOBAL) && ip.range() === "unicast";
}
