import { isPreviewer, mayBePreview } from "../../../src/live/cache/link-preview.ts";

describe("a program that previews links", () => {
  test.each([
    ...["facebookexternalhit/1.1", "facebookcatalog/1.0", "meta-externalfetcher/1.1", "Facebot", "WhatsApp/2.23"],
    ...["Slackbot-LinkExpanding 1.0", "Slack-ImgProxy 0.19", "Twitterbot/1.0", "Discordbot/2.0", "TelegramBot"],
    ...["LinkedInBot/1.0", "SkypeUriPreview Preview/0.5", "MicrosoftPreview/2.0", "Viber/1.0", "Linespider/1.1"],
    ...["line-poker/1.0", "vkShare", "redditbot/1.0", "Pinterest/0.2", "Cardyb/1.1", "Bluesky Cardyb/1.1"],
    ...["Mastodon/4.2", "Pleroma 2.5", "Akkoma 3.10", "Misskey/13", "Friendica 2023", "Lemmy/0.19", "Iframely/1.3"],
    ...["Embedly/0.2", "Signal-Android/6", "Applebot/0.1", "Snap URL Preview Service", "ZoomBot"],
  ])("is %s", (agent) => expect(isPreviewer(agent)).toBe(true));

  test.each(["curl/8.5.0", "Mozilla/5.0 Firefox/140.0", "Googlebot/2.1", "Wget/1.21", ""])("is not “%s”", (agent) => {
    expect(isPreviewer(agent)).toBe(false);
    expect(isPreviewer(agent)).toBe(false);
  });

  test("is recognized however many other names came before, and in a name of any length", () => {
    for (let i = 0; i < 300; i++) expect(isPreviewer(`Browser ${i}`)).toBe(false);
    expect(isPreviewer("Browser 299 with Twitterbot")).toBe(true);
    expect(isPreviewer(`${"x".repeat(400)} Twitterbot`)).toBe(true);
  });
});

describe("a request may come from such a program", () => {
  test.each([
    ["/lukeville", undefined, true],
    ["/lukeville", "*/*", true],
    ["/v1", "*/*", true],
    ["/lukeville", "text/html", false],
    ["/lukeville", "", false],
    ["/v1/crossings", "*/*", false],
    ["/v1/crossings", undefined, false],
    [undefined, "*/*", false],
  ])("to %s for %s: %s", (url, accept, wanted) => expect(mayBePreview(url, accept)).toBe(wanted));
});
