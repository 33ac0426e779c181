import type { Step } from "./step.ts";
import { traffic } from "./steps/traffic.ts";

/** What happens in a round. Steps of one phase have nothing in common, and run side by side. */
export const PHASES: readonly (readonly Step[])[] = [[traffic]];
