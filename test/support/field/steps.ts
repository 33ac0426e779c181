import type { Step } from "./step.ts";
import { announcement } from "./steps/announcement.ts";
import { filings } from "./steps/filings.ts";
import { silence } from "./steps/silence.ts";
import { silences } from "./steps/silences.ts";
import { suspension } from "./steps/suspension.ts";
import { traffic } from "./steps/traffic.ts";

/** What happens in a round. Steps of one phase have no crossing in common, and run side by side. */
export const PHASES: readonly (readonly Step[])[] = [
  [traffic],
  [suspension],
  [filings, silence, announcement],
  [silences],
];
