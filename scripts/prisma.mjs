import { runPrisma } from "./setup.mjs";

runPrisma(process.argv.slice(2));
