/** Maximum work per turn of the event loop, in milliseconds. A request may have to wait that long. */
const TURN_MS = 10;

/** Start of the work in this turn, or undefined. */
let began: number | undefined;
/** Callers waiting for their own turn, the longest wait first. */
const waiting: (() => void)[] = [];

/**
 * Lets requests run between pieces of long work. Early in a turn of the event loop, returns undefined. Later in the
 * turn, returns a promise that resolves in another turn. Each turn continues one waiting caller, so twelve long answers
 * delay requests no more than one does.
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

/** Converts the items of a long list. Lets requests run between them. */
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
