/** Texts of the page that browsers show without a connection. */
export interface OfflineText {
  title: string;
  /** Says that the statuses below may be out of date. */
  lead: string;
  /** Heading with the time of the statuses. */
  asOf: (moment: string) => string;
  retry: string;
  /** Texts of the page's script: the heading, and the ages in it. */
  script: {
    /** Heading with `{time}` and `{age}`. */
    asOf: string;
    minutes: string;
    hours: string;
    days: string;
  };
}
