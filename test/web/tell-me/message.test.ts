import { Temporal } from "temporal-polyfill";
import { useEmail } from "../../support/use-email.ts";

const used = useEmail();
const { submit, sent, follow, suspend } = used;

/** Sends what is due, and returns the subjects of the messages since the last call. */
async function subjects(): Promise<(string | undefined)[]> {
  const all = (await sent()).map(({ parsed }) => parsed.subject);
  used.mailbox.received.length = 0;
  return all;
}

test("the subject of a message that waited says what holds when it is sent, as its body does", async () => {
  const leave = await follow("waited@mail.example");
  await suspend();
  expect(await subjects()).toEqual([expect.stringMatching(/^Lukeville: suspended/)]);
  await used.mailbox.die();
  await suspend({ status: "open" });
  await suspend();
  expect(await subjects()).toEqual([]);
  await used.mailbox.rise();
  used.service.clock.set(Temporal.Now.instant().add({ minutes: 5 }).toString());
  const late = [...(await subjects()), ...(await subjects())];
  expect(late).toEqual(Array(2).fill(expect.stringMatching(/^Lukeville: suspended/)));
  await submit(leave);
});

test("the subject of a reopening in the night says that the crossing is shut by its hours", async () => {
  const leave = await follow("lifted@mail.example");
  await suspend();
  await subjects();
  // Lukeville closes at 20:00.
  const now = Temporal.Now.instant().toZonedDateTimeISO("America/Phoenix");
  used.service.clock.set(now.add({ days: 1 }).with({ hour: 23 }).toInstant().toString());
  await suspend({ status: "open" });
  expect(await subjects()).toEqual([expect.stringMatching(/^Lukeville: closed to cars, outside hours/)]);
  await submit(leave);
});

test("the subject of a report about several crossings gives the answers of two", async () => {
  const leave = await follow("several@mail.example", {}, "/tell-me");
  const effectiveAt = String(Temporal.Now.instant().subtract({ minutes: 20 }));
  const change = { modes: ["passenger"], directions: ["northbound"], status: "suspended", effectiveAt };
  await suspend({}, { changes: ["lukeville", "sasabe", "naco"].map((crossing) => ({ ...change, crossing })) });
  expect(await subjects()).toEqual([
    expect.stringMatching(/^[^;]*: suspended for cars since [^;]*; [^;]*: suspended for cars since [^;]* …$/),
  ]);
  await submit(leave);
});

test("the subject of a report about hours names them", async () => {
  const leave = await follow("hours@mail.example");
  await suspend({ status: undefined, hours: "07:00-19:00" }, { reason: null });
  expect(await subjects()).toEqual([expect.stringMatching(/^New hours from .*: Lukeville, for cars$/)]);
  await submit(leave);
});
