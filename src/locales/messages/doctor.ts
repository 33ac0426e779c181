/** Findings of `npm run doctor`, as sentences for the person who runs the installation. Times are in UTC. */
export interface DoctorWords {
  right: string;
  wrong: string;
  note: string;
  /** Summary at the end. */
  faults: (count: number) => string;
  node: (version: string) => string;
  settings: string;
  /** A sentence that already says what to do. It is in English. */
  unusable: (sentence: string) => string;
  noDatabase: (folder: string) => string;
  emptyDatabase: (database: string) => string;
  pending: (database: string, first: string, more: number) => string;
  migrated: (database: string) => string;
  standby: string;
  readOnly: string;
  writable: string;
  clocksAgree: string;
  /** `fault` says by how much the clocks differ. */
  clocksDiffer: (fault: string) => string;
  logAhead: (at: string) => string;
  connections: (used: number, most: number) => string;
  connectionsShort: (used: number, most: number) => string;
  rights: (user: string) => string;
  /** `more` is the number of other rights that the role lacks. */
  lacksRight: (user: string, first: string, more: number) => string;
  disk: (gigabytes: string, folder: string) => string;
  diskShort: (gigabytes: string, folder: string) => string;
  diskElsewhere: string;
  seeded: (crossings: number) => string;
  seedMissing: (missing: number) => string;
  jobFine: (job: string, at: string) => string;
  jobNever: (job: string, due: string | null) => string;
  jobFailed: (job: string, since: string, wasReached: boolean, error: string) => string;
  jobHangs: (job: string, since: string) => string;
  jobOverdue: (job: string, due: string, last: string) => string;
  /** With FOUR_EYES=on: at least two operators have valid keys. */
  operators: (count: number) => string;
  loneOperator: (count: number) => string;
  webhooks: (active: number, waiting: number) => string;
  webhooksWaiting: (waiting: number, minutes: number) => string;
  webhookDead: (id: string, holder: string, since: string, reason: string) => string;
  webhooksDeadMore: (more: number) => string;
  emails: (pending: number, active: number) => string;
  emailsFailing: (failing: number) => string;
  emailKeyMissing: string;
  pushes: (pending: number, active: number) => string;
  pushesFailing: (failing: number) => string;
  pushKeyMissing: string;
  portUnknown: string;
  ready: (url: string) => string;
  notRunning: (url: string) => string;
  silent: (url: string) => string;
  degraded: (reason: string) => string;
  unready: (url: string, detail: string) => string;
  stranger: (url: string) => string;
}
