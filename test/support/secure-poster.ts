import { postWebhook } from "../../src/notifications/webhook/post-webhook.ts";

// A process of its own, because Node reads its trusted certificate authorities at the start.
const [url = ""] = process.argv.slice(2);
const here = { privateAddresses: true, resolve: async () => ["127.0.0.1"] };
const reply = await postWebhook({ url, headers: {}, body: "{}" }, here, AbortSignal.timeout(10_000));
process.send?.(reply);
process.disconnect?.();
