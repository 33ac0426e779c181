import type { AboutText } from "../messages/about.ts";

export const ABOUT_ENGLISH: AboutText = {
  title: "About Garita",
  lead: (states) =>
    `<p>Garita tells you whether a border crossing in ${states} is open, on foot, by car, by truck or by rail, in each direction, now or on any past day. It also gives the source of each answer, its certainty, and the answer as it was known at the time. When it does not know, it says so. <em>Garita</em> is the Mexican word for a border checkpoint.</p>`,
  marks: "Meaning of the symbols",
  markTexts: {
    open: "A source reported it or traffic confirmed it within the last 90 days, and no source disagrees.",
    limited: "Partly open: only some services, fewer lanes, only some travellers, or slower than usual.",
    doubtful:
      "It may be open, but there is a doubt: no one has confirmed it lately, sources disagree, it opens today at a time that no source stated, or the expected end of a closure passed more than a day ago. Do not rely on it.",
    outside_hours:
      "In service, but closed at this hour according to its timetable. It reopens at its next opening time.",
    limited_to_others: "Open, but not for the travellers you asked about.",
    suspended:
      "Stopped by a decision, and expected to resume. It stays suspended here until a source reports that it has reopened.",
    closed: "Out of use: as planned, because of damage, or permanently.",
    unknown: "Nothing has been reported. It may or may not be open.",
  },
  readOn: "Read the results.",
  log: {
    title: "How alterations would show",
    text: `<p>Each report has a number and a hash, which depends on the report and on all reports before it. If you keep the newest hash, you can prove later whether anything up to it was altered, added or removed, without trusting the operators of this service.</p>`,
    head: ({ seq, time, hash }) =>
      `The newest report has the number ${seq}, was recorded on ${time}, and has the hash ${hash}.`,
    signed: "The same, signed",
  },
  sections: [
    {
      title: "Where the information comes from",
      text: `<p>From announcements of U.S. Customs and Border Protection and other agencies, from news, and from the operators of this service. Every statement is kept with its source and is never altered. A statement that turns out to be wrong is withdrawn, but can still be read.</p>
<p>CBP’s <a href="https://bwt.cbp.gov/" rel="external noreferrer">Border Wait Times</a> supply the waits, and show that traffic is moving. Garita never uses their status “open” or “closed”, because they list a crossing as “open” by its timetable even while it is closed.</p>
<p>The map is drawn from the Census Bureau’s boundaries and from Natural Earth.</p>`,
    },
    {
      title: "Gaps in the information",
      text: `<ul class="plain"><li>Most crossings are seldom in the news. After 90 days without a report and without traffic in the data, an open crossing is shown as not confirmed.</li>
<li>Many changes were announced for a day, without a time. Garita does not invent the time: an opening is in doubt throughout that day.</li>
<li>Holiday hours are known only if somebody reported them.</li>
<li>Mexico decides on southbound traffic, and announces less.</li></ul>`,
    },
    {
      title: "Local time",
      text: `<p>All times are local to the crossing, with the time zone: MST, CST and so on. Your own time zone does not matter. Arizona does not observe daylight saving time, and El Paso is an hour behind the rest of Texas. If you choose a day, the board shows each crossing at the local time that you enter, or at noon if you enter none.</p>`,
    },
    {
      title: "The past, as known now or at the time",
      text: `<p>Choose a day to see the status at that time, according to everything known today. Tick “Count only reports published by then” to see the status as readers could have known it at that time. Later announcements then do not count.</p>`,
    },
    {
      title: "How to cite an answer",
      text: `<p>Each crossing’s page has a permanent link. It contains the moment you asked about (<code>at</code>) and the moment you opened the page (<code>knownAt</code>). Reports recorded after that do not count, so the link always shows the same answer, whatever is reported or withdrawn later.</p>
<p>You can also cite the answer as readers could have known it at the time: <a href="/lukeville?at=2023-12-20T12:00:00-07:00&amp;publishedBefore=2023-12-20T12:00:00-07:00"><code>/lukeville?at=2023-12-20T12:00:00-07:00&amp;publishedBefore=…</code></a> shows Lukeville at noon on 20 December 2023, according to the reports published by then.</p>`,
    },
    {
      title: "For developers",
      text: `<p>The same answers are available in JSON, GeoJSON, CSV and Atom, as a stream of changes and through webhooks: see <a href="/docs">/docs</a>. In a terminal, <code>curl</code> on a crossing’s page prints one line of text.</p>`,
    },
  ],
};
