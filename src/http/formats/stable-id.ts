import { v5 } from "uuid";

/** UUID namespace of Garita. It was generated once and never changes. */
const GARITA = "93c94fd9-a103-4e11-a47a-e54b4a25518d";

/**
 * Returns the UUID of an object, from its kind and id. The UUID is the same on every host and never changes (RFC 9562,
 * version 5).
 */
export const stableId = (kind: string, id: string): string => v5(`${kind}/${id}`, GARITA);
