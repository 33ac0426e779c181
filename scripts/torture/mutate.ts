import type { Random } from "../random.ts";

/**
 * Changes a document at a few random places: replaces, flips, inserts, removes, doubles or moves bytes, or cuts off the
 * end. Bytes that are no longer UTF-8 become U+FFFD, as in the service.
 */
export function mutate(text: string, random: Random): string {
  let bytes: Buffer = Buffer.from(text);
  for (let times = 1 + random.below(3); times > 0 && bytes.length > 1; times--) bytes = mutated(bytes, random);
  return bytes.toString("utf8");
}

/** Bytes that have a meaning in JSON, XML, or the texts of feeds. */
const MEANINGFUL = Buffer.from(`<>&"'{}[]:,;/\\0189-+.!?= \n\0`);

function mutated(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length);
  const length = 1 + random.below(random.chance(0.8) ? 4 : 400);
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)];
  switch (random.below(8)) {
    case 0:
      return Buffer.concat([before, Buffer.from([random.below(256)]), bytes.subarray(at + 1)]);
    case 1:
      return Buffer.concat([before, Buffer.from([(bytes[at] ?? 0) ^ (1 << random.below(8))]), bytes.subarray(at + 1)]);
    case 2:
      return Buffer.concat([before, Buffer.from([random.pick([...MEANINGFUL])]), bytes.subarray(at + 1)]);
    case 3:
      return Buffer.concat([before, Buffer.from([random.pick([...MEANINGFUL])]), bytes.subarray(at)]);
    case 4:
      return Buffer.concat([before, after]);
    case 5:
      return Buffer.concat([before, piece, piece, after]);
    case 6: {
      // Puts a piece of the document in another place, where it may replace as many bytes.
      const to = random.below(bytes.length);
      return Buffer.concat([
        bytes.subarray(0, to),
        piece,
        bytes.subarray(random.chance(0.5) ? to : Math.min(bytes.length, to + piece.length)),
      ]);
    }
    default:
      return random.chance(0.1) ? before : Buffer.concat([before, bytes.subarray(at + 1)]);
  }
}
