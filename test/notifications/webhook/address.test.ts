import { createServer, type Server } from "node:net";
import { type AddressRules, resolveByMachine, vetAddress } from "../../../src/notifications/webhook/address.ts";
import { postWebhook } from "../../../src/notifications/webhook/post-webhook.ts";

/** A server on this machine that counts connections. */
let neighbour: Server;
let port: number;
let visits = 0;
beforeAll(async () => {
  neighbour = createServer((socket) => {
    visits++;
    socket.destroy();
  });
  await new Promise<void>((done) => neighbour.listen(0, () => done()));
  const address = neighbour.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(() => new Promise((done) => neighbour.close(done)));

const strict: AddressRules = { privateAddresses: false, resolve: resolveByMachine };
const leadingTo = (...addresses: string[]): AddressRules => ({ ...strict, resolve: async () => addresses });
const trial: AddressRules = { privateAddresses: true, resolve: resolveByMachine };
const post = (url: string, rules = strict) =>
  postWebhook({ url, headers: {}, body: "{}" }, rules, AbortSignal.timeout(5000));

describe("nothing is sent to addresses of this machine or its network", () => {
  const hosts = [
    ...["127.0.0.1", "127.9.9.9", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0.0.0.0"],
    ...["[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "LOCALHOST"],
    ...["10.0.0.1", "169.254.169.254", "192.168.0.1", "[fd00::1]", "[fe80::1]"],
  ];
  test.each(hosts)("%s", async (host) => {
    const before = visits;
    const url = `https://${host}:${port}/hook`;
    expect((await vetAddress(url, strict))?.[0]).toBe("privateAddress");
    expect(await post(url)).toEqual({
      status: null,
      error: expect.stringMatching(
        /^nothing was sent: the address leads to .*(, which| that) is not on the public internet$/,
      ),
      retryAfterSeconds: null,
    });
    expect(visits).toBe(before);
  });

  test("nor to a hostname that resolves to such an address, even if it did not when it was checked", async () => {
    const url = `https://example.org:${port}/hook`;
    for (const addresses of [["127.0.0.1"], ["::1"], ["93.184.215.14", "127.0.0.1"], ["2606:4700::1111", "fd00::1"]]) {
      expect(await vetAddress(url, leadingTo(...addresses))).toEqual(["privateAddress", null]);
      expect((await post(url, leadingTo(...addresses))).error).toMatch(/^nothing was sent/);
    }
    expect(await vetAddress(url, leadingTo("93.184.215.14"))).toBeNull();
    expect((await post(url, leadingTo("127.0.0.1"))).error).toMatch(/^nothing was sent/);
    expect(visits).toBe(0);
  });

  test("and a hostname is resolved only once, so that the checked address is used", async () => {
    let asked = 0;
    const rebinding: AddressRules = {
      ...trial,
      resolve: async () => (++asked === 1 ? ["127.0.0.1"] : ["192.0.2.1"]),
    };
    const before = visits;
    await post(`http://no-such-name.invalid:${port}/hook`, rebinding);
    expect([asked, visits]).toEqual([1, before + 1]);
  });
});

describe("the URL of a subscription", () => {
  const there = leadingTo("93.184.215.14");
  test.each([
    ["not an address", ["absoluteAddress"]],
    ["/hook", ["absoluteAddress"]],
    ["http://example.org/hook", ["httpsAddress"]],
    ["ftp://example.org/hook", ["httpsAddress"]],
    ["file:///etc/passwd", ["httpsAddress"]],
    ["https://me:secret@example.org/", ["noUserInfo"]],
    ["https://me@example.org/", ["noUserInfo"]],
    ["https://example.org:25/", ["portOfAddress", 1024]],
    ["https://example.org:80/", ["portOfAddress", 1024]],
  ])("is refused with the name of the rule: %s", async (url, rule) =>
    expect(await vetAddress(url, there)).toEqual(rule),
  );

  test("is refused if its hostname is unknown or has no address", async () => {
    const nowhere: AddressRules = {
      ...strict,
      resolve: async () => {
        throw Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
      },
    };
    expect(await vetAddress("https://nobody.invalid/", nowhere)).toEqual([
      "unknownHost",
      "nobody.invalid",
      "ENOTFOUND",
    ]);
    expect(await vetAddress("https://nobody.invalid/", leadingTo())).toEqual(["hostWithoutAddress", "nobody.invalid"]);
  });

  test.each([
    "https://example.org/",
    "https://example.org:443/hook?x=1",
    "https://example.org:8443/",
    "https://8.8.8.8/",
  ])("is valid: %s", async (url) => expect(await vetAddress(url, there)).toBeNull());
});

describe("with private addresses allowed", () => {
  test("plain http and any port are allowed too", async () => {
    for (const url of ["http://localhost:80/", "http://127.0.0.1:3000/x", "https://10.0.0.1/", "http://[::1]:9/"])
      expect(await vetAddress(url, trial)).toBeNull();
    expect(await vetAddress("ftp://localhost/", trial)).toEqual(["httpsAddress"]);
    expect(await vetAddress("http://me@localhost/", trial)).toEqual(["noUserInfo"]);
  });
});
