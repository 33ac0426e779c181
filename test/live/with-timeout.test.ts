import { withTimeout } from "../../src/live/with-timeout.ts";
import { isAway } from "../../src/store/away.ts";

test("a timeout counts as an unavailable database, but an error before the timeout is passed on unchanged", async () => {
  const never = withTimeout(10, new Promise(() => undefined));
  expect(isAway(await never.catch((error: unknown) => error))).toBe(true);
  await expect(withTimeout(1000, Promise.reject(new Error("its own")))).rejects.toThrow("its own");
  expect(await withTimeout(1000, Promise.resolve("value"))).toBe("value");
});
