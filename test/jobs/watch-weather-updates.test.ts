import { type AdvisoryTrial, startAdvisoryTrial } from "../support/advisory-trial.ts";
import { type AlertGiven, alertDocument, alertFeature } from "../support/nws-document.ts";

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
  delete trial.documents["/tx2"];
  trial.refusals = {};
  trial.requests = [];
});

const weather = (at = NOW) => trial.run("watch-weather", at);
const given = (...alerts: AlertGiven[]) => {
  trial.documents["/tx"] = alertDocument(...alerts);
};
const titles = async () => (await trial.proposals()).map(({ title }) => title);

describe("a later message about a warning", () => {
  test("replaces the open proposal, whether the message is an update or a cancellation", async () => {
    given({ id: "g1" });
    await weather();
    const [first] = await trial.proposals();
    given({ id: "g2", messageType: "Update", references: ["g1"], ends: "2026-12-03T18:00:00-06:00" }, { id: "g1" });
    expect(await weather(LATER)).toMatchObject({ counts: { proposed: 1, amended: 1 } });
    const [second, ...others] = await trial.proposals();
    expect(others).toEqual([]);
    expect(second).toMatchObject({ title: expect.stringContaining("until 3 Dec 2026"), supersedes: [first.id] });
    expect(second.grounds).toContain(
      `an earlier text of this item led to proposal ${first.id} (which this one replaces)`,
    );

    given({ id: "g3", messageType: "Cancel", severity: "Minor", certainty: "Observed", references: ["g1", "g2"] });
    await weather(LATER);
    await weather(LATER);
    expect(await trial.proposals()).toMatchObject([
      { title: expect.stringMatching(/^Flood Warning cancelled: /), supersedes: [second.id] },
    ]);
  });

  test("with the same end as before is proposed again only while the earlier proposal is open", async () => {
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

  test.each<[string, (id: string) => Promise<unknown>]>([
    ["dismissed", (id) => trial.dismiss(id)],
    ["accepted", (id) => trial.accept(id)],
  ])(
    "that raises the severity to Extreme is proposed again, even if the earlier proposal was %s",
    async (how, settle) => {
      const id = `s${how}`;
      given({ id, event: "Flash Flood Warning" });
      await weather();
      await settle((await trial.proposals())[0].id);
      const worse = { id: `${id}2`, messageType: "Update", references: [id], event: "Flash Flood Warning" };
      given({ ...worse, severity: "Extreme" });
      expect(await weather(LATER)).toMatchObject({ counts: { proposed: 1 } });
      expect(await titles()).toEqual([
        expect.stringMatching(/^Flash Flood Warning \(Extreme\) until 2 Dec 2026 18:00 CST: /),
      ]);
    },
  );

  test("that covers another crossing is proposed again, even if the title does not name the crossing", async () => {
    type Box = [number, number, number, number];
    const ring = ([west, south, east, north]: Box) => [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const around = (latitude: number, longitude: number): Box => [
      longitude - 0.01,
      latitude - 0.01,
      longitude + 0.01,
      latitude + 0.01,
    ];
    const over = (given: AlertGiven, place: Box) => ({
      ...alertFeature(given),
      geometry: { type: "MultiPolygon", coordinates: [[ring([-99.8, 27.45, -99.45, 27.75])], [ring(place)]] },
    });
    const [delRio, amistad] = [around(29.3269, -100.9275), around(29.4499, -101.058)];
    trial.documents["/tx"] = alertDocument(over({ id: "t1" }, delRio));
    await weather();
    const [{ id, title }] = await trial.proposals();
    expect(title).not.toContain("Del Rio");
    await trial.dismiss(id);
    trial.documents["/tx"] = alertDocument(
      over({ id: "t2", messageType: "Update", references: ["t1"], description: "More rain." }, delRio),
    );
    expect(await weather(LATER)).toMatchObject({ counts: { proposed: 0 } });
    trial.documents["/tx"] = alertDocument(
      over({ id: "t3", messageType: "Update", references: ["t1", "t2"] }, amistad),
    );
    expect(await weather(LATER)).toMatchObject({ counts: { proposed: 1 } });
    const [last] = await trial.proposals();
    expect(last.title).toBe(title);
    const [first] = last.draft.note.split("\n");
    expect(first).toContain("Amistad Dam");
    expect(first).toContain("Juárez-Lincoln International Bridge");
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

  test("that cancels a part of the area keeps the warning for the rest", async () => {
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

describe("messages about one warning on different pages", () => {
  const pages = (...each: [AlertGiven[], AlertGiven[]]) => {
    trial.documents["/tx"] = {
      ...alertDocument(...each[0]),
      pagination: { next: `${trial.origin}/tx2?cursor=a` },
    };
    trial.documents["/tx2"] = alertDocument(...each[1]);
  };
  const later = "2026-12-04T18:00:00-06:00";

  test.each([false, true])("give one proposal, for the latest message (order reversed: %s)", async (isReversed) => {
    const first = { id: `u${isReversed}` };
    const update = { id: `${first.id}2`, messageType: "Update", references: [first.id], ends: later };
    if (isReversed) pages([update], [first]);
    else pages([first], [update]);
    expect(await weather()).toMatchObject({ outcome: "succeeded", counts: { proposed: 1 } });
    expect(await titles()).toEqual([expect.stringContaining("until 4 Dec 2026")]);
  });

  test("keep a warning that an earlier page cancels for another area", async () => {
    given({ id: "v1" });
    await weather();
    pages(
      [{ id: "v2", messageType: "Cancel", references: ["v1"], box: [-98.5, 27.4, -98.4, 27.5], counties: [] }],
      [{ id: "v3", messageType: "Update", references: ["v1"], ends: later }],
    );
    expect(await weather(LATER)).toMatchObject({ outcome: "succeeded", counts: { proposed: 1 } });
    expect(await titles()).toEqual([expect.stringContaining("until 4 Dec 2026")]);
  });
});
