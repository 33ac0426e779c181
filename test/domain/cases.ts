import fc from "fast-check";
import { instantsOf, scenes } from "./arbitrary.ts";
import { observationsOf, thresholdsOf, waitsOf } from "./arbitrary-feed.ts";
import { logsOf, viewsOf } from "./arbitrary-log.ts";

/** A time zone with a log, a view of it, and instants to ask about. */
export const cases = scenes.chain((scene) =>
  fc.record({
    zone: fc.constant(scene.zone),
    reports: logsOf(scene),
    view: viewsOf(scene),
    thresholds: thresholdsOf,
    asked: fc.array(
      instantsOf(scene, true).chain((at) =>
        fc.record({ at: fc.constant(at), observation: observationsOf(at), waits: waitsOf(scene, at) }),
      ),
      { minLength: 4, maxLength: 12, size: "max" },
    ),
  }),
);

/** A log, and a view of it. */
export const logs = scenes.chain((scene) => fc.record({ reports: logsOf(scene), view: viewsOf(scene) }));
