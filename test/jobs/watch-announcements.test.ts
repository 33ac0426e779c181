import { connectionsOf } from "../../src/store/connections.ts";
import {
  type AnnouncementTrial,
  type Item,
  PUBLISHER,
  rss,
  startTrial,
  suspensionOf,
} from "../support/announcement-trial.ts";

let trial: AnnouncementTrial;
beforeAll(async () => {
  trial = await startTrial();
});
afterAll(() => trial.release());

const suspension: Item = {
  id: "n1",
  title: "Operations at Lukeville to be suspended",
  text: "Beginning November 27, 2026, at 6 a.m. local time, CBP will suspend vehicle and pedestrian processing at the Lukeville port of entry until further notice.",
  date: "Tue, 24 Nov 2026 15:00:00 GMT",
};
const seizure: Item = {
  id: "n2",
  title: "Officers at Lukeville port of entry seize fentanyl",
  text: "Officers at the Lukeville port of entry seized 40 pounds of fentanyl in a car on Monday.",
  date: "Tue, 24 Nov 2026 16:00:00 GMT",
};

test("an announced suspension is proposed to the operators, with its quote, link and instant, and nothing is recorded", async () => {
  trial.pages["/a"] = rss(suspension, seizure);
  expect(await trial.watch("/a")).toMatchObject({
    outcome: "succeeded",
    counts: { sources: 1, items: 2, proposed: 1 },
  });
  const made = await trial.proposals();
  expect(made).toHaveLength(1);
  expect(made[0]).toMatchObject({
    title: suspension.title,
    job: "watch-announcements",
    grounds: expect.stringContaining("will suspend vehicle and pedestrian processing"),
    draft: {
      source: {
        kind: "announcement",
        publisher: PUBLISHER,
        url: "https://example.org/n1",
        publishedAt: "2026-11-24T15:00:00Z",
      },
      changes: [
        expect.objectContaining({ crossing: "lukeville", status: "suspended", effectiveAt: "2026-11-27T13:00:00Z" }),
      ],
    },
  });
  const { rows } = await connectionsOf(trial.service.ctx.db).pool.query(
    "SELECT 1 FROM report WHERE recorded_by <> 'seed'",
  );
  expect(rows).toEqual([]);
});

test("an item in two feeds leads to one proposal", async () => {
  trial.pages["/b"] = rss(suspension);
  expect(await trial.watch("/a", "/b")).toMatchObject({ counts: { sources: 2, items: 3, proposed: 0 } });
  expect(await trial.proposals()).toHaveLength(1);
});

test("an accepted announcement is on record under the operator's name and counts from its instant", async () => {
  const [proposal] = await trial.proposals();
  expect((await trial.service.post(`/v1/proposals/${proposal.id}/acceptance`, {}, trial.desk)).body).toMatchObject({
    recordedBy: "desk",
    origin: proposal.id,
  });
  const { body } = await trial.service.ask(
    "/v1/crossings/lukeville/status?mode=passenger&direction=northbound&at=2026-11-27T13:00:00Z",
  );
  expect(body.services[0]).toMatchObject({ status: "suspended", report: { source: { publisher: PUBLISHER } } });
});

test("an unreadable source fails the run with the reason, and the other sources are read", async () => {
  trial.pages["/c"] = rss({
    ...suspension,
    id: "n3",
    title: "Operations at Andrade to be suspended",
    text: suspension.text.replace("Lukeville", "Andrade"),
  });
  const run = await trial.watch("/gone", "/c");
  expect(run).toMatchObject({ outcome: "failed", error: expect.stringContaining(`${trial.origin}/gone`) });
  expect((await trial.proposals())[0].draft.changes[0].crossing).toBe("andrade");
});

test("items older than two weeks are ignored", async () => {
  trial.pages["/d"] = rss({ ...suspension, id: "n4", date: "Mon, 02 Nov 2026 15:00:00 GMT" });
  expect(await trial.watch("/d")).toMatchObject({ counts: { items: 0, proposed: 0 } });
});

