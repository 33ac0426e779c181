/** A document in the format of the Federal Register's API. */
export const registerDocument = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  document_number: "2026-25001",
  title: "Change of the Hours of the Port of Entry at Lukeville, Arizona",
  type: "Notice",
  action: "General notice.",
  abstract: "This document announces that the hours at the Lukeville port of entry will change.",
  dates: "The change is effective December 15, 2026.",
  html_url: "https://www.federalregister.gov/documents/2026/11/30/2026-25001/change-of-hours",
  publication_date: "2026-11-30",
  effective_on: "2026-12-15",
  ...more,
});

/** A page of search results in the format of the Federal Register's API. */
export const registerPage = (next: string | null, ...results: unknown[]): object => ({
  count: results.length,
  description: "Documents from U.S. Customs and Border Protection matching 'port of entry'",
  total_pages: next === null ? 1 : 2,
  ...(next === null ? {} : { next_page_url: next }),
  results,
});
