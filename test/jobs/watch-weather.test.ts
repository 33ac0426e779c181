import { type AdvisoryTrial, startAdvisoryTrial } from "../support/advisory-trial.ts";
import { alertDocument, oid } from "../support/nws-document.ts";

const NOW = "2026-12-01T15:10:00Z";
const BRIDGES = "Juárez-Lincoln International Bridge, Gateway to the Americas International Bridge";

let trial: AdvisoryTrial;
beforeEach(async () => {
  trial = await startAdvisoryTrial((origin) => ({
    NWS_CONTACT: "desk@garita.example",
    NWS_URLS: `${origin}/tx,${origin}/az`,
  }));
  trial.documents["/tx"] = alertDocument();
  trial.documents["/az"] = alertDocument();
});
afterEach(() => trial.release());

const weather = (at = NOW) => trial.run("watch-weather", at);

test("a warning whose area holds crossings is proposed once, as a note in the alert's own words", async () => {
  trial.documents["/tx"] = alertDocument({ id: "a1" });
  trial.documents["/az"] = alertDocument({ id: "a1" });
  expect(await weather()).toMatchObject({ outcome: "succeeded", counts: { sources: 2, items: 2, proposed: 1 } });
  expect(await weather("2026-12-01T15:20:00Z")).toMatchObject({ counts: { proposed: 0 } });
  const [proposal, ...others] = await trial.proposals();
  expect(others).toEqual([]);
  expect(proposal).toMatchObject({
    job: "watch-weather",
    title: expect.stringMatching(/^Flood Warning until 2 Dec 2026 18:00 CST: /),
    expiresAt: "2026-12-03T00:00:00Z",
    draft: {
      source: {
        kind: "announcement",
        publisher: "National Weather Service",
        url: `https://api.weather.gov/alerts/${oid("a1")}`,
        publishedAt: "2026-12-01T15:00:00Z",
      },
      reason: "weather",
      note: expect.stringContaining("WHERE...The Rio Grande at Laredo."),
      changes: [],
      claims: [],
    },
  });
  expect(proposal.title).toContain(BRIDGES);
  expect(proposal.draft.note).toContain(oid("a1"));
});
