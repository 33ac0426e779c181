import { Temporal } from "temporal-polyfill";
import { getStatus } from "../../../src/actions/crossings/get-status.ts";
import { crossingData } from "../../../src/http/pages/crossing-data.ts";
import { viewOf } from "../../../src/http/wire/page.ts";
import { loanService } from "../../support/service.ts";

describe("the data of a crossing's page", () => {
  const AT = Temporal.Instant.from("2023-12-20T18:00:00Z");
  const NEEDED = ["record", "accounts", "year", "notes"] as const;
  let service: Awaited<ReturnType<typeof loanService>>;
  beforeAll(async () => {
    service = await loanService();
  });
  afterAll(() => service.release());

  /**
   * Loads one piece of the data; the `failing`th read and all later ones fail. Returns whether a read failed, and the
   * number of reads.
   */
  async function loaded(piece: (typeof NEEDED)[number], failing: number) {
    const { ctx } = service;
    const question = { at: AT, knownAt: undefined, publishedBefore: undefined, programme: undefined };
    const { crossing, standings } = await getStatus(ctx, "lukeville", question);
    let reads = 0;
    const data = crossingData(
      ctx,
      {
        crossing,
        standings,
        at: AT,
        view: viewOf({}, {}, AT, [crossing.timeZone], true),
        span: "year",
        calendar: { year: 2023, mode: undefined },
        unreached: null,
      },
      question,
      async (work) => {
        const found = await work;
        return ++reads >= failing ? undefined : found;
      },
    );
    await data[piece]();
    return { isOver: data.isOver(), reads };
  }

  test.each(NEEDED)("counts as not fully loaded if any read for its %s failed", async (piece) => {
    const { isOver, reads } = await loaded(piece, Number.POSITIVE_INFINITY);
    expect(isOver).toBe(false);
    for (let failing = 1; failing <= reads; failing++) expect((await loaded(piece, failing)).isOver).toBe(true);
  });
});
