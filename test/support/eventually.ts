/** Waits until a check passes. Throws the check's last error after the time limit. */
export async function eventually<Result>(check: () => Result | Promise<Result>, limitMs = 10_000): Promise<Result> {
  for (const until = performance.now() + limitMs; ; ) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > until) throw error;
    }
    await new Promise((done) => setTimeout(done, 10));
  }
}
