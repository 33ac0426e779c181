/** A group of endpoints in the API description. Its endpoints are all about the same noun. */
interface Tag {
  name: string;
  description: string;
  /** Matches the paths of the group. A path belongs to the first group that matches it. */
  paths: RegExp;
}

/** Groups of endpoints, in the order of the documentation. */
const TAGS: readonly Tag[] = [
  {
    name: "Crossings",
    description: "Crossings and ports: whether they are open, waits, counts, history, alternatives",
    paths: /^\/v1\/(ports|crossings(\/:slug(\/(?!availability)\w+)?)?)$/,
  },
  {
    name: "Availability",
    description: "The hours and days on which crossings were open, suspended and so on",
    paths: /\/(availability|restrictions)$/,
  },
  {
    name: "Changes",
    description: "New reports in order, and as they happen; the end of the log, to verify that nothing was altered",
    paths: /^\/v1\/(changes|stream|export|log\/\w+)$/,
  },
  {
    name: "Feeds",
    description: "Atom feeds, alerts, calendars and badges, for programs that people already have",
    paths: /\.(xml|ics|svg|atom|cap)$/,
  },
  {
    name: "Status page",
    description: "The crossings in the format of Statuspage, for monitors that read status pages",
    paths: /^\/api\/v2\//,
  },
  {
    name: "OGC API Features",
    description: "The crossings for geographic information systems, such as QGIS and GDAL",
    paths: /^\/ogc(\/|$)/,
  },
  {
    name: "Reports",
    description: "The record of what each source said, and how to add to it",
    paths: /^\/v1\/reports(\/|$)/,
  },
  {
    name: "Subscriptions",
    description: "Webhooks: events sent to an address of yours",
    paths: /^\/v1\/subscriptions(\/|$)/,
  },
  {
    name: "Proposals",
    description: "Drafts of the jobs, for an operator to accept or dismiss",
    paths: /^\/v1\/proposals(\/|$)/,
  },
  { name: "Jobs", description: "Scheduled jobs and their runs", paths: /^\/v1\/jobs(\/|$)/ },
];

/** Group of an endpoint that no other group matches. */
const OTHER = { name: "Other", description: "Everything else" };

/** Returns the name of the group of a path, such as `/v1/crossings/:slug/status`. */
export const tagOf = (path: string): string => (TAGS.find(({ paths }) => paths.test(path)) ?? OTHER).name;

/** Returns the groups to which any of the paths belong, with their descriptions. */
export const tagsOf = (paths: readonly string[]): { name: string; description: string }[] =>
  [...TAGS, OTHER]
    .filter(({ name }) => paths.some((path) => tagOf(path) === name))
    .map(({ name, description }) => ({ name, description }));
