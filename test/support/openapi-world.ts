import { propose } from "../../src/actions/proposals/propose.ts";
import type { Context } from "../../src/context.ts";
import { readDraft } from "../../src/domain/record/draft-json.ts";
import { createApiKey } from "../../src/store/access/api-keys.ts";
import { NEIGHBOUR, type World } from "./openapi-requests.ts";
import { soundReport } from "./service.ts";

/**
 * Creates keys, proposals and subscriptions in the database of the service at `url`, for the requests that tests
 * generate. `round` makes the names of this call unique.
 */
export async function fillWorld(ctx: Context, url: string, round = 0): Promise<World> {
  const keys: Record<string, string> = {};
  for (const role of ["admin", "recorder", "subscriber"] as const)
    keys[role] = (await createApiKey(ctx.db, `${role} ${round}`, role, ctx.now)) ?? "";
  const draft = readDraft({ ...soundReport(), note: "Drafted" } as Parameters<typeof readDraft>[0]);
  for (let i = 0; i < 5; i++)
    await propose(ctx, { key: `openapi:${round}:${i}`, job: "poll-feed", title: "T", grounds: "G", draft });
  const ask = async (path: string, key: string | undefined, body?: unknown) => {
    const answer = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
    return (await answer.json()) as any;
  };
  const idsOf = (list: { id: string }[]) => list.map(({ id }) => id);
  const slugs = ["lukeville", "nogales-mariposa", "el-paso-rail-bnsf", "san-ysidro-pedwest"];
  return {
    keys,
    there: {
      slug: slugs,
      crossing: slugs,
      reports: idsOf((await ask("/v1/reports?limit=5", keys.admin)).reports),
      proposals: idsOf((await ask("/v1/proposals", keys.admin)).proposals),
      subscriptions: idsOf(
        await Promise.all([1, 2, 3, 4].map(() => ask("/v1/subscriptions", keys.subscriber, { url: NEIGHBOUR }))),
      ),
      name: ["prune", "take-effect", "poll-feed"],
    },
  };
}
