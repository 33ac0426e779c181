import type { Moment } from "../time/moment.ts";
import { showMoment } from "../time/show-moment.ts";

/** Jobs record their proposals in English, whoever reads them later. */
const RECORDED = { months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] };

/** A moment as the proposals of jobs write it. */
export const recordedMoment = (moment: Moment, zone: string): string => showMoment(moment, zone, RECORDED);
