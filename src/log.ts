import { type Logger, pino } from "pino";

export type Log = Logger;

/** The log of this process: JSON lines on standard error, so that standard output stays for people. */
export const makeLog = (level: string): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
