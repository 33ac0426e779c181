import { Temporal } from "temporal-polyfill";
import { listCrossings } from "../../src/actions/crossings/list-crossings.ts";
import { contextNow, type Runtime } from "../../src/context.ts";
import { makeSnapshot } from "../../src/live/snapshot.ts";
import { makeLog } from "../../src/log.ts";
import { LIMITS } from "../domain/telling.ts";
import { NO_HOOKS } from "../support/grown-memory.ts";
import { makeLoggedCrossings } from "../support/logs.ts";
import { useDatabase } from "../support/use-database.ts";

const loan = useDatabase();

test("of several requests for many crossings, each a second later, only the first computes the answers", async () => {
  let now = Temporal.Instant.from("2026-11-01T12:00:00Z");
  const plain: Runtime = { db: loan.db, clock: () => now, log: makeLog("silent"), thresholds: LIMITS };
  await makeLoggedCrossings(loan.db, 110);
  const board = makeSnapshot(plain, NO_HOOKS);
  await board.load();
  const computed: string[] = [];
  const known: typeof board.known = async (slugs, at) => {
    computed.push(...slugs);
    return board.known(slugs, at);
  };
  const held: Runtime = { ...plain, snapshot: { ...board, known } };
  const lists = [];
  for (let i = 0; i < 4; i++) {
    lists.push(listCrossings(contextNow(held), {}));
    now = now.add({ seconds: 1 });
  }
  for (const { answers } of await Promise.all(lists)) expect(answers.length).toBe(110);
  expect(computed.length).toBe(110);
}, 30_000);
