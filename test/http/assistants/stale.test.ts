import { connectAssistant } from "../../support/assistant.ts";
import { eventually } from "../../support/eventually.ts";
import { useSeverableService } from "../../support/severable.ts";

const used = useSeverableService();

test("while the database cannot be reached, an assistant learns how old the answers may be", async () => {
  const assistant = await connectAssistant(used.service.url);
  const ask = async () => (await assistant.call("is_crossing_open", { slug: "naco" })).data;
  try {
    expect(await ask()).not.toHaveProperty("staleSeconds");
    await used.way.cut();
    await eventually(async () => {
      const { headers } = await used.service.ask("/v1/crossings/naco/status");
      expect(Number(headers.get("garita-stale"))).toBeGreaterThan(0);
    });
    expect(await ask()).toMatchObject({ crossing: "naco", staleSeconds: expect.any(Number) });
    await used.way.mend();
    await eventually(async () => expect(await ask()).not.toHaveProperty("staleSeconds"));
  } finally {
    await assistant.client.close();
  }
});
