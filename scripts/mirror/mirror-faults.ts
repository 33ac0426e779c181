/** Thrown if the source does not answer, or not as a mirror needs. The message says which request failed and why. */
export class SourceFault extends Error {
  override readonly name = "SourceFault";
}

/** Thrown if a mirror may not be written into a folder. The message says why. */
export class FolderFault extends Error {
  override readonly name = "FolderFault";
}
