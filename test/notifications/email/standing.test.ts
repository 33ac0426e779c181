import { Temporal } from "temporal-polyfill";
import { perform } from "../../../src/jobs/job.ts";
import { takeEffect } from "../../../src/jobs/take-effect.ts";
import { claimed } from "../../support/claimed.ts";
import { formsOf } from "../../support/form.ts";
import { type Mailbox, mailSettings, pathIn, startMailbox } from "../../support/mailbox.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let mailbox: Mailbox;
let service: LoanedService;
let desk: string;
beforeAll(async () => {
  mailbox = await startMailbox();
  service = await loanService({ settings: mailSettings(mailbox) });
  desk = await service.keyFor("desk", "recorder");
  const { text } = await service.ask("/lukeville", { headers: { accept: "text/html" } });
  const { pairs } = formsOf(text).find(({ action }) => action.startsWith("/tell-me")) ?? { pairs: [] };
  // Only cars northbound, so that no other service of the crossing matters.
  const chosen = pairs
    .filter(
      ([name, value]) => (name !== "mode" || value === "passenger") && (name !== "direction" || value === "northbound"),
    )
    .map(([name, value]): [string, string] => [name, name === "address" ? "a@mail.example" : value]);
  await service.ask("/tell-me", { method: "POST", redirect: "manual", body: new URLSearchParams(chosen) });
  await service.webhooks.sendDue();
  await service.ask(pathIn(mailbox.received[0], "confirm"), { method: "POST" });
});
afterAll(async () => {
  await service.release();
  await mailbox.die();
});

const record = async (change: Record<string, unknown>) =>
  expect((await service.post("/v1/reports", soundReport(change), desk)).status).toBe(201);

/** Sends what is due, and returns the beginning of each new message. */
async function told(): Promise<string[]> {
  const before = mailbox.received.length;
  await service.webhooks.sendDue();
  return mailbox.received.slice(before).map(({ text }) => text.split("\n").slice(0, 3).join(" "));
}

/** Runs the job that announces changes by time as if it were `at`. Returns the beginning of each new message. */
async function toldAt(at: string): Promise<string[]> {
  const run = await claimed({ ...service.ctx, now: Temporal.Instant.from(at) }, takeEffect);
  expect(await perform(service.runtime, takeEffect, run, new AbortController().signal)).toBe("succeeded");
  return told();
}

test("a subscriber is told of an announcement, of its beginning, of an overdue end and of doubt, but not of closing times", async () => {
  expect(await toldAt("2027-01-10T18:00:00Z")).toEqual([]);
  await record({ effectiveAt: "2027-01-10T11:02:00-07:00", expectedUntil: "2027-01-10T12:00:00-07:00" });
  expect(await told()).toEqual([expect.stringContaining("announced suspended from 10 Jan 2027 11:02 MST")]);
  expect(await toldAt("2027-01-10T18:01:00Z")).toEqual([]);
  expect(await toldAt("2027-01-10T18:02:00Z")).toEqual([
    expect.stringMatching(/^Lukeville Suspended since 10 Jan 2027 11:02 MST/),
  ]);
  expect(await toldAt("2027-01-10T18:30:00Z")).toEqual([]);
  expect(await toldAt("2027-01-10T19:00:00Z")).toEqual([expect.stringMatching(/^Lukeville Suspended.*expected/)]);
  expect(await toldAt("2027-01-11T19:00:00Z")).toEqual([
    expect.stringContaining("We do not know whether it is open now."),
  ]);
  await record({ status: "open", effectiveAt: "2027-01-12T08:00:00-07:00" });
  expect(await told()).toHaveLength(1);
  expect(await toldAt("2027-01-12T15:00:00Z")).toEqual([expect.stringMatching(/^Lukeville Open/)]);
  // Lukeville closes at 20:00 and opens at 06:00.
  for (const at of ["2027-01-13T02:59:00Z", "2027-01-13T03:00:00Z", "2027-01-13T13:00:00Z"])
    expect(await toldAt(at)).toEqual([]);
});
