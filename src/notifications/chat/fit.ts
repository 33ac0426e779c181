import type { ChatText, TextBlock } from "../../domain/notifications/chat-content.ts";
import { cutAtWord } from "../../domain/plain-text.ts";

/** Lengths to which the lines of a message are cut, one after the other, until the message fits. */
const LINE_LENGTHS = [1000, 500, 200, 80];

/**
 * Shortens a message until `measure` finds at most `most`. The last parts go first, because the answer comes first. A
 * message that was cut says so.
 */
export function fitChat(text: ChatText, measure: (text: ChatText) => number, most: number): ChatText {
  const fits = (blocks: readonly TextBlock[]) => measure({ ...text, blocks }) <= most;
  if (fits(text.blocks)) return text;
  for (const length of [Number.POSITIVE_INFINITY, ...LINE_LENGTHS])
    for (let count = text.blocks.length - (length === Number.POSITIVE_INFINITY ? 1 : 0); count > 0; count--) {
      const blocks = [...text.blocks.slice(0, count).map((block) => cutBlock(block, length)), text.more];
      if (fits(blocks)) return { ...text, blocks };
    }
  return { ...text, blocks: fits([text.more]) ? [text.more] : [] };
}

const cutBlock = (block: TextBlock, length: number): TextBlock => ({
  ...block,
  lines: block.lines.map((line) => ({ ...line, text: cutAtWord(line.text, length) })),
});
