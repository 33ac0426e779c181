import { expect } from "@jest/globals";

/** The kind of a Temporal value, such as `Temporal.PlainDate`; undefined for anything else. */
const kindOf = (value: unknown): string | undefined =>
  typeof value === "object" && value !== null
    ? /^\[object (Temporal\.\w+)\]$/.exec(Object.prototype.toString.call(value))?.[1]
    : undefined;

// Jest looks at what is enumerable, and moments have nothing that is: without this any two would be equal.
expect.addEqualityTesters([
  (a, b) => {
    const [one, other] = [kindOf(a), kindOf(b)];
    return one === undefined && other === undefined ? undefined : one === other && String(a) === String(b);
  },
]);
