import { connectionsOf } from "../../src/store/connections.ts";
import { type AnnouncementTrial, type Item, rss, startTrial, suspensionOf } from "../support/announcement-trial.ts";

let trial: AnnouncementTrial;
beforeAll(async () => {
  trial = await startTrial();
});
afterAll(() => trial.release());

const startsOf = (list: { draft: { changes: { effectiveAt: string }[] } }[]) =>
  list.map(({ draft }) => draft.changes[0]?.effectiveAt);

describe("an amended item", () => {
  const title = "Operations at Naco to be suspended";

  test("is proposed again in place of its earlier text, once for each text", async () => {
    trial.pages["/naco"] = rss(suspensionOf("naco", "Naco", "Dec. 4"));
    await trial.watch("/naco");
    const [first] = await trial.titled(title);
    trial.pages["/naco"] = rss(suspensionOf("naco", "Naco", "Dec. 7", { title: `UPDATED: ${title}` }));
    expect(await trial.watch("/naco")).toMatchObject({ outcome: "succeeded", counts: { proposed: 1, amended: 1 } });
    expect(await trial.watch("/naco")).toMatchObject({ counts: { proposed: 0 } });

    const [second, ...others] = await trial.titled(`UPDATED: ${title}`);
    expect(others).toEqual([]);
    expect(second).toMatchObject({
      state: "open",
      supersedes: [first.id],
      grounds: expect.stringMatching(new RegExp(`^Amended: an earlier text of this item led to proposal ${first.id}`)),
      draft: { changes: [{ crossing: "naco", effectiveAt: "2026-12-07T13:00:00Z" }] },
    });
    expect(await trial.titled(title)).toEqual([]);
    expect(await trial.titled(title, "?state=superseded")).toMatchObject([
      { id: first.id, supersededBy: second.id, settledBy: "job:watch-announcements" },
    ]);
    const late = await trial.service.post(`/v1/proposals/${first.id}/acceptance`, {}, trial.desk);
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining(second.id)]);
  });

  test("names the report recorded from its earlier text", async () => {
    trial.pages["/tecate"] = rss(suspensionOf("tecate", "Tecate", "Dec. 4"));
    await trial.watch("/tecate");
    const [first] = await trial.titled("Operations at Tecate to be suspended");
    const report = (await trial.service.post(`/v1/proposals/${first.id}/acceptance`, {}, trial.desk)).body;
    trial.pages["/tecate"] = rss(suspensionOf("tecate", "Tecate", "Dec. 9"));
    await trial.watch("/tecate");
    const [second] = await trial.titled("Operations at Tecate to be suspended");
    expect(second.grounds).toContain(`${first.id} (accepted; report ${report.id} is on record)`);
    expect(await trial.titled(first.title, "?state=accepted")).toMatchObject([{ supersededBy: second.id }]);
  });

  test("that no longer announces anything is proposed as an advisory", async () => {
    trial.pages["/roma"] = rss(suspensionOf("roma", "Roma", "Dec. 4"));
    await trial.watch("/roma");
    const [first] = await trial.titled("Operations at Roma to be suspended");
    const text = "Reports that operations at Roma will be suspended are false.";
    trial.pages["/roma"] = rss(suspensionOf("roma", "Roma", "Dec. 4", { title: "Correction on Roma", text }));
    await trial.watch("/roma");
    expect(await trial.titled("Correction on Roma")).toMatchObject([
      { supersedes: [first.id], draft: { note: text, changes: [], claims: [] } },
    ]);
    expect(await trial.watch("/roma")).toMatchObject({ counts: { proposed: 0 } });
  });

  test("that returns to its earlier text is proposed again, but only once a day", async () => {
    const texts = ["Dec. 4", "Dec. 5"].map((day) => rss(suspensionOf("rio", "Rio Grande City", day)));
    const proposed: unknown[] = [];
    for (let i = 0; i < 8; i++) {
      trial.pages["/rio"] = texts[i % 2] ?? "";
      proposed.push((await trial.watch("/rio"))?.counts.proposed);
    }
    expect(proposed).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
    const open = await trial.titled("Operations at Rio Grande City to be suspended");
    expect(startsOf(open)).toEqual(["2026-12-05T12:00:00Z"]);
  });

  test("in two feeds is compared with its newest earlier text from either", async () => {
    const before = trial.now;
    const at = (day: string) => rss(suspensionOf("hidalgo", "Hidalgo", day)).replace(/<link>[^<]*hidalgo<\/link>/, "");
    const watch = async (path: string, day: string, hours: number) => {
      trial.now = trial.now.add({ hours });
      trial.pages[path] = at(day);
      return (await trial.watch(path))?.counts.proposed;
    };
    const first = [await watch("/one", "Dec. 4", 0), await watch("/other", "Dec. 5", 25)];
    expect([...first, await watch("/one", "Dec. 5", 1), await watch("/other", "Dec. 4", 1)]).toEqual([1, 1, 0, 1]);
    const [returned, ...others] = await trial.titled("Operations at Hidalgo to be suspended");
    expect([startsOf([returned]), others]).toEqual([["2026-12-04T12:00:00Z"], []]);
    expect(returned.grounds).not.toContain("The same changes were read from both texts.");
    // The other feed alternates between its two texts, as if its caches differed. The earlier text came back two hours
    // ago, so it is not proposed again.
    expect([await watch("/other", "Dec. 5", 1), await watch("/other", "Dec. 4", 1)]).toEqual([1, 0]);
    trial.now = before;
  });

  test("with changes unrelated to crossings counts as the same text", async () => {
    const text = suspensionOf("falcon", "Falcon Dam", "Dec. 4").text;
    trial.pages["/falcon"] = rss(
      suspensionOf("falcon", "Falcon Dam", "Dec. 4", { text: `${text} Views: 12. Share this.` }),
    );
    expect(await trial.watch("/falcon")).toMatchObject({ counts: { proposed: 1 } });
    trial.pages["/falcon"] = rss(
      suspensionOf("falcon", "Falcon Dam", "Dec. 4", { text: `${text} Views: 345. Follow us!` }),
    );
    expect(await trial.watch("/falcon")).toMatchObject({ counts: { proposed: 0 } });
  });

  test("is proposed even long after its publication", async () => {
    trial.pages["/presidio"] = rss(suspensionOf("presidio", "Presidio", "Dec. 20"));
    await trial.watch("/presidio");
    const before = trial.now;
    trial.now = trial.now.add({ hours: 24 * 20 });
    trial.pages["/presidio"] = rss(suspensionOf("presidio", "Presidio", "Dec. 22"));
    expect(await trial.watch("/presidio")).toMatchObject({ counts: { items: 0, proposed: 1, amended: 1 } });
    trial.now = before;
  });

  test("with a new guid and the same link replaces the earlier one if both name a crossing", async () => {
    const linked = (guid: string, each: Item) => rss(each).replace(/<guid.*?<\/guid>/, `<guid>${guid}</guid>`);
    trial.pages["/link"] = linked("r1", suspensionOf("link", "Los Ebanos", "Dec. 4"));
    await trial.watch("/link");
    const [first] = await trial.titled("Operations at Los Ebanos to be suspended");
    trial.pages["/link"] = linked("r2", suspensionOf("link", "Los Ebanos", "Dec. 6"));
    await trial.watch("/link");
    expect(await trial.titled(first.title)).toMatchObject([{ supersedes: [first.id] }]);
    trial.pages["/link"] = linked("r3", suspensionOf("link", "Los Ebanos", "Dec. 6"));
    expect(await trial.watch("/link")).toMatchObject({ counts: { proposed: 0 } });
    trial.pages["/link"] = linked("r4", suspensionOf("link", "Calexico East", "Dec. 4"));
    expect(await trial.watch("/link")).toMatchObject({ counts: { proposed: 1 } });
    expect(await trial.titled("Operations at Los Ebanos to be suspended")).toHaveLength(1);
  });

  test("proposed by an older version of Garita is recognised", async () => {
    trial.pages["/old"] = rss(suspensionOf("old", "Donna", "Dec. 4"));
    await trial.watch("/old");
    const forget = "UPDATE proposal SET key = 'announcement:old', item = NULL WHERE title LIKE '%Donna%'";
    await connectionsOf(trial.service.ctx.db).pool.query(forget);
    expect(await trial.watch("/old")).toMatchObject({ counts: { proposed: 0 } });
    trial.pages["/old"] = rss(suspensionOf("old", "Donna", "Dec. 6"));
    expect(await trial.watch("/old")).toMatchObject({ counts: { proposed: 1, amended: 1 } });
    expect(startsOf(await trial.titled("Operations at Donna to be suspended"))).toEqual(["2026-12-06T12:00:00Z"]);
  });
});

