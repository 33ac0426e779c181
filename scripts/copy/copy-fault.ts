/** Thrown if a copy cannot be written, or is not as it was written. The message says what is wrong and where. */
export class CopyFault extends Error {
  override readonly name = "CopyFault";
}
