import type { ArticleText } from "../messages/article.ts";

export const ARTICLE_ENGLISH: ArticleText = {
  title: "The news article, statement by statement",
  invitation: "The record began with one news article from December 2023. Each of its statements was checked.",
  lead: `<p>The record began with one news article: <a href="https://www.nsnews24.com/us-mexico-to-hold-further-talks-on-migration-next-month/" rel="external noreferrer">“US, Mexico to hold further talks on migration next month”</a>. It gives no author and no date. According to a caption, the meeting in the article took place on 27 December 2023, so the article was written on the 28th or soon after.</p>
<p>The article names no crossing and no time of day, so nothing in it changes a status here. The suspensions are on record as announced by the authorities that ordered them, and the article is recorded beside them as a claim.</p>`,
  statements: "Its statements, in our words",
  columns: { says: "Statement", became: "On record", answers: "Answers for those days" },
  says: {
    S1: "The United States agreed to keep legal crossings open, according to Mexico’s president.",
    S2: "The president: care must be taken that crossings are not closed, and there is an agreement.",
    S3: "The president: the railway crossings and the border bridges are already being opened.",
    S4: "Earlier in the month, the US authorities closed two railway crossings between Mexico and Texas for several days.",
    S5: "They did so to limit illegal entries on freight trains.",
    S6: "Legal crossings were also suspended at several entry points for vehicles and pedestrians in Texas, Arizona and California.",
    S7: "They did so to free resources.",
    S8: "About 10,000 migrants a day crossed in recent weeks.",
    S9: "The talks will continue in Washington in January.",
  },
  became: {
    S1: "The statement names no particular crossing, so it changes no status. It is in the note of the report on what the president said on 28 December.",
    S2: "The same.",
    S3: "This was true of three railway bridges, which had been open since 22 December. U.S. Customs and Border Protection (CBP) contradicts it for four other crossings, which opened on 4 January. The statement is recorded as a claim of 28 December about all seven; the answers about those four show the conflict.",
    S4: "CBP suspended rail traffic at Eagle Pass and El Paso on 18 December at 8 a.m. local time in each city. Traffic resumed on 22 December at 2 p.m. Eastern time. El Paso has two railway bridges, so three bridges were closed.",
    S5: "CBP gave a lack of staff as its reason, and mentioned smuggling by train. The reason on record is staffing.",
    S6: "CBP suspended northbound vehicle traffic at Eagle Pass Bridge I on 27 November, all of Lukeville on 4 December and PedWest on 9 December. Morley Gate had been closed for construction since 25 September, and CBP listed it with the others on 22 December. All four opened on 4 January 2024.",
    S7: "CBP says the same: officers were sent to help the Border Patrol.",
    S8: "This does not say whether crossings were open, so it is not on record.",
    S9: "This is not on record either.",
  },
  asPublished: "from reports published by then",
  dayTitle: "On 28 December 2023",
  day: "The three railway bridges were open. Eagle Pass Bridge I was suspended for northbound vehicles. Lukeville, PedWest and Morley Gate were suspended entirely.",
};
