import { type AdvisoryTrial, startAdvisoryTrial } from "../support/advisory-trial.ts";
import { type AlertGiven, alertDocument, alertFeature, LAREDO, oid } from "../support/nws-document.ts";

const NOW = "2026-12-01T15:10:00Z";

let trial: AdvisoryTrial;
beforeAll(async () => {
  trial = await startAdvisoryTrial((origin) => ({
    NWS_CONTACT: "desk@garita.example",
    NWS_URLS: `${origin}/tx?area=TX,${origin}/az?area=AZ`,
  }));
});
afterAll(() => trial.release());
beforeEach(async () => {
  for (const { id } of await trial.proposals()) await trial.dismiss(id);
  trial.documents["/tx"] = alertDocument();
  trial.documents["/az"] = alertDocument();
  delete trial.documents["/tx2"];
  trial.refusals = {};
  trial.requests = [];
});

const weather = (at = NOW) => trial.run("watch-weather", at);
const given = (...alerts: AlertGiven[]) => {
  trial.documents["/tx"] = alertDocument(...alerts);
};
const titles = async (state?: string) => (await trial.proposals(state)).map(({ title }) => title);

describe("a warning whose area contains crossings", () => {
  test("is proposed once, as a note in the alert's own words, even if the lists of several states contain it", async () => {
    given({ id: "a1" });
    trial.documents["/az"] = alertDocument({ id: "a1" });
    expect(await weather()).toMatchObject({ outcome: "succeeded", counts: { sources: 2, items: 2, proposed: 1 } });
    expect(await weather("2026-12-01T15:20:00Z")).toMatchObject({ counts: { proposed: 0 } });
    const [proposal, ...others] = await trial.proposals();
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({
      job: "watch-weather",
      title:
        "Flood Warning until 2 Dec 2026 18:00 CST: Juárez-Lincoln International Bridge, Gateway to the Americas International Bridge, Texas-Mexican Railway International Bridge",
      grounds: "“Flood Warning issued December 1 at 9:00AM CST by NWS Corpus Christi TX”",
      expiresAt: "2026-12-03T00:00:00Z",
      draft: {
        source: {
          kind: "announcement",
          publisher: "National Weather Service",
          url: `https://api.weather.gov/alerts/${oid("a1")}`,
          publishedAt: "2026-12-01T15:00:00Z",
        },
        reason: "weather",
        changes: [],
        claims: [],
      },
    });
    for (const words of ["WHERE...The Rio Grande at Laredo.", "Turn around", oid("a1"), "expires 1 Dec 2026 21:00 CST"])
      expect(proposal.draft.note).toContain(words);
  });

  test("changes no answer when it is accepted, and is on record with its source", async () => {
    given({ id: "b1" });
    await weather();
    const before = (await trial.service.ask("/v1/crossings/laredo-gateway/status")).body.services;
    const [proposal] = await trial.proposals();
    const report = await trial.accept(proposal.id);
    expect(report).toMatchObject({ source: { publisher: "National Weather Service" }, changes: [], claims: [] });
    expect((await trial.service.ask("/v1/crossings/laredo-gateway/status")).body.services).toEqual(before);
  });

  test("keeps the alert's id and expiry in the note, however long the text is", async () => {
    given({ id: "c1", description: "Rain. ".repeat(5000) });
    await weather();
    const [{ draft }] = await trial.proposals();
    expect(draft.note.length).toBeLessThanOrEqual(2000);
    expect(draft.note).toMatch(
      /^Flood Warning until .*\n.*…\nAlert urn:oid:[^ ]*c1\.001\.1 of NWS Corpus Christi TX; /s,
    );
  });

  test("without an end applies until further notice", async () => {
    given({ id: "d1", ends: null });
    await weather();
    expect(await trial.proposals()).toMatchObject([
      { title: expect.stringMatching(/^Flood Warning until further notice: /), expiresAt: "2026-12-02T03:00:00Z" },
    ]);
  });
});

test.each<[string, Partial<AlertGiven>]>([
  ["of moderate severity", { severity: "Moderate", event: "Flood Advisory" }],
  ["of an event that is only possible, such as a watch", { certainty: "Possible", event: "Flood Watch" }],
  ["that is a test", { status: "Test" }],
  ["about heat, under its former name", { event: "Excessive Heat Warning" }],
  ["about heat, even if extreme", { event: "Extreme Heat Warning", severity: "Extreme" }],
  ["that is over", { ends: "2026-12-01T09:05:00-06:00" }],
  ["that cancels an alert that was never proposed", { messageType: "Cancel", references: ["z9"] }],
])("an alert %s is not proposed", async (name, alert) => {
  given({ id: `f ${name}`, ...alert });
  expect(await weather()).toMatchObject({ outcome: "succeeded", counts: { proposed: 0 } });
  expect(await titles()).toEqual([]);
});

test("after the end of its warning, a proposal expires at the next run", async () => {
  given({ id: "e1", ends: "2026-12-01T11:00:00-06:00" });
  await weather();
  const [{ id }] = await trial.proposals();
  await weather("2026-12-01T16:50:00Z");
  expect(await titles()).toHaveLength(1);
  await weather("2026-12-01T17:00:00Z");
  expect(await titles()).toEqual([]);
  expect((await trial.proposals("expired")).find((each) => each.id === id)).toMatchObject({
    settledBy: "job:watch-weather",
    reason: "the event is over, or nobody settled it in time",
  });
});

