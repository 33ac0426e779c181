/** Steps of a request that were taken before Express got it. */
export interface EarlySteps {
  /** The body as received. */
  body: Buffer;
  /** Seconds to wait if the write is over the limit of its key, otherwise null. The write was counted. */
  wait: number | null;
  /** The error with which the action failed. The action must not run again. */
  fault?: { error: unknown };
}

const steps = new WeakMap<object, EarlySteps>();

/** Notes the steps, so that Express does not repeat them. */
export const noteEarlySteps = (req: object, taken: EarlySteps): void => void steps.set(req, taken);

export const earlyStepsOf = (req: object): EarlySteps | undefined => steps.get(req);
