/**
 * Returns a function that remembers the results of `work` by the key of the argument, by default the argument itself.
 * `work` receives the key, too.
 */
export function remembered<Given, Result, Key = Given>(
  work: (given: Given, key: Key) => Result,
  keyOf: (given: Given) => Key = (given) => given as unknown as Key,
): (given: Given) => Result {
  const results = new Map<Key, Result>();
  return (given) => {
    const key = keyOf(given);
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = work(given, key);
    results.set(key, result);
    return result;
  };
}

/**
 * Returns a function that remembers the result of `work` for each object, as long as the object exists. The object must
 * not be altered later.
 */
export function rememberedFor<Given extends object, Result>(work: (given: Given) => Result): (given: Given) => Result {
  const results = new WeakMap<Given, Result>();
  return (given) => {
    const known = results.get(given);
    if (known !== undefined) return known;
    const result = work(given);
    results.set(given, result);
    return result;
  };
}
