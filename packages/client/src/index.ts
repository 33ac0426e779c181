export type { AnswerOf, CallOptions, ClientOptions, JsonPath, QueryOf } from "./connection.ts";
export type { Change, FollowOptions } from "./follow-changes.ts";
export {
  type AlternativesQuery,
  type GaritaClient,
  garitaClient,
  type HistoryPage,
  type SpanList,
} from "./garita-client.ts";
export { GaritaError } from "./garita-error.ts";
export type * from "./generated/api.ts";
export { type CrossingVerdict, isOpen, type ServiceVerdict } from "./is-open.ts";
export type { Aged } from "./read-json.ts";
export { newIdempotencyKey, type Recording, type RecordOptions } from "./record-report.ts";
export {
  type RequestHeaders,
  type VerifyOptions,
  verifyWebhook,
  type WebhookEvent,
  WebhookRefused,
} from "./verify-webhook.ts";
