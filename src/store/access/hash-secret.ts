import { createHash } from "node:crypto";

/** Returns the SHA-256 hash of a key or token, in hexadecimal. A fast hash is safe for 256 random bits. */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");
