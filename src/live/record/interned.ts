/** Returns a function that gives the same object for equal keys. `make` creates the object of a new key. */
export function interned<Given, Value>(keyOf: (given: Given) => string, make: (given: Given) => Value) {
  const known = new Map<string, Value>();
  return (given: Given): Value => {
    const key = keyOf(given);
    const value = known.get(key) ?? make(given);
    known.set(key, value);
    return value;
  };
}
