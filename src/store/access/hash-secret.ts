import { createHash } from "node:crypto";

/** The SHA-256 of a key or token, in hexadecimal: of 256 random bits the database needs to know no more, and no slow hash. */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");
