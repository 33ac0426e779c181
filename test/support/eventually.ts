/** Waits until a check passes, for what another connection or process is to hear of first; its last failure is thrown. */
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
