/** Asks for the work to be done; `idle` waits until none is under way. */
export type Turnwise = (() => Promise<void>) & { idle(): Promise<void> };

/** Work that is done once more, and only once, for however many ask while it is under way. It must not throw. */
export function turnwise(work: () => Promise<void>): Turnwise {
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
