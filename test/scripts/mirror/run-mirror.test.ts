import { setTimeout as sleep } from "node:timers/promises";
import type { CopyScope } from "../../../scripts/mirror/copy-source.ts";
import { runMirror } from "../../../scripts/mirror/run-mirror.ts";
import { makeSmallSource } from "../../support/mirror/small-source.ts";

test("frequent events do not postpone complete copies", async () => {
  const every = 700;
  const end = new AbortController();
  const source = makeSmallSource();
  source.events = async function* (opened) {
    opened();
    while (!end.signal.aborted) {
      await sleep(every / 2);
      yield { type: "standing", data: { crossing: "naco" } };
    }
  };
  const scopes: CopyScope[] = [];
  const countComplete = () => scopes.filter((scope) => scope === "all").length;
  await runMirror({
    source,
    every,
    signal: AbortSignal.any([end.signal, AbortSignal.timeout(15_000)]),
    copy: async () => ({ live: "", at: "", files: { all: 0, changed: 0, removed: 0 } }),
    copied(_, scope) {
      scopes.push(scope);
      if (countComplete() === 4 || scopes.length === 30) end.abort();
    },
    failed: () => undefined,
  });
  expect(countComplete()).toBe(4);
  expect(scopes).toContainEqual(new Set(["naco"]));
}, 30_000);
