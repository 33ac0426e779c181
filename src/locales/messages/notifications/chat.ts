/** Texts of messages to chat services. The texts of changes are those of messages by e-mail. */
export interface ChatWords {
  /** First line of the first message. */
  title: (places: string) => string;
  introduction: string;
  /** The traffic and the directions that the channel is told about. */
  traffic: (names: string) => string;
  /** How to end the messages: id of the subscription, and name of the key that created it. */
  stop: (subscription: string, holder: string) => string;
  /** Number of crossings, if it is more than a title has room for. */
  about: (count: number) => string;
  /** Follows a message that was too long. */
  more: string;
  /** Label of a link to all crossings. */
  board: string;
}
