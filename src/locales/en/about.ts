import type { AboutText } from "../messages/about.ts";

export const ABOUT_ENGLISH: AboutText = {
  title: "About Garita",
  lead: (states) =>
    `<p>Garita says whether a border crossing of ${states} is open, on foot, by car, by truck or by rail, in each direction, now or on any day in the past: who said so, how sure it is, and what was known when. Where it does not know, it says so. <em>Garita</em> is what Mexicans call the gate.</p>`,
  marks: "What the marks mean",
  markTexts: {
    open: "A source says so, none says otherwise, and it was confirmed within the last 90 days.",
    limited: "Partly open: only some services, fewer lanes, only some travellers, or slower than usual.",
    doubtful:
      "The last report says it is open, but no one has confirmed it lately, sources disagree, it opens today at an hour that no one stated, or the expected end of a closure passed more than a day ago. Do not count on it.",
    outside_hours: "In service, but shut at this hour by its timetable. It opens again on schedule.",
    suspended:
      "Halted by a decision and meant to resume. It stays suspended here until a source says that it reopened.",
    closed: "Out of use: by plan, by damage, or for good.",
    unknown: "No one has reported anything. It may be open or not.",
  },
  sections: [
    {
      title: "Where it comes from",
      text: `<p>From announcements of U.S. Customs and Border Protection and other agencies, from news, and from people who run a desk here. Every statement is kept with its source and is never altered. A statement that turns out to be wrong is withdrawn, and stays readable.</p>
<p>CBP’s <a href="https://bwt.cbp.gov/" rel="external noreferrer">Border Wait Times</a> give the waits, and show that traffic moves. They never open or close a crossing here, because they call a crossing “open” by its timetable even while it is shut.</p>
<p>The map is drawn from the Census Bureau’s boundaries and from Natural Earth.</p>`,
    },
    {
      title: "What is not known",
      text: `<ul class="plain"><li>Most crossings are seldom in the news. After 90 days without a report, an open crossing is shown as not confirmed.</li>
<li>Many changes were announced for a day without an hour. Garita does not invent the hour: an opening is in doubt throughout that day.</li>
<li>Hours on holidays are known only where somebody reported them.</li>
<li>Southbound is up to Mexico, which announces less.</li></ul>`,
    },
    {
      title: "Whose clock",
      text: `<p>Every time is on the crossing’s own clock, and its zone is named: MST, CST and so on. Your own clock does not matter. Arizona keeps no daylight saving time, and El Paso is an hour behind the rest of Texas. The board on a day shows each crossing at that hour of its own clock; noon, unless you choose another.</p>`,
    },
    {
      title: "The past, and what was known then",
      text: `<p>Choose a day to see how things stood, according to everything known today. Tick “Count only what had been published by then”to see what a reader could have known at that time. Later announcements do not count.</p>`,
    },
    {
      title: "How to cite an answer",
      text: `<p>Each crossing’s page has a permanent link. It names the moment that was asked about (<code>at</code>) and the moment up to which the record counts (<code>knownAt</code>), so it always shows the same answer, whatever is reported or withdrawn later:</p>
<p><a href="/lukeville?at=2023-12-20T12:00:00-07:00&amp;publishedBefore=2023-12-20T12:00:00-07:00"><code>/lukeville?at=2023-12-20T12:00:00-07:00&amp;publishedBefore=…</code></a> is Lukeville at noon of 20 December 2023, by what had been published by then.</p>`,
    },
    {
      title: "For programs",
      text: `<p>The same answers in JSON, GeoJSON, CSV and Atom, with a stream of changes and webhooks, are described at <a href="/docs">/docs</a>. At a prompt, <code>curl</code> of any page gives one line of text.</p>`,
    },
  ],
};
