/** Maximum duration of work within one turn of the event loop, in milliseconds. Requests wait for up to that long. */
const TURN_MS = 10;

/** Time at which work began in this turn. Undefined if no work has begun. */
let began: number | undefined;
/** Callers waiting for their own turn. The first one has waited longest. */
const waiting: (() => void)[] = [];

/**
 * Lets requests run between the pieces of long work. Returns undefined early in a turn of the event loop, and otherwise
 * a promise that resolves in a later turn. Each turn continues only one waiting caller, so twelve long answers delay
 * other requests no longer than one does.
 */
export function yieldTurn(): Promise<void> | undefined {
  const now = performance.now();
  if (began === undefined) {
    began = now;
    setImmediate(forget);
    return undefined;
  }
  if (now - began < TURN_MS) return undefined;
  return new Promise((go) => {
    waiting.push(go);
    if (waiting.length === 1) setImmediate(next);
  });
}

/** Converts each item of a long list, and lets requests run between the items. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  convert: (item: Item) => Result | Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    results.push(await convert(item));
    await yieldTurn();
  }
  return results;
}

function forget(): void {
  began = undefined;
}

function next(): void {
  began = performance.now();
  waiting.shift()?.();
  setImmediate(waiting.length > 0 ? next : forget);
}
