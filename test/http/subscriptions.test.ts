import { ENGLISH } from "../../src/locales/en.ts";
import { revokeApiKey } from "../../src/store/access/api-keys.ts";
import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
let app: string;
let other: string;
let admin: string;
let recorder: string;
beforeAll(async () => {
  service = await loanService();
  [app, other] = [await service.keyFor("app", "subscriber"), await service.keyFor("other", "subscriber")];
  [admin, recorder] = [await service.keyFor("boss", "admin"), await service.keyFor("desk", "recorder")];
});
afterAll(() => service.release());

const URL_OF = "https://93.184.215.14/garita";
const subscribe = (body: Record<string, unknown> = {}, key = app) =>
  service.post("/v1/subscriptions", { url: URL_OF, ...body }, key);
const ask = (path: string, key: string, method = "GET") =>
  service.ask(`/v1/subscriptions${path}`, { method, headers: { authorization: `Bearer ${key}` } });

describe("a subscription", () => {
  test("is created with its filters, and its secret is shown only then", async () => {
    const filters = { kinds: ["report"], states: ["AZ"], crossings: ["lukeville"], modes: ["rail", "passenger"] };
    const { status, body, headers } = await subscribe({ ...filters, directions: ["northbound"] });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      holder: "app",
      channel: "webhook",
      url: URL_OF,
      language: null,
      ...filters,
      directions: ["northbound"],
      state: "pending",
      reason: null,
      createdAt: expect.any(String),
      verifiedAt: null,
      stoppedAt: null,
      waiting: 1,
      lastAcceptedAt: null,
      lastError: null,
      nextAttemptAt: null,
      secret: expect.stringMatching(/^whsec_/),
    });
    const { secret, ...shown } = body;
    expect(
      (await service.ask(headers.get("location") ?? "", { headers: { authorization: `Bearer ${app}` } })).body,
    ).toEqual(shown);
    expect((await ask("", app)).text).not.toContain(secret);
    expect((await ask("", admin)).text).not.toContain(secret);
  });

  test("without filters gets every kind of event, about every service", async () => {
    expect((await subscribe()).body).toMatchObject({
      kinds: ["report", "retraction", "standing"],
      states: null,
      crossings: null,
      modes: null,
      directions: null,
    });
  });

  test("can be viewed, pinged, rotated and removed only by its holder and by an admin", async () => {
    const { id } = (await subscribe({}, other)).body;
    const ids = async (key: string) => (await ask("", key)).body.subscriptions.map((each: { id: string }) => each.id);
    expect(await ids(other)).toEqual([id]);
    expect(await ids(app)).not.toContain(id);
    expect(await ids(admin)).toContain(id);
    for (const [path, method] of [
      [`/${id}`, "GET"],
      [`/${id}/secret`, "POST"],
      [`/${id}/verification`, "POST"],
      [`/${id}`, "DELETE"],
    ] as const) {
      const { status, body } = await ask(path, app, method);
      expect([path, method, status, body.detail]).toEqual([path, method, 404, `You have no subscription '${id}'.`]);
    }
    expect((await ask(`/${id}/verification`, admin, "POST")).status).toBe(202);
    expect((await ask(`/${id}`, admin, "DELETE")).status).toBe(204);
    expect(await ids(admin)).not.toContain(id);
    expect((await ask(`/${id}`, admin, "DELETE")).status).toBe(404);
  });

  test("cannot be created without a key, or with the key of a recorder", async () => {
    expect((await service.post("/v1/subscriptions", { url: URL_OF })).status).toBe(401);
    const { status, body } = await subscribe({}, recorder);
    expect([status, body.detail]).toEqual([403, ENGLISH.errors.refusals.roleNeeded("subscriber", "desk", "recorder")]);
  });

  test("ends when the key of its holder is revoked", async () => {
    const key = await service.keyFor("leaver", "subscriber");
    const { id } = (await subscribe({}, key)).body;
    expect(await revokeApiKey(service.ctx.db, "leaver", service.ctx.now)).toBe(true);
    const { body } = await ask(`/${id}`, admin);
    expect(body).toMatchObject({ state: "ended", reason: "its key was revoked", waiting: 0 });
    expect((await subscribe({}, key)).status).toBe(401);
  });

  test("is refused if its holder already has a hundred", async () => {
    const key = await service.keyFor("many", "subscriber");
    const made = await Promise.all(Array.from({ length: 99 }, () => subscribe({}, key)));
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
    const last = (await subscribe({}, key)).body;
    const { status, body } = await subscribe({}, key);
    expect([status, body.detail]).toEqual([409, expect.stringMatching(/^many already has 100 subscriptions/)]);
    await ask(`/${last.id}`, key, "DELETE");
    expect((await subscribe({}, key)).status).toBe(201);
  });
});

describe("an invalid subscription is refused with the field, the rule and the value", () => {
  test.each<[string, Record<string, unknown>, string, RegExp]>([
    ["no URL", { url: undefined }, "url", /is required/],
    ["an address of this machine", { url: "https://127.0.0.1:3000/" }, "url", /^leads to 127.0.0.1, which is not/],
    [
      "a hostname of this machine",
      { url: "https://localhost/" },
      "url",
      /^leads to a machine that is not on the public/,
    ],
    ["plain http", { url: "http://93.184.215.14/" }, "url", /^must be an https address/],
    ["a URL with a password", { url: "https://a:b@93.184.215.14/" }, "url", /must not contain a user name/],
    ["a reserved port", { url: "https://93.184.215.14:22/" }, "url", /must have port 443/],
    ["words as a URL", { url: "my server" }, "url", /^must be an http or https address/],
    ["a URL with a line feed", { url: "https://93.184.215.14/a\nb" }, "url", /character 24 is U\+000A/],
    ["a URL with a direction mark", { url: "https://93.184.215.14/\u202eb" }, "url", /U\+202E/],
    ["a URL with a lone surrogate", { url: "https://93.184.215.14/\ud800" }, "url", /U\+D800/],
    [
      "a URL with a user name after three slashes",
      { url: "https:///a@93.184.215.14/" },
      "url",
      /^must be an http or https/,
    ],
    ["a number as a URL", { url: 7 }, "url", /7/],
    ["an unknown kind", { kinds: ["weather"] }, "kinds.0", /one of report, retraction, standing.*weather/],
    ["a ping", { kinds: ["verification"] }, "kinds.0", /one of report/],
    ["no kinds", { kinds: [] }, "kinds", /got \[\]/],
    ["a kind twice", { kinds: ["report", "report"] }, "kinds", /anything twice/],
    ["an unknown state", { states: ["NM"] }, "states.0", /TX, AZ, CA/],
    ["an unknown crossing", { crossings: ["lukeville", "tijuana"] }, "crossings.1", /there is no crossing 'tijuana'/],
    ["a mode that is not in a list", { modes: "rail" }, "modes", /"rail"/],
    ["an unknown direction", { directions: ["north"] }, "directions.0", /northbound, southbound/],
    ["a crossing of another state", { crossings: ["lukeville"], states: ["TX"] }, "body", /no service matches/],
    [
      "a mode that a crossing does not have",
      { crossings: ["lukeville"], modes: ["rail"] },
      "body",
      /no service matches/,
    ],
    ["an unknown field", { secret: "mine" }, "secret", /not a known field/],
  ])("%s", async (_what, fields, path, rule) => {
    const { status, body } = await subscribe(fields);
    expect(status).toBe(400);
    const issue = body.errors.find((each: { path: string }) => each.path === path);
    expect(issue?.message).toMatch(rule);
  });
});
