import type { Moment } from "../time/moment.ts";
import { showMoment } from "../time/show-moment.ts";

/** Month names in proposals, which are always in English. */
const RECORDED = { months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] };

/** Formats a moment for a proposal. */
export const recordedMoment = (moment: Moment, zone: string): string => showMoment(moment, zone, RECORDED);
