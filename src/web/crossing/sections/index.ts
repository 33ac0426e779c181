import { crossingForm } from "../form.ts";
import type { CrossingSection } from "../section.ts";
import { timelineSection } from "../timeline/timeline.ts";
import { calendarSection } from "../timeline/year-calendar.ts";
import { alternativesSection } from "./alternatives.ts";
import { answerSection } from "./answer.ts";
import { countsSection } from "./counts.ts";
import { evidenceSection } from "./evidence.ts";
import { followSection } from "./follow.ts";
import { historySection } from "./history.ts";
import { linksSection } from "./links.ts";
import { placeSection } from "./place.ts";
import { servicesSection } from "./services.ts";
import { tellMeSection } from "./tell-me.ts";
import { waitsSection } from "./waits.ts";

/** All sections of a crossing's page, in the order of the page. To add a section, add its file and a line here. */
export const CROSSING_SECTIONS: readonly CrossingSection[] = [
  answerSection,
  alternativesSection,
  crossingForm,
  servicesSection,
  waitsSection,
  timelineSection,
  calendarSection,
  countsSection,
  evidenceSection,
  historySection,
  linksSection,
  tellMeSection,
  followSection,
  placeSection,
];
