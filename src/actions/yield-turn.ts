/** How long work may go on in one turn of the event loop, in milliseconds. Requests that come meanwhile wait as long. */
const TURN_MS = 10;

/** When work began in this turn; undefined where none did. */
let began: number | undefined;
/** Work that waits for a turn of its own, longest first. */
const waiting: (() => void)[] = [];

/**
 * Lets requests in between the pieces of long work: resolves at once while this turn of the event loop is young, and else
 * in a later one. Of all work that asks, whoever's it is, one at a time goes on in a turn, so that twelve long answers
 * hold up others no longer than one does.
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

function forget(): void {
  began = undefined;
}

function next(): void {
  began = performance.now();
  waiting.shift()?.();
  setImmediate(waiting.length > 0 ? next : forget);
}
