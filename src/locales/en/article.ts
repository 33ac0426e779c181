import type { ArticleText } from "../messages/article.ts";

export const ARTICLE_ENGLISH: ArticleText = {
  title: "The news text, statement by statement",
  invitation: "The record began with one news text of December 2023. Each of its statements was checked.",
  lead: `<p>The record began with one news text: <a href="https://www.nsnews24.com/us-mexico-to-hold-further-talks-on-migration-next-month/" rel="external noreferrer">“US, Mexico to hold further talks on migration next month”</a>. It names no author and no date. A caption dates the meeting that it reports to 27 December 2023, so the text was written on the 28th or soon after.</p>
<p>It names no crossing and no time of day. Nothing in it changes a status here. The suspensions are on record from the authorities that decided them, and the text is recorded beside them as a claim.</p>`,
  statements: "What it says, in our words",
  columns: { says: "The text says", became: "What the record says", answers: "Answers of those days" },
  says: {
    S1: "The United States agreed to keep legal crossings open, according to Mexico’s president.",
    S2: "The president: care is needed that crossings are not closed, and there is an agreement.",
    S3: "The president: the railway crossings and the border bridges are already being opened.",
    S4: "Earlier in the month, the US authorities closed two railway crossings between Mexico and Texas for several days.",
    S5: "They did so to limit illegal entries on freight trains.",
    S6: "Legal crossings were also suspended at several entry points for vehicles and pedestrians in Texas, Arizona and California.",
    S7: "They did so to free resources.",
    S8: "About 10,000 migrants a day crossed in recent weeks.",
    S9: "The talks will continue in Washington in January.",
  },
  became: {
    S1: "The statement names no particular crossing. It is in the note on the president’s statement of 28 December and changes no status.",
    S2: "The same.",
    S3: "This was true of three railway bridges, which had been open since 22 December. U.S. Customs and Border Protection (CBP) contradicts it for four crossings, which opened on 4 January. It is recorded as a claim of 28 December about all seven; the answers about the four show the conflict.",
    S4: "CBP suspended the railway at Eagle Pass and El Paso on 18 December at 8:00, each in its own local time. It resumed on 22 December at 2 p.m. Eastern time. El Paso has two railway bridges, so three bridges were closed.",
    S5: "CBP gave the lack of staff as its reason, and mentioned smuggling by train. The reason on record is staffing.",
    S6: "CBP suspended vehicles northbound at Eagle Pass Bridge I on 27 November, all of Lukeville on 4 December and PedWest on 9 December. Morley Gate had been closed for construction since 25 September, and CBP listed it with the others on 22 December. All four opened on 4 January 2024.",
    S7: "CBP says the same: officers were sent to help the Border Patrol.",
    S8: "It does not say whether crossings were open, so it is not on record.",
    S9: "Not on record either.",
  },
  asPublished: "by what was published then",
  dayTitle: "On 28 December 2023",
  day: "The three railway bridges were open. Eagle Pass Bridge I was suspended for vehicles northbound. Lukeville, PedWest and Morley Gate were suspended as a whole.",
};
