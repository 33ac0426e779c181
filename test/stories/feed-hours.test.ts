import type { Temporal } from "temporal-polyfill";
import type { LaneSample } from "../feeds/port-sample.ts";
import { busy, filed, inHours, lukeville } from "../support/lukeville-row.ts";
import { hoursAfter, loanPolledWeeks, type PolledWeeks } from "../support/polled-weeks.ts";

let weeks: PolledWeeks;
beforeEach(async () => {
  await weeks?.release();
  weeks = await loanPolledWeeks();
});
afterAll(() => weeks.release());

describe("hours in the feed", () => {
  test("that differ from the record for a week are proposed once, in either language", async () => {
    const listed = (at: Temporal.Instant, hours: string) => lukeville(at, busy, { hours });
    for (let day = 0; day < 12; day++) {
      const at = hoursAfter(24 * day + 19);
      await weeks.poll(at, [listed(at, day % 2 === 0 ? "6 am-Midnight" : "6 am-Medianoche")]);
    }
    const made = (await weeks.proposals()).filter(({ title }: { title: string }) => title.startsWith("Other hours"));
    expect(made).toHaveLength(1);
    expect(made[0].draft.changes).toEqual([
      expect.objectContaining({
        crossing: "lukeville",
        modes: ["passenger"],
        directions: ["northbound"],
        hours: "06:00-24:00",
      }),
    ]);
  });

  test("that agree with the record are not proposed", async () => {
    for (let day = 0; day < 12; day++) {
      const at = hoursAfter(24 * day + 19);
      await weeks.poll(at, [lukeville(at, busy)]);
    }
    expect(await weeks.proposals()).toEqual([]);
  });
});

test("six weeks of the feed in Spanish are read, and their traffic confirms that Lukeville is open", async () => {
  await weeks.reopened();
  const spanish = (local: Temporal.ZonedDateTime): LaneSample =>
    inHours(local)
      ? {
          ...filed(local),
          operational_status: "Demora",
          update_time: (filed(local).update_time ?? "").replace("At", "En").replace("12:00 pm", "Mediodía"),
        }
      : { operational_status: "Carriles cerrados" };
  for (let day = 0; day < 42; day++) {
    const at = hoursAfter(24 * day + 19);
    const counts = await weeks.poll(at, [
      lukeville(at, spanish, { border: "Frontera mexicana", port_status: "Abierto", hours: "6 am-8 pm" }),
    ]);
    expect(counts).toMatchObject({ moving: 2, matchedRows: 1 });
  }
  expect(await weeks.standingAt(hoursAfter(24 * 41 + 19))).toMatchObject({ open: true, certainty: "confirmed" });
});
