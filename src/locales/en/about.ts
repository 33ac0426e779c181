import type { AboutText } from "../messages/about.ts";

export const ABOUT_ENGLISH: AboutText = {
  title: "About Garita",
  lead: (states) =>
    `<p>Garita says whether a border crossing of ${states} is open, on foot, by car, by truck or by rail, in each direction, now or on any day in the past: who said so, how sure it is, and what was known when. Where it does not know, it says so. <em>Garita</em> is what Mexicans call the gate.</p>`,
  marks: "What the marks mean",
  markTexts: {
    open: "Somebody said so, nobody says otherwise, and it was attested within the last 90 days.",
    limited: "Some of it is open: only part of the services, fewer lanes, some travellers only, or slower than usual.",
    doubtful:
      "The last word is that it is open, but nobody has confirmed it lately, sources disagree, or it opens at some hour of today that nobody stated. Do not count on it.",
    outside_hours: "In service, and shut at this hour by its own timetable. It opens again by itself.",
    suspended:
      "Halted by somebody’s decision, and meant to resume. It does not reopen by itself here: somebody has to say so.",
    closed: "Out of use: by plan, by damage, or for good.",
    unknown: "Nobody has reported anything. It may be open or not.",
  },
  sections: [
    {
      title: "Where it comes from",
      text: `<p>From announcements of U.S. Customs and Border Protection and other agencies, from news, and from people who run a desk here. Every statement is kept with its source, and nothing is ever altered: what turns out to be wrong is withdrawn, and stays readable.</p>
<p>CBP’s <a href="https://bwt.cbp.gov/" rel="external noreferrer">Border Wait Times</a> give the waits, and show that traffic moves. They never open or close a crossing here: they call a crossing “open” by its timetable, also while it is shut.</p>
<p>The map is drawn from the Census Bureau’s boundaries and from Natural Earth.</p>`,
    },
    {
      title: "What is not known",
      text: `<ul class="plain"><li>Most crossings are seldom spoken of. Without word for 90 days an open crossing is shown as not confirmed.</li>
<li>Many changes were announced for a day, without an hour. No hour is made up: through that day, an opening is in doubt.</li>
<li>Hours on holidays are known only where somebody reported them.</li>
<li>Southbound is up to Mexico, which announces less.</li></ul>`,
    },
    {
      title: "Whose clock",
      text: `<p>Every time is on the crossing’s own clock, and its zone is named: MST, CST and so on. Your own clock does not matter. Arizona keeps no daylight saving time, and El Paso is an hour behind the rest of Texas. The board on a day shows each crossing at that hour of its own clock; noon, unless you choose another.</p>`,
    },
    {
      title: "The past, and what was known then",
      text: `<p>Choose a day, and you see how things stood by all that is known today. Tick “Only by what had been published by then”, and you see what a reader could have known at that time: announcements that came later do not count.</p>`,
    },
    {
      title: "How to cite an answer",
      text: `<p>Each crossing’s page has a permanent link. It names the moment that was asked about (<code>at</code>) and the moment up to which the record counts (<code>knownAt</code>), so that it shows the same answer for ever, whatever is reported or withdrawn later:</p>
<p><a href="/lukeville?at=2023-12-20T12:00:00-07:00&amp;publishedBefore=2023-12-20T12:00:00-07:00"><code>/lukeville?at=2023-12-20T12:00:00-07:00&amp;publishedBefore=…</code></a> is Lukeville at noon of 20 December 2023, by what had been published by then.</p>`,
    },
    {
      title: "For programs",
      text: `<p>The same answers in JSON, GeoJSON, CSV and Atom, with a stream of changes and webhooks, are described at <a href="/docs">/docs</a>. At a prompt, <code>curl</code> of any page gives one line of text.</p>`,
    },
  ],
};
