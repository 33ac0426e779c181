// biome-ignore lint/suspicious/noExplicitAny: a witness reads whatever the wire gave
export type Json = any;
