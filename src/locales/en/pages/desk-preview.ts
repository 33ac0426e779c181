import type { DeskPreviewWords } from "../../messages/pages/desk-preview.ts";

export const DESK_PREVIEW_ENGLISH: DeskPreviewWords = {
  shortPreview: {
    now: "Now",
    same: "no answer changes",
    before: "before:",
    after: "after:",
    details: "All answers, by service",
    liftHint: "Tick what this report lifts too, then preview again.",
    lift: (crossing) => `Lift these at ${crossing} too`,
  },
};