describe("an unusual item", () => {
  test("with an absurd date is left out and reported; the others are proposed, and the lists still work", async () => {
    trial.pages["/far"] = rss(
      suspensionOf("far", "Sasabe", "Dec. 4", { date: "Fri, 27 Nov 20026 09:00:00 +0000" }),
      suspensionOf("near", "San Luis", "Dec. 4"),
    );
    expect(await trial.watch("/far")).toMatchObject({
      outcome: "succeeded",
      counts: {
        proposed: 1,
        leftOut: 1,
        notes: `${trial.origin}/far: “Operations at Sasabe to be suspended” was left out: its publication date +020026-11-27T09:00:00Z is more than a year ahead`,
      },
    });
    expect(await trial.titled("Operations at San Luis to be suspended")).toHaveLength(1);
  });

  test("that is dated next week is proposed with a doubt", async () => {
    trial.pages["/ahead"] = rss(suspensionOf("ahead", "Ysleta", "Dec. 4", { date: "Tue, 01 Dec 2026 15:00:00 GMT" }));
    await trial.watch("/ahead");
    const [proposal] = await trial.titled("Operations at Ysleta to be suspended");
    expect(proposal?.grounds).toContain("The feed dates it in the future, 2026-12-01T15:00:00Z.");
  });

  test("with lone surrogates and NUL does not affect the others", async () => {
    const title = "Andrade gate &#xD800;&#0; to be suspended";
    trial.pages["/half"] = rss(
      suspensionOf("half", "Andrade", "Dec. 8", {
        title,
        text: `${suspensionOf("", "Andrade", "Dec. 8").text} &amp;#xDC00; &amp;#0;`,
      }),
      suspensionOf("whole", "Del Rio", "Dec. 5"),
    );
    expect(await trial.watch("/half")).toMatchObject({ outcome: "succeeded", counts: { proposed: 2 } });
    expect(await trial.titled("Andrade gate \uFFFD\uFFFD to be suspended")).toHaveLength(1);
  });

  test("without a title is counted and reported", async () => {
    trial.pages["/untitled"] = rss({ ...seizure, id: "u", title: "" });
    expect(await trial.watch("/untitled")).toMatchObject({
      outcome: "succeeded",
      counts: { leftOut: 1, notes: `${trial.origin}/untitled: item 1 was left out: it has no title` },
    });
  });
});

describe("a server that fails", () => {
  test.each([429, 503])(
    "with %i and Retry-After is not polled for that time, and the others are read",
    async (status) => {
      trial.refusals["/busy"] = [status, { "retry-after": "1800" }];
      trial.pages["/free"] = rss(seizure);
      trial.asked["/busy"] = 0;
      const start = trial.now;
      expect(await trial.watch("/busy", "/free")).toMatchObject({
        outcome: "failed",
        counts: { sources: 1, items: 1 },
      });
      trial.now = start.add({ minutes: 29 });
      expect(await trial.watch("/busy", "/free")).toMatchObject({
        outcome: "succeeded",
        counts: {
          sources: 1,
          resting: 1,
          notes: expect.stringContaining(`${trial.origin}/busy asked clients to wait until`),
        },
      });
      expect(await trial.watch("/busy")).toMatchObject({
        outcome: "failed",
        error: expect.stringContaining("asked clients to wait"),
      });
      expect(trial.asked["/busy"]).toBe(1);
      trial.now = start.add({ minutes: 31 });
      expect(await trial.watch("/busy", "/free")).toMatchObject({ outcome: "failed" });
      expect(trial.asked["/busy"]).toBe(2);
      delete trial.refusals["/busy"];
      trial.pages["/busy"] = rss(seizure);
      trial.now = start.add({ minutes: 62 });
      expect(await trial.watch("/busy")).toMatchObject({ outcome: "succeeded" });
      trial.now = start;
      await connectionsOf(trial.service.ctx.db).pool.query("DELETE FROM source_pause");
    },
  );

  test("is not polled before the date in Retry-After, but is polled after a day even if it asks for a year", async () => {
    const until = new Date(Date.now() + 3_600_000).toUTCString();
    trial.refusals["/dated"] = [429, { "retry-after": until }];
    trial.refusals["/year"] = [503, { "retry-after": "31536000" }];
    await trial.watch("/dated", "/year");
    const { rows } = await connectionsOf(trial.service.ctx.db).pool.query(
      "SELECT address, extract(epoch FROM until) - $1 AS seconds FROM source_pause ORDER BY address",
      [trial.now.epochMilliseconds / 1000],
    );
    const [dated, year] = rows.map(({ seconds }) => Number(seconds));
    expect(Math.abs((dated ?? 0) - 3600)).toBeLessThan(30);
    expect(Math.abs((year ?? 0) - 86_400)).toBeLessThan(30);
  });

  test("is named without the query of its URL", async () => {
    const run = await trial.watch("/gone?apikey=secret");
    expect(run?.error).toContain(`${trial.origin}/gone: `);
    expect(run?.error).not.toContain("secret");
  });
});

test("UTF-16 with a byte order mark is read over HTTP", async () => {
  const body = rss(suspensionOf("wide", "Otay Mesa", "Dec. 4")).replace("?>", ' encoding="UTF-16"?>');
  trial.pages["/wide"] = Buffer.from(`\uFEFF${body}`, "utf16le");
  expect(await trial.watch("/wide")).toMatchObject({ outcome: "succeeded", counts: { proposed: 1 } });
});
