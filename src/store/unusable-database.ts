/** A database that cannot be used as it is. The message says why, and what to do, to whoever started the service. */
export class UnusableDatabase extends Error {}
