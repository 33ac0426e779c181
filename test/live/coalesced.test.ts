import { coalesced } from "../../src/live/coalesced.ts";

/** Work that a test ends by hand. */
function makeWork() {
  const ends: (() => void)[] = [];
  return { ends, run: coalesced(() => new Promise<void>((done) => ends.push(done))) };
}
const turn = () => new Promise((done) => setImmediate(done));

describe("coalesced calls", () => {
  test("during a run lead to one more run, however many they are", async () => {
    const { ends, run } = makeWork();
    const calls = [run(), run(), run()];
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await turn();
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await Promise.all(calls);
    expect(ends).toHaveLength(2);
  });

  test("after the end of a run lead to a new one", async () => {
    const { ends, run } = makeWork();
    const first = run();
    ends[0]?.();
    await first;
    const second = run();
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await second;
  });

  test("are over only after the run that began last", async () => {
    const { ends, run } = makeWork();
    let isOver = false;
    const first = run();
    void run();
    void run.idle().then(() => {
      isOver = true;
    });
    ends[0]?.();
    await turn();
    expect(isOver).toBe(false);
    ends[1]?.();
    await first;
    await turn();
    expect(isOver).toBe(true);
    await run.idle();
  });
});
