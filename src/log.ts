import { type Logger, pino } from "pino";

export type Log = Logger;

/** Creates the log of this process: JSON lines on standard error. Standard output is for people. */
export const makeLog = (level: string): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
