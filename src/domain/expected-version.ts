import { Refusal } from "./errors.ts";

/** Versions of an item that a request expects, and the text that named them (`If-Match`). */
export interface ExpectedVersion {
  /** Null if any version will do. */
  versions: readonly string[] | null;
  text: string;
}

/** Returns the refusal of a request that expects another version of an item. */
export const versionRefusal = ({ text }: ExpectedVersion): Refusal =>
  new Refusal("changed", ["changedMeanwhile"], [{ path: "If-Match", rule: ["currentVersion"], value: text }]);

/**
 * Refuses a request that expects another version of an item than `version`.
 * @throws Refusal `changed`
 */
export function checkVersion(expected: ExpectedVersion | undefined, version: string): void {
  if (expected?.versions?.includes(version) === false) throw versionRefusal(expected);
}
