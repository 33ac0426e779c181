import type { AddressCipher } from "../../../store/notifications/followers/address-cipher.ts";

/** Path of the form, and of the pages below it. */
export const TELL_ME_PATH = "/tell-me";

/** Returns the path of the page that confirms a subscription. Only its owner learns it. */
export const confirmPath = (cipher: AddressCipher, id: string): string =>
  `${TELL_ME_PATH}/confirm/${cipher.token("confirm", id)}`;

/** Returns the path of the page that ends a subscription. A POST to it ends the subscription at once (RFC 8058). */
export const leavePath = (cipher: AddressCipher, id: string): string =>
  `${TELL_ME_PATH}/leave/${cipher.token("leave", id)}`;
