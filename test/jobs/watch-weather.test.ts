import { type AdvisoryTrial, startAdvisoryTrial } from "../support/advisory-trial.ts";
import { type AlertGiven, alertDocument, alertFeature, LAREDO, oid } from "../support/nws-document.ts";

const NOW = "2026-12-01T15:10:00Z";
const LATER = "2026-12-01T18:10:00Z";

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

describe("a later message about a warning", () => {
  test("replaces the open proposal, whether it is one of several updates or a cancellation", async () => {
    given({ id: "g1" });
    await weather();
    const [first] = await trial.proposals();
    given({ id: "g2", messageType: "Update", references: ["g1"], ends: "2026-12-03T18:00:00-06:00" }, { id: "g1" });
    expect(await weather(LATER)).toMatchObject({ counts: { proposed: 1, amended: 1 } });
    const [second, ...others] = await trial.proposals();
    expect(others).toEqual([]);
    expect(second).toMatchObject({ title: expect.stringContaining("until 3 Dec 2026"), supersedes: [first.id] });
    expect(second.grounds).toContain(`an earlier text of this item led to proposal ${first.id} (which this one replaces)`);

    given({ id: "g3", messageType: "Cancel", severity: "Minor", certainty: "Observed", references: ["g1", "g2"] });
    await weather(LATER);
    await weather(LATER);
    expect(await trial.proposals()).toMatchObject([
      { title: expect.stringMatching(/^Flood Warning cancelled: /), supersedes: [second.id] },
    ]);
  });

  test("with the same end is proposed again only if the earlier one is still open", async () => {
    given({ id: "h1" });
    await weather();
    given({ id: "h2", messageType: "Update", references: ["h1"], description: "The river has risen." });
    expect(await weather(LATER)).toMatchObject({ counts: { amended: 1 } });
    const [second] = await trial.proposals();
    expect(second.draft.note).toContain("The river has risen.");
    await trial.dismiss(second.id);
    given({ id: "h3", messageType: "Update", references: ["h1", "h2"], description: "The river has risen again." });
    expect(await weather(LATER)).toMatchObject({ counts: { proposed: 0 } });
    given({ id: "h4", messageType: "Update", references: ["h1", "h2", "h3"], ends: "2026-12-05T18:00:00-06:00" });
    expect(await weather(LATER)).toMatchObject({ counts: { proposed: 1 } });
  });

  test("that cancels a warning on record is proposed, and names the report", async () => {
    given({ id: "i1" });
    await weather();
    const report = await trial.accept((await trial.proposals())[0].id);
    given({ id: "i2", messageType: "Cancel", severity: "Minor", references: ["i1"] });
    await weather(LATER);
    expect(await trial.proposals()).toMatchObject([
      {
        title: expect.stringContaining("cancelled"),
        grounds: expect.stringContaining(`report ${report.id} is on record`),
      },
    ]);
  });

  test("that lowers the severity replaces the proposal", async () => {
    given({ id: "j1" });
    await weather();
    given({ id: "j2", messageType: "Update", severity: "Moderate", references: ["j1"] });
    await weather(LATER);
    expect(await titles()).toEqual([expect.stringMatching(/^Flood Warning changed to severity moderate: /)]);
  });

  test("whose area no longer contains a crossing replaces the proposal", async () => {
    given({ id: "k1" });
    await weather();
    given({
      id: "k2",
      messageType: "Update",
      references: ["k1"],
      box: [-98.5, 27.4, -98.4, 27.5],
      counties: ["48247"],
    });
    await weather(LATER);
    expect(await titles()).toEqual(["Flood Warning no longer covers the crossing"]);
  });

  test("that cancels part of the area keeps the warning for the rest, whichever message comes first", async () => {
    for (const [i, order] of [
      [0, 1],
      [1, 0],
    ].entries()) {
      const id = `m${i}`;
      given({ id });
      await weather();
      const parts = [
        { id: `${id}a`, messageType: "Update", references: [id], ends: "2026-12-04T18:00:00-06:00" },
        { id: `${id}b`, messageType: "Cancel", references: [id], box: [-98.5, 27.4, -98.4, 27.5] as never },
      ];
      given(...order.flatMap((each) => parts[each] ?? []));
      expect(await weather(LATER)).toMatchObject({ counts: { proposed: 1 } });
      const [open, ...others] = await trial.proposals();
      expect([open.title, others]).toEqual([expect.stringContaining("until 4 Dec 2026"), []]);
      await trial.dismiss(open.id);
    }
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

test("requests name Garita and its contact, are conditional, and pause as long as the server asks", async () => {
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
