import { pathIn } from "../../support/mailbox.ts";
import { useEmail } from "../../support/use-email.ts";

const used = useEmail();
const { submit, fieldsOf, sent, follow, suspend, retract } = used;

/** Subscribes an address to one kind only. Returns the path that ends the subscription. */
async function followKind(kind: string): Promise<string> {
  const fields = await fieldsOf("/lukeville", { address: `${kind}@mail.example` });
  await submit(
    "/tell-me",
    fields.filter(([name, value]) => name !== "kind" || value === kind),
  );
  const [question] = await sent();
  await submit(pathIn(question, "confirm"));
  used.mailbox.received.length = 0;
  return pathIn(question, "leave");
}

test("the withdrawal of a reopening is told to those who confirmed after the reopening was recorded", async () => {
  const first = await suspend();
  const opening = await suspend({ status: "open" });
  const leave = await follow("later@mail.example");
  await retract(opening);
  expect(await sent()).toHaveLength(1);
  expect(used.mailbox.received[0]?.parsed.subject).toMatch(/^Lukeville: suspended/);
  expect(used.mailbox.received[0]?.text).toContain("An earlier report has been withdrawn");
  await submit(leave);
  await retract(first);
});

test("the withdrawal of a reopening is told to those who asked only for closures, and the reopening is not", async () => {
  const first = await suspend();
  const leave = await followKind("closed");
  const opening = await suspend({ status: "open" });
  expect(await sent()).toEqual([]);
  await retract(opening);
  expect(await sent()).toHaveLength(1);
  expect(used.mailbox.received[0]?.parsed.subject).toMatch(/^Lukeville: suspended/);
  await submit(leave);
  await retract(first);
});

test("the withdrawal of a suspension is told to those who asked only for reopenings", async () => {
  const opening = await suspend({ status: "open" });
  const first = await suspend();
  const leave = await followKind("reopened");
  await retract(first);
  expect(await sent()).toHaveLength(1);
  await submit(leave);
  await retract(opening);
});

test("the withdrawal of an earlier report that changes no answer is not told to those who confirmed later", async () => {
  const first = await suspend();
  const second = await suspend({ status: "open" });
  const third = await suspend();
  const leave = await follow("unchanged@mail.example");
  await retract(second);
  await retract(first);
  expect(await sent()).toEqual([]);
  await submit(leave);
  await retract(third);
});
