import { createHash } from "node:crypto";

/**
 * Returns the SHA-256 of a key or token, in hexadecimal. The database needs only the hash, and 256 random bits need no
 * slow one.
 */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");
