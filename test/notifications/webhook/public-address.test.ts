import { BlockList } from "node:net";
import fc from "fast-check";
import { isPublic } from "../../../src/notifications/webhook/public-address.ts";
import { holds } from "../../domain/replay.ts";

/**
 * Forbidden networks from IANA's registries of special-purpose addresses. The test checks these networks with Node's
 * `BlockList`, to be independent of the library of the service (ipaddr.js).
 */
const FORBIDDEN4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;
const FORBIDDEN6 = [
  ["::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 32],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const;

const list = new BlockList();
for (const [net, prefix] of FORBIDDEN4) list.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of FORBIDDEN6) list.addSubnet(net, prefix, "ipv6");

const v4 = fc.oneof(
  fc.ipV4(),
  fc.tuple(fc.constantFrom(...FORBIDDEN4), fc.nat(2 ** 32 - 1)).map(([[net, prefix], low]) => {
    const base = net.split(".").reduce((all, part) => all * 256 + Number(part), 0);
    const number = base + (low % 2 ** (32 - prefix));
    return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
  }),
);
const group = fc.nat(0xffff).map((number) => number.toString(16));
const v6 = fc.oneof(
  fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(":")),
  fc
    .tuple(fc.constantFrom("fc00", "fdff", "fe80", "febf", "ff02", "2002", "::"), fc.array(group, { maxLength: 1 }))
    .map(([head, tail]) => (head === "::" ? `::${tail.join("")}` : `${head}::${tail.join("") || "1"}`)),
);

describe("an address", () => {
  test.each([
    "8.8.8.8",
    "93.184.215.14",
    "172.15.255.255",
    "172.32.0.0",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
  ])("is public: %s", (address) => expect(isPublic(address)).toBe(true));

  test.each([
    ...[
      "0.0.0.0",
      "0.1.2.3",
      "10.0.0.1",
      "100.64.0.1",
      "127.0.0.1",
      "127.255.255.255",
      "169.254.169.254",
      "172.16.0.1",
    ],
    ...["172.31.255.255", "192.168.1.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "239.255.255.250", "255.255.255.255"],
    ...[
      "::",
      "::1",
      "::7f00:1",
      "fc00::1",
      "fd12:3456::1",
      "fe80::1",
      "fe80::1%eth0",
      "fec0::1",
      "ff02::1",
      "2001:db8::1",
    ],
    ...[
      "::ffff:127.0.0.1",
      "::ffff:7f00:1",
      "::ffff:a9fe:a9fe",
      "::ffff:0:127.0.0.1",
      "64:ff9b::7f00:1",
      "64:ff9b::a00:1",
    ],
    ...[
      "64:ff9b:1::808:808",
      "2002:7f00:1::",
      "2001:0:808:808::1",
      "5f00::1",
      "",
      "localhost",
      "1.2.3",
      "010.1.1.1",
      "8.8.8.8:80",
    ],
  ])("is not public: %s", (address) => expect(isPublic(address)).toBe(false));

  test("is public only if no registry reserves it, in IPv4 or IPv6 form", () => {
    holds(
      v4,
      (address) => {
        const forbidden = list.check(address, "ipv4");
        if (forbidden) expect([address, isPublic(address)]).toEqual([address, false]);
        for (const dressed of [`::ffff:${address}`, `64:ff9b::${address}`])
          expect([dressed, isPublic(dressed)]).toEqual([dressed, isPublic(address)]);
      },
      2000,
    );
    holds(
      v6,
      (address) => {
        if (list.check(address, "ipv6")) expect([address, isPublic(address)]).toEqual([address, false]);
      },
      2000,
    );
  });
});
