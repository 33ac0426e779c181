import { ENGLISH } from "../../src/locales/en.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { anotherReport, useGuardedService, waitingId } from "../support/second-operator.ts";
import type { Asked } from "../support/service.ts";

const guarded = useGuardedService();

const { rules } = ENGLISH.errors;
const changed = (tag: string) => ({
  type: "/problems/changed",
  status: 412,
  errors: [{ path: "If-Match", message: rules.got(rules.currentVersion, tag) }],
});
const tagOf = ({ headers }: Asked): string => headers.get("etag") ?? "";
/** Sends two requests at once, and returns their statuses, the lower first. */
const atOnce = async (one: Promise<Asked>, other: Promise<Asked>) =>
  (await Promise.all([one, other])).map(({ status }) => status).sort();

describe("a subscription", () => {
  let key: string;
  let id: string;
  let path: string;
  beforeAll(async () => {
    key = await guarded.service.keyFor("app", "subscriber");
  });
  beforeEach(async () => {
    id = (await guarded.service.post("/v1/subscriptions", { url: "https://93.184.215.14/garita" }, key)).body.id;
    path = `/v1/subscriptions/${id}`;
  });
  const ask = (method: string, suffix = "", headers: Record<string, string> = {}) =>
    guarded.service.ask(path + suffix, { method, headers: { authorization: `Bearer ${key}`, ...headers } });
  const secrets = async () =>
    (
      await connectionsOf(guarded.service.ctx.db).pool.query(
        "SELECT count(*)::int AS n FROM signing_secret WHERE subscription = $1",
        [id],
      )
    ).rows[0].n;

  test("has an ETag, with which it is changed only if nobody has changed it since", async () => {
    const tag = tagOf(await ask("GET"));
    expect(tag).toMatch(/^"1\.[\w-]{12}"$/);
    expect((await ask("POST", "/secret", { "if-match": tag })).status).toBe(201);
    for (const [method, suffix] of [
      ["POST", "/secret"],
      ["POST", "/verification"],
      ["DELETE", ""],
    ] as const) {
      const refused = await ask(method, suffix, { "if-match": tag });
      expect([method, suffix, refused.body]).toEqual([method, suffix, expect.objectContaining(changed(tag))]);
    }
    expect(await secrets()).toBe(2);
    const now = tagOf(await ask("GET"));
    expect(now).not.toBe(tag);
    const pinged = await ask("POST", "/verification", { "if-match": now });
    expect([pinged.status, tagOf(pinged).slice(0, 3)]).toEqual([202, '"2.']);
    expect((await ask("DELETE", "", { "if-match": `"other.aaaaaaaaaaaa", ${now}` })).status).toBe(204);
  });

  test("is changed without the header, and with an asterisk, as it is", async () => {
    expect((await ask("POST", "/secret")).status).toBe(201);
    expect((await ask("POST", "/secret", { "if-match": "*" })).status).toBe(201);
    expect((await ask("DELETE", "", { "if-match": "*" })).status).toBe(204);
    expect((await ask("DELETE", "", { "if-match": "*" })).status).toBe(404);
  });

  test("is not changed with a weak tag, or with text that is no tag", async () => {
    const tag = tagOf(await ask("GET"));
    for (const other of [`W/${tag}`, tag.slice(1, -1), '""', '"1"', ","])
      expect((await ask("DELETE", "", { "if-match": other })).body).toMatchObject(changed(other));
    expect((await ask("GET")).status).toBe(200);
  });

  test("keeps its version while events are sent, and answers with another ETag", async () => {
    const tag = tagOf(await ask("GET"));
    await connectionsOf(guarded.service.ctx.db).pool.query(
      "UPDATE delivery SET last_error = 'answered 503' WHERE subscription = $1",
      [id],
    );
    const next = await ask("GET", "", { "if-none-match": tag });
    expect([next.status, tagOf(next).slice(0, 3)]).toEqual([200, '"1.']);
    expect(tagOf(next)).not.toBe(tag);
    expect((await ask("DELETE", "", { "if-match": tag })).status).toBe(204);
  });

  test("has another version as soon as it dies", async () => {
    const tag = tagOf(await ask("GET"));
    await connectionsOf(guarded.service.ctx.db).pool.query(
      "UPDATE subscription SET state = 'dead', reason = 'test', stopped_at = now() WHERE id = $1",
      [id],
    );
    expect((await ask("POST", "/verification", { "if-match": tag })).status).toBe(412);
  });

  test("gets one of two changes that come at once with the same ETag", async () => {
    for (let i = 0; i < 10; i++) {
      const before = await secrets();
      const header = { "if-match": tagOf(await ask("GET")) };
      expect(await atOnce(ask("POST", "/secret", header), ask("POST", "/secret", header))).toEqual([201, 412]);
      // At most four former secrets are kept.
      expect(await secrets()).toBe(Math.min(before + 1, 5));
    }
    const header = { "if-match": tagOf(await ask("GET")) };
    const statuses = await atOnce(ask("POST", "/secret", header), ask("DELETE", "", header));
    expect(
      [
        [201, 412],
        [204, 404],
        [204, 412],
      ].map((each) => each.sort().join()),
    ).toContain(statuses.join());
  });
});

