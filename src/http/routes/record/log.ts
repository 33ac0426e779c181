import { z } from "zod";
import { getChainHead, getLogKeys } from "../../../actions/record/chain/get-chain-head.ts";
import { canonicalJson } from "../../../domain/record/chain/canonical-json.ts";
import { LOG_TOPIC } from "../../../live/snapshot.ts";
import type { LogKey } from "../../../store/chain/log-key.ts";
import { cacheUntilInvalidated, type Route, route } from "../../route.ts";
import { Instant } from "../../wire/wire.ts";

/** The head without its signature. The signature covers its canonical JSON. */
const UnsignedHead = z.strictObject({
  seq: z.int().meta({ description: "The `seq` of the newest report. 0 if there is none" }),
  hash: z.string().nullable().meta({ description: "The hash of the newest report" }),
  time: Instant.nullable().meta({ description: "The recording time of the newest report" }),
  reports: z.int().meta({ description: "The number of reports in the log" }),
  keyId: z.string().nullable().meta({
    description: "The key of the signature, one of `/v1/log/key`. Null if this process does not sign",
  }),
});

const HeadOfLog = z
  .strictObject({
    ...UnsignedHead.shape,
    signature: z.string().nullable().meta({
      description: "Ed25519, base64. The signed text is this answer without `signature`, as canonical JSON (RFC 8785)",
    }),
  })
  .meta({ id: "LogHead", description: "The end of the log, signed" });

const KeysOfLog = z
  .strictObject({
    current: z.string().nullable().meta({ description: "The id of the key with which this process signs" }),
    keys: z.array(
      z
        .strictObject({
          id: z.string().meta({ description: "The SHA-256 of the public key (DER), in hex" }),
          publicKey: z.string().meta({ description: "PEM (SubjectPublicKeyInfo)" }),
          since: Instant,
        })
        .meta({ id: "LogKey", description: "A public key that has signed heads of the log" }),
    ),
  })
  .meta({ id: "LogKeys", description: "The public keys of the log, newest first" });

/** Returns the routes with which readers verify the log. Without a key, heads are not signed. */
export const logRoutes = (logKey: LogKey | null): Route[] => [
  route({
    method: "get",
    path: "/v1/log/head",
    summary: "The end of the log: its newest hash, signed",
    reply: HeadOfLog,
    async handle(ctx) {
      const head = { ...(await getChainHead(ctx)), keyId: logKey?.id ?? null };
      const signature = logKey?.sign(canonicalJson(z.encode(UnsignedHead, head))) ?? null;
      return { value: { ...head, signature }, keep: cacheUntilInvalidated(ctx, LOG_TOPIC) };
    },
  }),
  route({
    method: "get",
    path: "/v1/log/key",
    summary: "The public keys that have signed heads of the log, newest first",
    reply: KeysOfLog,
    // The keys change at a start, which invalidates nothing in other processes.
    isKept: false,
    async handle(ctx) {
      return { value: { current: logKey?.id ?? null, keys: await getLogKeys(ctx) } };
    },
  }),
];
