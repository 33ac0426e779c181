import { Temporal } from "temporal-polyfill";
import { perform } from "../../src/jobs/job.ts";
import { takeEffect } from "../../src/jobs/take-effect.ts";
import { claimed } from "../support/claimed.ts";
import type { Receiver } from "../support/receiver.ts";
import { type Stage, setStage } from "../support/subscriber.ts";

let stage: Stage;
let receiver: Receiver;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.release());
afterEach(() => stage.clear());

/** Runs the job `take-effect` as if the current time were `at`, then sends all due events. */
async function turn(at: string): Promise<void> {
  const { clock, webhooks } = stage.service;
  clock.set(at);
  // The job gets the instant itself, because each reading moves the clock, and the snapshot may read it before the job
  // does.
  const ctx = { ...stage.service.ctx, now: Temporal.Instant.from(at) };
  expect(await perform(ctx, takeEffect, await claimed(ctx, takeEffect), new AbortController().signal)).toBe(
    "succeeded",
  );
  await webhooks.sendDue();
}
const standings = (of: Receiver) => of.received.filter(({ body }) => body.type === "standing").map(({ body }) => body);

test("an answer that changes with the clock is sent once to matching subscriptions", async () => {
  receiver = await stage.receiver();
  const [elsewhere, other, reports] = [await stage.receiver(), await stage.receiver(), await stage.receiver()];
  await stage.subscribe(receiver, { crossings: ["lukeville"], modes: ["passenger"] });
  await stage.subscribe(other, { modes: ["pedestrian", "commercial", "rail"] });
  await stage.subscribe(elsewhere, { states: ["TX"] });
  await stage.subscribe(reports, { kinds: ["report"] });
  await turn("2027-01-10T18:00:00Z");
  // Nothing else changes at 11:02.
  await stage.record({ status: "closed", effectiveAt: "2027-01-10T11:02:00-07:00" });
  await turn("2027-01-10T18:01:00Z");
  expect(standings(receiver)).toEqual([]);
  await turn("2027-01-10T18:02:00Z");
  await turn("2027-01-10T18:02:30Z");
  const turned = [{ mode: "passenger", direction: "northbound" }];
  expect(standings(receiver)).toEqual([
    {
      type: "standing",
      timestamp: "2027-01-10T18:02:00Z",
      data: expect.objectContaining({ crossing: "lukeville", at: "2027-01-10T18:02:00Z", turned }),
    },
  ]);
  const { services, summary } = standings(receiver)[0]?.data ?? {};
  expect(services).toContainEqual(expect.objectContaining({ ...turned[0], open: false, status: "closed" }));
  expect(summary).toMatch(/closed since 10 Jan 2027/i);
  for (const each of [other, elsewhere, reports])
    expect(standings(each).filter(({ data }) => data.crossing === "lukeville")).toEqual([]);
});

test("an event about a change caused by the clock is repeated with the same id and the same text", async () => {
  receiver = await stage.receiver();
  await stage.subscribe(receiver, { crossings: ["roma"], kinds: ["standing"] });
  await turn("2027-02-10T18:00:00Z");
  await stage.record({ crossing: "roma", modes: ["passenger"], status: "closed", effectiveAt: "2027-02-10T18:02:00Z" });
  receiver.manner = () => 500;
  await turn("2027-02-10T18:02:00Z");
  receiver.manner = () => 204;
  await turn("2027-02-10T18:03:00Z");
  const texts = receiver.received.filter(({ body }) => body.type === "standing").map(({ id, text }) => `${id} ${text}`);
  expect(texts).toHaveLength(2);
  expect(new Set(texts).size).toBe(1);
});

test("the job `take-effect` queues nothing without a run in progress", async () => {
  receiver = await stage.receiver();
  await stage.subscribe(receiver);
  await turn("2027-03-10T18:00:00Z");
  await stage.record({ status: "suspended", effectiveAt: "2027-03-10T18:02:00Z" });
  const { ctx, clock, webhooks } = stage.service;
  clock.set("2027-03-10T18:02:00Z");
  await takeEffect.run(ctx, new AbortController().signal);
  await webhooks.sendDue();
  expect(standings(receiver)).toEqual([]);
  await turn("2027-03-10T18:03:00Z");
  expect(standings(receiver).map(({ data }) => data.crossing)).toContain("lukeville");
});
