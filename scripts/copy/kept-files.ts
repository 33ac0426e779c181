import { z } from "zod";

/** A head of the log, as kept from `/v1/log/head`. */
export const KeptHeadFile = z.object({
  seq: z.int(),
  hash: z.string().nullable(),
  time: z.string().nullable(),
  reports: z.int(),
  keyId: z.string().nullable(),
  signature: z.string().nullable(),
});

/** Public keys, as kept from `/v1/log/key`. */
export const KeptKeysFile = z.object({ keys: z.array(z.object({ id: z.string(), publicKey: z.string() })) });
