import type { FollowText } from "../../messages/pages/follow.ts";

export const FOLLOW_ENGLISH: FollowText = {
  title: "Follow this crossing",
  hint: "Open a link, or copy its address into a calendar (“from URL”) or a feed reader. Both update themselves.",
  everything: "Everything",
  calendar: "Calendar",
  withAlarm: (minutes) => `Calendar with an alarm ${minutes} minutes before`,
  feed: "Feed",
};
