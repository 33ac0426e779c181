import { Temporal } from "temporal-polyfill";
import { CHAT_SERVICES } from "../../../src/domain/vocabulary.ts";
import { findTypeFaults } from "../../support/chat/type-faults.ts";
import { useChat } from "../../support/chat/use-chat.ts";
import { NASTY, NASTY_LINES } from "../../support/nasty.ts";

const used = useChat();
const { follow, sent, record, retract } = used;
const faults = () => used.chat.posts.flatMap((post) => post.faults);
const source = (title: string) => ({
  source: { kind: "news", publisher: "A & B <Press>", title, url: "https://example.org/a_b*c?d=1&e=%3C(2)" },
});

/** At signs after which some service still takes a mention. */
const MENTIONS = "closed.@channel x -@all +@john _@here é@all";

test.each(CHAT_SERVICES)(
  "%s shows texts as they are: nothing in them is markup, and nobody is notified",
  async (service) => {
    await follow(service);
    const title = `<!channel> @everyone <@U123> *bold* _it_ ~no~ \`code\` ||spoiler|| [link](https://evil.example) &lt; 1 < 2 :smile: \\n`;
    await record(
      {},
      { ...source(title), note: `# Heading\n- item\n1. first\n> quote\n@channel @here desk@example.org\n${MENTIONS}` },
    );
    const [told] = await sent();
    const readable = (text: string | undefined) =>
      text?.replaceAll("\u200b", "").replaceAll("<https://evil.example)>", "https://evil.example)");
    expect(readable(told?.shown)).toContain(`A & B <Press>, ${title}`);
    for (const line of ["# Heading", "- item", "1. first", "> quote", "@channel @here desk@example.org", MENTIONS])
      expect(readable(told?.shown)).toContain(line);
    const written = JSON.stringify(told?.body);
    if (service === "slack") expect(told?.body.text).not.toMatch(/<[!@]|@\w/);
    if (service === "telegram") expect(told?.body.text).not.toMatch(/@\w/);
    if (service === "discord") expect(written).toMatch(/\\\\@everyone.*\\\\\*bold\\\\\*/);
    expect(faults()).toEqual([]);
    expect(await findTypeFaults(used.chat.posts)).toBe("");
  },
);

test.each(CHAT_SERVICES)(
  "%s takes any text, and a message about very many crossings, which says that it was cut",
  async (service) => {
    await follow(service, { crossings: undefined });
    const { body } = await used.service.ask("/v1/crossings");
    const changes = body.crossings
      .slice(0, 45)
      .map(({ slug }: { slug: string }) => ({ crossing: slug, status: "suspended", effectiveAt: hourAgo() }));
    const report = await record({}, { ...source(NASTY), note: NASTY_LINES.repeat(40), changes });
    const [told] = await sent();
    expect(told?.shown).toMatch(/^[^\n]*suspended/i);
    expect(told?.shown).toMatch(/has been cut|More, and what has changed since/);
    await retract(report);
    await sent();
    expect(faults()).toEqual([]);
    expect(await findTypeFaults(used.chat.posts)).toBe("");
  },
  30_000,
);

test("an address of a source is no markup and notifies nobody in the plain text for Slack", async () => {
  await follow("slack");
  const url = "https://example.org/<!channel>/@here?a=<@U1>&b=1 2#<!here>";
  await record({}, { source: { kind: "news", publisher: "Press", title: "Notice", url } });
  const [told] = await sent();
  expect(told?.body.text).toContain("https://example.org/%3C!channel%3E/%40here?a=%3C%40U1%3E&amp;b=1%202#%3C!here%3E");
  expect(faults()).toEqual([]);
});

const hourAgo = () => String(Temporal.Now.instant().subtract({ minutes: 59 }));
const yesterday = () => String(Temporal.Now.instant().subtract({ hours: 24 }));
const today = () => Temporal.Now.zonedDateTimeISO("America/Phoenix").toPlainDate().toString();

test.each(CHAT_SERVICES)("on the day of a reopening, %s is told first that it is in doubt", async (service) => {
  await follow(service);
  await record({ modes: ["pedestrian"], effectiveAt: yesterday() });
  await record({ modes: ["pedestrian"], status: "open", effectiveAt: today() });
  const [, told] = await sent();
  expect(told?.shown).toMatch(/^Lukeville[^\n]*not sure/i);
  expect(told?.shown).toContain("We do not know whether it is open now.");
  expect(told?.shown).not.toMatch(/^Lukeville: open/i);
});

test("messages are in the language of the subscription", async () => {
  await follow("telegram", { language: "es" });
  await record();
  const [told] = await sent();
  expect(used.chat.posts[0]?.shown).toMatch(/^Garita avisará a este canal sobre Garita de Sonoyta/);
  expect(told?.shown).toMatch(/^Garita de Sonoyta: suspendido/);
});

test("a channel is told of what its filters let pass, and of no past and no daily opening", async () => {
  await follow("slack", { crossings: undefined, states: ["AZ"], modes: ["commercial"] });
  await record();
  await record({ crossing: "roma", modes: ["commercial"] });
  await record(
    { modes: ["commercial"], effectiveAt: "2020-03-02" },
    {
      changes: [
        { crossing: "naco", modes: ["commercial"], status: "suspended", effectiveAt: "2010-03-02" },
        { crossing: "naco", modes: ["commercial"], status: "open", effectiveAt: "2010-03-03" },
      ],
    },
  );
  expect(await sent()).toEqual([]);
  await record({ modes: ["commercial"] });
  const [told, ...others] = await sent();
  expect(others).toEqual([]);
  expect(told?.shown).toMatch(/^Lukeville[^\n]*suspended/i);
});

test("a report that was withdrawn before it could be told is not told, but its withdrawal is", async () => {
  await follow("discord");
  await retract(await record());
  const [told, ...others] = await sent();
  expect(others).toEqual([]);
  expect(told?.shown).toContain("An earlier report has been withdrawn");
});
