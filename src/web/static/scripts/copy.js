// Shows the age of a copied page. If the page is about the present and out of date, no icon says "open" any longer. The
// answers are in the past tense even without this script.
{
  const notice = document.getElementById("copy");
  const age = document.getElementById("copy-age");
  const texts = JSON.parse(notice.dataset.words);
  const at = Date.parse(notice.dataset.at);
  const limit = Number(notice.dataset.limit ?? Number.POSITIVE_INFINITY);

  const textOf = (minutes) => {
    const hours = Math.floor(minutes / 60);
    const [text, n] =
      minutes < 60
        ? [texts.minutes, minutes]
        : hours < 48
          ? [texts.hours, hours]
          : [texts.days, Math.floor(hours / 24)];
    return text.replace("{n}", n);
  };

  const doubt = () => {
    for (const mark of document.querySelectorAll("main .mark:is(.open, .limited)")) {
      mark.classList.remove("open", "limited");
      mark.classList.add("doubtful");
      (mark.matches("use") ? mark : mark.querySelector("use"))?.setAttribute("href", "#mark-doubtful");
    }
    for (const answer of document.querySelectorAll(".answer:is(.open, .limited)")) answer.className = "answer doubtful";
  };

  const showAge = () => {
    const minutes = Math.floor((Date.now() - at) / 60_000);
    // Clocks often differ by a minute or two.
    const isUnknown = minutes < -2;
    const isOutdated = isUnknown || minutes > limit;
    const words = isUnknown ? texts.unknownAge : isOutdated ? texts.outdated : texts.age;
    const text = words.replace("{age}", textOf(Math.max(0, minutes)));
    if (age.textContent !== text) age.textContent = text;
    if (isOutdated && limit < Number.POSITIVE_INFINITY) doubt();
  };

  showAge();
  setInterval(showAge, 20_000);
  addEventListener("pageshow", showAge);
}
