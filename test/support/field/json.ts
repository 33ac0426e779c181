// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
export type Json = any;
