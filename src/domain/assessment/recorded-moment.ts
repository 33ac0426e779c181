import type { Moment } from "../time/moment.ts";
import { showMoment } from "../time/show-moment.ts";

/** Month names in proposals. Jobs record their proposals in English, regardless of the reader's language. */
const RECORDED = { months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] };

/** Formats a moment for the proposals of jobs. */
export const recordedMoment = (moment: Moment, zone: string): string => showMoment(moment, zone, RECORDED);
