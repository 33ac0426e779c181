import { connectionsOf } from "../../../src/store/connections.ts";
import { formsOf } from "../../support/form.ts";
import { type LoanedService, loanService } from "../../support/service.ts";
import { makeVisitor, type SeenPage, signIn, type Visitor } from "../../support/visitor.ts";

let service: LoanedService;
let visitor: Visitor;
let key: string;
let form: [string, string][];
beforeAll(async () => {
  service = await loanService();
  key = await service.keyFor("desk", "admin");
});
afterAll(() => service.release());
beforeEach(async () => {
  visitor = makeVisitor(service.url);
  await signIn(visitor, key);
  form = pairsIn(await visitor.open("/desk/report"));
});

const pairsIn = (page: SeenPage) => formsOf(page.markup).find(({ action }) => action === "/desk/report")?.pairs ?? [];
const advisory = (more: [string, string][] = []): [string, string][] => [
  ...form.filter(([name]) => !["publisher", "title", "note"].includes(name)),
  ["publisher", "P"],
  ["title", "T"],
  ["note", "N"],
  ...more,
];
const reports = async () =>
  (await connectionsOf(service.ctx.db).pool.query("SELECT count(*)::int AS n FROM report")).rows[0].n;
const seenBy = async (by: Visitor) => {
  const page = await by.send("/desk/report", advisory([["do", "preview"]]));
  return pairsIn(page).find(([name]) => name === "seen")?.[1] ?? "";
};

describe("a form", () => {
  test.each<[string, Record<string, string>]>([
    ["the browser states another site", { "sec-fetch-site": "cross-site" }],
    [
      "it comes from another host of the same site",
      { "sec-fetch-site": "same-site", origin: "http://other.localhost" },
    ],
    ["its origin is another site", { origin: "https://evil.example" }],
    ["its origin is hidden", { origin: "null" }],
  ])("is refused if %s, regardless of its contents, and nothing is recorded", async (_, headers) => {
    const seen = await seenBy(visitor);
    const before = await reports();
    Object.assign(visitor.headers, headers);
    const page = await visitor.send("/desk/report", [
      ...advisory([["do", "record"]]).filter(([name]) => name !== "seen"),
      ["seen", seen],
    ]);
    expect([page.status, page.heading]).toEqual([403, "This form did not come from the desk"]);
    const signingIn = await visitor.send("/desk/sign-in", [["key", key]]);
    expect(signingIn.status).toBe(403);
    expect(await reports()).toBe(before);
  });

  test("is accepted if Sec-Fetch-Site is same-origin, even if Origin is null", async () => {
    Object.assign(visitor.headers, { "sec-fetch-site": "same-origin", origin: "null" });
    expect((await visitor.send("/desk/report", advisory([["do", "preview"]]))).status).toBe(200);
  });
});

describe("a form without the session's token", () => {
  test.each<[string, (pairs: [string, string][], other: string) => [string, string][]]>([
    ["no token", (pairs) => pairs.filter(([name]) => name !== "token")],
    ["an empty token", (pairs) => pairs.map(([name, value]) => [name, name === "token" ? "" : value])],
    [
      "the token of another session",
      (pairs, other) => pairs.map(([name, value]) => [name, name === "token" ? other : value]),
    ],
  ])("has no effect, and is returned with all its fields: %s", async (_, change) => {
    const other = makeVisitor(service.url);
    await signIn(other, key);
    const [, theirs = ""] = pairsIn(await other.open("/desk/report")).find(([name]) => name === "token") ?? [];
    const seen = await seenBy(visitor);
    const before = await reports();
    const pairs = advisory([["do", "record"]]).map(([name, value]): [string, string] => [
      name,
      name === "seen" ? seen : value,
    ]);
    const page = await visitor.send("/desk/report", change(pairs, theirs));
    expect([page.status, page.heading]).toEqual([409, "Continue"]);
    expect(await reports()).toBe(before);
    // The first click only shows the draft for review and does not record it.
    const again = await visitor.press(page, "Continue");
    expect([again.status, again.text.includes("so no answer changes")]).toEqual([200, true]);
    expect(await reports()).toBe(before);
    expect((await visitor.press(again, "Record it")).path).toMatch(/done=recorded$/);
    expect(await reports()).toBe(before + 1);
  });

  test("runs no job, ends no session and withdraws no report", async () => {
    for (const path of [
      "/desk/jobs/prune/runs",
      "/desk/sign-out",
      "/desk/reports/seed-cbp-2023-12-01-lukeville/retraction",
    ])
      expect((await visitor.send(path, [["note", "No"]])).status).toBe(409);
    expect((await visitor.open("/desk")).heading).toBe("To review");
    expect((await service.ask("/v1/jobs")).body.jobs.flatMap(({ lastRuns }: { lastRuns: [] }) => lastRuns)).toEqual([]);
  });
});

test("a form sent through a proxy with another hostname is accepted if it comes from the public URL", async () => {
  const behind = await loanService({ seeded: false, settings: { PUBLIC_URL: "http://garita.example" } });
  try {
    const mine = await behind.keyFor("desk", "recorder");
    const outside = makeVisitor(behind.url);
    outside.headers.origin = "http://garita.example";
    expect((await signIn(outside, mine)).heading).toBe("To review");
    outside.headers.origin = "http://garita.example.evil.example";
    expect((await outside.send("/desk/sign-out", [])).status).toBe(403);
  } finally {
    await behind.release();
  }
});
