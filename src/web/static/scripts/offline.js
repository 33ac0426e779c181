// Shows the age of a kept page in its heading, in the reader's time zone, and loads the page anew once there is a
// connection.
const age = document.getElementById("age");
const texts = JSON.parse(age.dataset.words);
const at = new Date(age.dataset.at);

function showAge() {
  const minutes = Math.max(0, Math.floor((Date.now() - at) / 60_000));
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  const [text, n] = minutes < 60 ? [texts.minutes, minutes] : hours < 48 ? [texts.hours, hours] : [texts.days, days];
  const isToday = new Date().toDateString() === at.toDateString();
  const time = new Intl.DateTimeFormat(document.documentElement.lang, {
    ...(isToday ? {} : { day: "numeric", month: "short" }),
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
  age.textContent = texts.asOf.replace("{time}", time).replace("{age}", text.replace("{n}", n));
}

showAge();
setInterval(showAge, 30_000);

// The crossing whose page was requested comes first.
const asked = document.getElementById(`at-${location.pathname.slice(1)}`);
if (asked) {
  asked.dataset.asked = "";
  document.getElementById("kept").prepend(asked);
}

const retry = document.getElementById("retry");
retry.hidden = false;
retry.addEventListener("click", () => location.reload());
addEventListener("online", () => location.reload());
