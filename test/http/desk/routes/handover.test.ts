import { connectionsOf } from "../../../../src/store/connections.ts";
import { type LoanedService, loanService } from "../../../support/service.ts";
import { makeVisitor, signIn, type Visitor } from "../../../support/visitor.ts";

let service: LoanedService;
const visitors: Visitor[] = [];
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
  for (const name of ["day shift", "night shift"]) {
    const visitor = makeVisitor(service.url);
    await signIn(visitor, await service.keyFor(name, "recorder"));
    visitors.push(visitor);
  }
});
afterAll(() => service.release());

test("a hand-over note is shown to whoever signs in next, with its author and time, and earlier notes are kept", async () => {
  const [day, night] = visitors as [Visitor, Visitor];
  const first = await day.press(await day.open("/desk"), "Leave the note", { text: "Rain until\nmidnight" });
  expect(first.text).toContain("The note has been saved.");
  service.clock.set("2026-11-24T22:10:00Z");
  await day.press(await day.open("/desk"), "Leave the note", { text: "Call Roma <again>" });
  const { text } = await night.open("/desk");
  expect(text).toMatch(/Hand-over Call Roma <again> by day shift, 24 Nov 2026 16:10 CST/);
  expect(text).toMatch(/1 earlier note Rain until midnight by day shift/);
});

test("a note sent twice is stored once, and an empty one is refused with an error beside its field", async () => {
  const [, night] = visitors as [Visitor, Visitor];
  const form = await night.open("/desk");
  await night.press(form, "Leave the note", { text: "Twice" });
  await night.press(form, "Leave the note", { text: "Twice" });
  const { text } = await night.open("/desk");
  expect(text.match(/Twice/g)).toHaveLength(1);
  const wrong = await night.press(form, "Leave the note", { text: " " });
  expect([wrong.status, wrong.markup.includes('id="f-text-error"')]).toEqual([400, true]);
});

test("another note from the same form is not lost: it is refused once, and stored when it is sent again", async () => {
  const [day, night] = visitors as [Visitor, Visitor];
  const form = await day.open("/desk");
  await day.press(form, "Leave the note", { text: "First thought" });
  const refused = await day.press(form, "Leave the note", { text: "Second thought" });
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining("another note has already been left")]);
  expect(refused.text).not.toContain("The note has been saved.");
  expect((await night.open("/desk")).text).not.toContain("Second thought");
  await day.press(refused, "Leave the note");
  expect((await night.open("/desk")).text).toMatch(/Hand-over Second thought.*First thought/);
});

test("the database refuses to alter or delete a note", async () => {
  const { pool } = connectionsOf(service.ctx.db);
  for (const sql of ["UPDATE handover_note SET text = ''", "DELETE FROM handover_note", "TRUNCATE handover_note"])
    await expect(pool.query(sql)).rejects.toThrow("a hand-over note is never altered");
});

test("the operator's last report can be used again, until it is withdrawn", async () => {
  const [day, night] = visitors as [Visitor, Visitor];
  const form = await day.open("/desk/report?crossing=naco&status=closed");
  const seen = await day.press(form, "Preview", {
    ...{ publisher: "Cochise County", title: "Call", "lines.0.from.known": "day" },
  });
  const done = await day.press(seen, "Record it");
  const id = /reports\/([^?]+)/.exec(done.path)?.[1];
  expect((await day.open("/desk")).text).toContain("Your last report: Naco: Call · Use again");
  expect((await day.open("/desk/reports")).markup).toContain(`/desk/report?like=${id}`);
  expect((await night.open("/desk")).text).not.toContain("Your last report:");
  await day.press(done, "Withdraw it", { note: "Wrong" });
  expect((await day.open("/desk")).text).not.toContain("Your last report:");
});
