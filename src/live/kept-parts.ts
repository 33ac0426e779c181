import type { KeptParts, PartKind } from "../domain/status/snapshot.ts";
import { makePartShelf, type Validity } from "./part-shelf.ts";

/** Approximate size of a part without its contents. */
const EMPTY_BYTES = 300;

/** A part of any kind. The kind is in the question under which the part is kept. */
interface AnyPart extends Validity {
  value: unknown;
}

/**
 * Keeps parts up to `mostBytes`, and removes those to the question asked longest ago first. `isTouchedSince` is that of
 * the snapshot.
 */
export function keepParts(
  mostBytes: number,
  isTouchedSince: (of: readonly string[], touches: number) => boolean,
): KeptParts & { drop(slugs: readonly string[]): void } {
  const shelf = makePartShelf<AnyPart>(mostBytes, isTouchedSince);
  const keyOf = ({ name }: { name: string }, question: string) => `${name} ${question}`;
  return {
    find: <Value>(kind: PartKind<Value>, question: string, slug: string, now: Validity["from"]) =>
      shelf.find(keyOf(kind, question), slug, now)?.value as Value | undefined,
    keep(kind, question, slug, part, touches) {
      shelf.keep(keyOf(kind, question), slug, { part, bytes: EMPTY_BYTES + kind.bytesOf(part.value) }, touches);
    },
    drop: shelf.drop,
  };
}