describe("a document", () => {
  test("with an invalid alert loses only that alert, and the run names it", async () => {
    const flawed = alertFeature({ id: "n2" }) as { properties: Record<string, unknown> };
    flawed.properties.expires = "tomorrow";
    trial.documents["/tx"] = alertDocument({ id: "n1" }, flawed, null, "?", {
      id: "n3",
      box: LAREDO,
    });
    const run = await weather();
    expect(run).toMatchObject({ outcome: "succeeded", counts: { proposed: 2, leftOut: 3 } });
    expect(run.counts.notes).toContain('alert 2: properties.expires is not a time with an offset: "tomorrow"');
    expect(await titles()).toHaveLength(2);
  });

  test.each([
    ["its own id", { id: "n4\u0000" }],
    ["the id of an earlier message", { id: "n5", references: ["n\u0000\ud800"] }],
  ])("with a character that cannot be stored in %s loses no other alert", async (_, flawed) => {
    given({ ...flawed, box: null, ends: "2026-12-04T18:00:00-06:00" }, { id: `${flawed.id} of the other` });
    expect(await weather()).toMatchObject({ outcome: "succeeded", counts: { proposed: 2 } });
    expect(await weather()).toMatchObject({ outcome: "succeeded", counts: { proposed: 0 } });
    expect(await titles()).toHaveLength(2);
  });

  test.each([
    ["a page in HTML", "<!doctype html><p>Maintenance"],
    ["cut off", '{"type":"FeatureCollection","features":['],
    ["a problem", { title: "Bad Request", status: 400, detail: "Parameter area is invalid" }],
    ["a list", []],
  ])("that is %s fails the run for its address, and the others are read", async (_, document) => {
    trial.documents["/az"] = document;
    given({ id: `o ${_}` });
    const run = await weather();
    expect(run).toMatchObject({ outcome: "failed", counts: { sources: 1, proposed: 1 } });
    expect(run.error).toMatch(/\/az: (The body is|The list of alerts is not JSON)/);
  });

  test("is not requested as a next page if it is on another server", async () => {
    trial.documents["/tx"] = { ...alertDocument({ id: "p1" }), pagination: { next: "https://other.example/alerts" } };
    const run = await weather();
    expect(run).toMatchObject({ outcome: "failed", counts: { proposed: 0 } });
    expect(run.error).toContain("The next page is on another server");
  });

  test("may have further pages, and nothing is proposed until all are read", async () => {
    const next = `${trial.origin}/tx2?cursor=a`;
    trial.documents["/tx"] = { ...alertDocument({ id: "q1" }), pagination: { next } };
    expect(await weather()).toMatchObject({ outcome: "failed", counts: { proposed: 0 } });
    trial.documents["/tx2"] = alertDocument({ id: "q2", event: "Tornado Warning", severity: "Extreme" });
    expect(await weather()).toMatchObject({ outcome: "succeeded", counts: { proposed: 2 } });
    trial.documents["/tx2"] = { ...alertDocument(), pagination: { next } };
    expect((await weather()).error).toContain("There are more than 10 pages.");
  });
});

test.each(["tomorrow", "tomorrow!"])(
  "a run whose list of omitted alerts is too long is recorded with a shortened list (%j)",
  async (word) => {
    const flawed = alertFeature({ id: "x0" }) as { properties: Record<string, unknown> };
    flawed.properties.expires = word;
    // The list is cut within an event's name. The two words differ by one character in length, so in one of the two
    // runs the cut falls between the halves of an emoji.
    const far = ["x1", "x2", "x3", "x4", "x5"].map((id) => ({
      id: `${id} ${word}`,
      event: "😀".repeat(100),
      sent: "2300-01-01T00:00:00Z",
    }));
    trial.documents["/tx"] = alertDocument(flawed, ...far);
    const run = await weather();
    expect(run).toMatchObject({ outcome: "succeeded", counts: { leftOut: 6 } });
    expect(run.counts.notes).toMatch(/^http.*😀$/u);
  },
);

test("each request is conditional and names Garita and its contact, and requests stop for as long as the server asks", async () => {
  given({ id: "r1" });
  await weather();
  await weather();
  const [first, , third] = trial.requests;
  expect(first?.headers["user-agent"]).toMatch(
    /^Garita\/[\d.]+ \(border crossing status tracker; desk@garita\.example\)$/,
  );
  expect(third).toMatchObject({ url: "/tx?area=TX", headers: { "if-none-match": expect.stringMatching(/^"/) } });
  trial.refusals["/tx"] = [429, { "retry-after": "1800" }];
  expect((await weather("2026-12-01T16:00:00Z")).error).toContain(
    "The server asks clients to wait until 2026-12-01T16:30:0",
  );
  trial.requests = [];
  await weather("2026-12-01T16:10:00Z");
  expect(trial.requests.map(({ url }) => url)).toEqual(["/az?area=AZ"]);
  trial.refusals = {};
  expect(await weather("2026-12-01T17:00:00Z")).toMatchObject({ outcome: "succeeded", counts: { sources: 2 } });
});
