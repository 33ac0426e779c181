import { garitaClient, isOpen } from "../../../packages/client/src/index.ts";
import { eventually } from "../../support/eventually.ts";
import { useSeverableService } from "../../support/severable.ts";

const used = useSeverableService();
const at = "2023-12-20T12:00:00-07:00";

describe("the client's answers while the database cannot be reached", () => {
  test("tell how old they may be", async () => {
    const client = garitaClient(used.service.url);
    expect(await client.crossing("naco")).not.toHaveProperty("staleSeconds");
    await used.way.cut();
    await eventually(async () => expect((await client.crossing("naco")).staleSeconds).toBeGreaterThan(0));
    await used.way.mend();
    await eventually(async () => expect(await client.crossing("naco")).not.toHaveProperty("staleSeconds"));
  });

  test("are doubt for isOpen once they are older than a minute, with all that they contain", async () => {
    const olderBy = (seconds: number) =>
      garitaClient(used.service.url, {
        fetch: async (...args) => {
          const answer = await fetch(...args);
          const headers = [...answer.headers, ["garita-stale", String(seconds)]] as [string, string][];
          return new Response(answer.body, { status: answer.status, headers });
        },
      });
    const verdicts = async (client: ReturnType<typeof garitaClient>) =>
      (await client.crossings({ at })).crossings.flatMap((crossing) =>
        [crossing, ...crossing.services].map((one) => isOpen(one)),
      );
    const fresh = await verdicts(garitaClient(used.service.url));
    expect(fresh).toEqual(expect.arrayContaining([true, false]));
    expect(await verdicts(olderBy(5))).toEqual(fresh);
    expect(new Set(await verdicts(olderBy(7_200)))).toEqual(new Set([null]));
    const answer = await olderBy(7_200).status("lukeville", { at, mode: "passenger", direction: "northbound" });
    expect([answer.open, answer.staleSeconds, isOpen(answer)]).toEqual([false, 7_200, null]);
  });
});
