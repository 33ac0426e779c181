// Buttons of a crossing's page: share, print and copy. Without this script the page does not show them.
{
  const say = (button) => {
    document.getElementById("spoken").textContent = button.dataset.done;
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = before;
    }, 2000);
  };
  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
      say(button);
    } catch {
      // If the page may not copy the text, it selects the text, so that the reader can copy it.
      const shown = document.getElementById(button.dataset.copy);
      if (shown) getSelection().selectAllChildren(shown);
    }
  };

  // Addresses are relative if the service does not know its public address.
  for (const each of document.querySelectorAll("[data-whole]"))
    each.textContent = each.textContent.replace(/(^|")\//, `$1${location.origin}/`);

  for (const button of document.querySelectorAll("[data-copy]"))
    button.addEventListener("click", () =>
      copy(document.getElementById(button.dataset.copy).textContent.trim(), button),
    );
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
  for (const button of document.querySelectorAll("[data-share]"))
    button.addEventListener("click", async () => {
      const url = location.href;
      if (!navigator.share) return copy(url, button);
      // Closing the dialog is no error.
      await navigator.share({ title: document.title, url }).catch(() => {});
    });
  for (const acts of document.querySelectorAll(".acts")) acts.hidden = false;

  // Some browsers do not unfold the target of a link by themselves.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    const folded = target?.closest("details:not([open])");
    if (!folded) return;
    folded.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Folded parts are printed too. In some browsers, a style sheet alone cannot unfold them.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open])")];
    for (const each of folded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });
}
