/** Text that breaks careless output: markup, quotes, separators, and scripts of both directions. */
export const NASTY = `<b>&amp;</b> "quotes" 'and' \\n \\; semi;colon, comma:colon 🚧🚦👩‍👩‍👧 مغلق ñandú ]]> ${"ancho ".repeat(60)}fin`;

/** Similar text with line breaks and a tab, for notes. */
export const NASTY_LINES = `First; line, with\ttab\r\nSecond <line>\n\n🚧 END:VEVENT\nlast\\`;
