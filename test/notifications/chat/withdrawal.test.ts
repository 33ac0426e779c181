import { Temporal } from "temporal-polyfill";
import { CHAT_SERVICES } from "../../../src/domain/vocabulary.ts";
import { useChat } from "../../support/chat/use-chat.ts";

const used = useChat();
const { follow, sent, record, retract } = used;
const minutesAgo = (minutes: number) => String(Temporal.Now.instant().subtract({ minutes }));

test.each(CHAT_SERVICES)(
  "a withdrawal about 45 crossings is told to %s as one, with their number, and what is still shut comes first",
  async (service) => {
    await follow(service, { crossings: undefined });
    const { body } = await used.service.ask("/v1/crossings");
    const all = body.crossings.slice(0, 45) as { slug: string; name: string }[];
    const lines = (places: typeof all, status: string, effectiveAt: string) => ({
      changes: places.map(({ slug }) => ({ crossing: slug, status, effectiveAt })),
    });
    await record({}, lines(all, "open", minutesAgo(9)));
    const shut = all.slice(-2);
    await record({}, lines(shut, "suspended", minutesAgo(8)));
    const mistaken = await record({}, lines(all, "closed", minutesAgo(7)));
    await sent();
    await retract(mistaken);
    const [told] = await sent();
    expect(told?.shown).toContain("An earlier report has been withdrawn");
    expect(told?.shown).toContain("This is about 45 crossings.");
    const heads = all.map(({ name }) => told?.shown.indexOf(`\n\n${name}\n`) ?? -1);
    const shown = heads.filter((at) => at > 0).sort((a, b) => a - b);
    expect(shown.length).toBeGreaterThan(4);
    expect(heads.slice(-2).sort((a, b) => a - b)).toEqual(shown.slice(0, 2));
    expect(used.chat.posts.flatMap((post) => post.faults)).toEqual([]);
  },
  30_000,
);
