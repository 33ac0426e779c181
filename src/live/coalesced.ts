/** Requests a run of the work. `idle` waits until no run is in progress. */
export type Coalesced = (() => Promise<void>) & { idle(): Promise<void> };

/** Coalesces calls: however many come during a run, the work runs once more. `work` must not throw. */
export function coalesced(work: () => Promise<void>): Coalesced {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await work();
    } while (again);
    running = undefined;
  };
  const ask = (): Promise<void> => {
    if (running === undefined) running = run();
    else again = true;
    return running;
  };
  return Object.assign(ask, { idle: async () => running });
}
