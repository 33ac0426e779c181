/** Returns the type of a Temporal value, such as `Temporal.PlainDate`, or undefined. */
const kindOf = (value: unknown): string | undefined =>
  typeof value === "object" && value !== null
    ? /^\[object (Temporal\.\w+)\]$/.exec(Object.prototype.toString.call(value))?.[1]
    : undefined;

// Jest compares enumerable properties, and Temporal values have none. Without this tester, any two Temporal values
// would be equal.
expect.addEqualityTesters([
  (a, b) => {
    const [one, other] = [kindOf(a), kindOf(b)];
    return one === undefined && other === undefined ? undefined : one === other && String(a) === String(b);
  },
]);
