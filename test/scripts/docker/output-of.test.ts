import { outputOf } from "../../../scripts/docker/output-of.ts";
import { isAlive } from "../../../src/store/embedded/process-life.ts";
import { eventually } from "../../support/eventually.ts";

const node = (code: string, run = {}) => outputOf(process.execPath, ["-e", code], run);

describe("a program that is run", () => {
  test("returns its standard output only", async () => {
    expect(await node("console.log('out'); console.error('err')")).toBe("out");
  });

  test("that fails leads to an error with its code and everything that it printed", async () => {
    await expect(node("console.log('out'); console.error('err'); process.exitCode = 3")).rejects.toThrow(
      /ended with code 3:\n(out\nerr|err\nout)$/,
    );
    await expect(outputOf("no-such-program", [])).rejects.toThrow(/'no-such-program' could not be run: .*ENOENT/);
  });

  test("that takes too long is ended together with its children", async () => {
    const script = `
      const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
      console.log(child.pid);
      setInterval(() => {}, 1000);`;
    const error: Error = await node(script, { seconds: 1 }).then(
      () => new Error("it ended"),
      (thrown) => thrown,
    );
    expect(error.message).toMatch(/took longer than 1 s:\n\d+$/);
    const [, pid] = /(\d+)$/.exec(error.message) ?? [];
    await eventually(() => expect(isAlive(Number(pid))).toBe(false));
  });

  test("is ended by a signal, which is the reason of the error", async () => {
    const controller = new AbortController();
    const running = node("setInterval(() => {}, 1000)", { signal: controller.signal });
    controller.abort(new Error("interrupted"));
    await expect(running).rejects.toThrow("interrupted");
    await expect(node("", { signal: controller.signal })).rejects.toThrow("interrupted");
  });
});
