import { tryFailovers } from "../support/failover-trial.ts";
import { SERVER_PROGRAMS, WHY_SKIPPED } from "../support/replicated-servers.ts";

(SERVER_PROGRAMS === undefined ? test.skip : test)(
  `when the primary dies and the standby is promoted, reads go on, writes return, and no accepted report is lost${WHY_SKIPPED}`,
  async () => {
    const { accepted, lost, doubled, reads, rounds } = await tryFailovers(1);
    expect([lost, doubled, reads.failed]).toEqual([[], [], []]);
    expect(accepted.length).toBeGreaterThan(20);
    expect(reads.stale).toBeGreaterThan(0);
    for (const { promotedMs, acceptedMs } of rounds) expect(acceptedMs - promotedMs).toBeLessThan(5_000);
  },
  120_000,
);
