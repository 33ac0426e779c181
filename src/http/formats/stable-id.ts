import { v5 } from "uuid";

/** Names of Garita's things are told apart from all other names by this; it was drawn once, and never changes. */
const GARITA = "93c94fd9-a103-4e11-a47a-e54b4a25518d";

/** The UUID of a thing by its kind and its own id: the same from every host, for all time (RFC 9562, version 5). */
export const stableId = (kind: string, id: string): string => v5(`${kind}/${id}`, GARITA);
