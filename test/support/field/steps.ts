import type { Step } from "./step.ts";
import { announcement } from "./steps/announcement.ts";
import { death } from "./steps/death.ts";
import { farewell } from "./steps/farewell.ts";
import { filings } from "./steps/filings.ts";
import { hang } from "./steps/hang.ts";
import { silence } from "./steps/silence.ts";
import { silences } from "./steps/silences.ts";
import { suspension } from "./steps/suspension.ts";
import { traffic } from "./steps/traffic.ts";

/** Steps of a round. Steps of one phase share no crossing and run concurrently. */
export const ROUND: readonly (readonly Step[])[] = [
  [traffic],
  [suspension],
  [filings, silence, announcement],
  [silences],
  [hang],
  [death],
];

/** The final steps, which run once. */
export const END: readonly (readonly Step[])[] = [[farewell]];

/** All steps. */
export const STEPS: readonly Step[] = [...ROUND, ...END].flat();
