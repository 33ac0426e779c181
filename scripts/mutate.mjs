import { setUp } from "./setup.mjs";

// Like the tests, this ignores `.env`, so that it never uses a real database.
await setUp();
process.setSourceMapsEnabled(true);
await import("../dist/scripts/mutate.js");
