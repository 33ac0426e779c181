/**
 * Copies bytes that are to be kept into memory of their own. Node takes small buffers from shared blocks of
 * `Buffer.poolSize` bytes (8 kB in Node 20, 64 kB in Node 26), and the buffers of zlib are larger than their contents. A kept buffer
 * would keep its whole block in memory.
 */
export function inOwnMemory(pieces: readonly Uint8Array[]): Buffer {
  const own = Buffer.allocUnsafeSlow(pieces.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of pieces) {
    own.set(piece, end);
    end += piece.length;
  }
  return own;
}