describe("an item with another item's guid", () => {
  test("in another publisher's feed is a separate item", async () => {
    trial.pages["/guid-a"] = rss(suspensionOf("same", "Progreso", "Dec. 4"));
    trial.pages["/guid-b"] = rss(suspensionOf("same", "Fort Hancock", "Dec. 5"));
    expect(await trial.watch(["A", "/guid-a"], ["B", "/guid-b"])).toMatchObject({ counts: { proposed: 2 } });
    expect(await trial.titled("Operations at Progreso to be suspended")).toHaveLength(1);
    expect(await trial.titled("Operations at Fort Hancock to be suspended")).toHaveLength(1);
    expect(await trial.watch(["A", "/guid-a"], ["B", "/guid-b"])).toMatchObject({ counts: { proposed: 0 } });
  });

  test("in the same feed is a separate item, too, and neither replaces the other", async () => {
    trial.pages["/twice"] = rss(
      suspensionOf("twice", "Tornillo", "Dec. 4"),
      suspensionOf("twice", "Amistad Dam", "Dec. 5"),
    );
    expect((await trial.watch("/twice"))?.counts).toEqual({ sources: 1, items: 2, proposed: 2 });
    expect(await trial.watch("/twice")).toMatchObject({ counts: { proposed: 0 } });
    expect(await trial.titled("Operations at Amistad Dam to be suspended")).toMatchObject([{ supersedes: [] }]);
    expect(await trial.titled("Operations at Tornillo to be suspended")).toHaveLength(1);
  });
});
