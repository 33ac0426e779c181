import { pushRefusalBy } from "../../../src/domain/notifications/push-refusal.ts";

test("only 404 and 410 mean that a device is gone, and a reply that may change later is tried again", () => {
  const of = (status: number | null) => pushRefusalBy(status).of;
  expect([404, 410].map(of)).toEqual(["mailbox", "mailbox"]);
  expect([401, 403].map(of)).toEqual(["rules", "rules"]);
  expect([301, 400, 405, 413].map(of)).toEqual(["message", "message", "message", "message"]);
  expect([null, 406, 408, 429, 500, 503].map(of)).toEqual([
    "service",
    "service",
    "service",
    "service",
    "service",
    "service",
  ]);
});