describe("a proposal", () => {
  let id: string;
  beforeEach(async () => {
    id = waitingId(await guarded.send(anotherReport(), guarded.county));
  });
  const settle = (what: string, body: unknown, header: string | undefined, key = guarded.newsroom) =>
    guarded.service.post(`/v1/proposals/${id}/${what}`, body, key, header === undefined ? {} : { "if-match": header });
  const dismissal = { reason: "Not so" };

  test("has an ETag, with which it is settled only if nobody has settled it since", async () => {
    const tag = tagOf(await guarded.proposal(id));
    expect(tag).toMatch(/^"open\.[\w-]{12}"$/);
    const dismissed = await settle("dismissal", dismissal, tag, guarded.boss);
    expect(dismissed.status).toBe(200);
    for (const [what, body] of [
      ["dismissal", dismissal],
      ["acceptance", {}],
    ] as const)
      expect((await settle(what, body, tag)).body).toMatchObject(changed(tag));
    expect(tagOf(dismissed)).toBe(tagOf(await guarded.proposal(id)));
    expect((await settle("acceptance", {}, tagOf(dismissed))).status).toBe(409);
    expect((await settle("acceptance", {}, "*")).status).toBe(409);
    expect((await settle("acceptance", {}, undefined)).status).toBe(409);
  });

  test("is accepted with its ETag, with an asterisk, and without the header", async () => {
    for (const header of [tagOf(await guarded.proposal(id)), "*", undefined]) {
      expect((await settle("acceptance", {}, header)).status).toBe(201);
      id = waitingId(await guarded.send(anotherReport(), guarded.county));
    }
  });

  test("is settled by one of two requests that come at once with its ETag", async () => {
    const before = await guarded.counted();
    let accepted = 0;
    for (let i = 0; i < 5; i++) {
      const tag = tagOf(await guarded.proposal(id));
      const both = [settle("acceptance", {}, tag), settle("dismissal", dismissal, tag, guarded.boss)] as const;
      const [one, other] = await Promise.all(both);
      expect([one.status, other.status].sort()).toEqual(one.status === 412 ? [200, 412] : [201, 412]);
      accepted += Number(one.status === 201);
      id = waitingId(await guarded.send(anotherReport(), guarded.county));
    }
    expect(await guarded.counted()).toBe(before + accepted);
  });
});

test("the description names the header, the ETag and the problem", async () => {
  const { body } = await guarded.service.ask("/openapi.json");
  const { get, delete: remove } = body.paths["/v1/subscriptions/{id}"];
  expect(get.responses["200"].headers).toHaveProperty("ETag");
  expect(remove.parameters).toContainEqual(
    expect.objectContaining({ name: "If-Match", in: "header", required: false }),
  );
  expect(remove.responses["412"]).toEqual({ $ref: "#/components/responses/changed" });
  expect(body.paths["/v1/proposals/{id}/acceptance"].post.responses).toHaveProperty("412");
});
