// Messages on this device: subscribes the browser, shows what the device is told, and stops it. Without this script, the
// form offers e-mail only.
{
  const panel = document.getElementById("tell-device");
  const form = document.querySelector("form[data-push-key]");
  const isAble = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  const DEVICE_STORE = "garita-device";
  const DEVICE = "/tell-me/device";

  const fieldsOf = (subscription) => {
    const { endpoint, keys } = subscription.toJSON();
    return { endpoint, p256dh: keys.p256dh, auth: keys.auth };
  };
  const post = async (path, fields) => {
    const answer = await fetch(path, { method: "POST", body: new URLSearchParams(fields) });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer;
  };
  const current = async () => (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription();
  const bytesOf = (key) =>
    Uint8Array.from(atob(key.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
  const isSame = (one, other) => one.byteLength === other.byteLength && one.every((byte, i) => byte === other[i]);

  if (form) {
    const words = JSON.parse(form.dataset.words);
    const note = document.getElementById("tell-note");
    const button = form.querySelector(".go button");
    const radio = form.querySelector("#tell-by-push");
    const isPush = () => !radio || radio.checked;
    const emailCaption = button.textContent;

    const choose = () => {
      for (const each of form.querySelectorAll("[data-by]")) each.hidden = (each.dataset.by === "push") !== isPush();
      const address = form.querySelector("#tell-address");
      if (address) address.disabled = isPush();
      button.textContent = isPush() ? form.dataset.send : emailCaption;
    };
    const fault = !isAble ? words.unavailable : Notification.permission === "denied" ? words.denied : "";
    note.textContent = fault;
    if (fault === "") {
      if (radio) radio.disabled = false;
      else button.disabled = false;
      choose();
    } else if (radio?.checked) {
      form.querySelector("#tell-by-email").checked = true;
      choose();
    }
    form.addEventListener("change", choose);
    form.addEventListener("submit", async (event) => {
      if (!isPush()) return;
      event.preventDefault();
      button.disabled = true;
      note.textContent = words.working;
      try {
        const permission = await Notification.requestPermission();
        if (permission !== "granted") {
          note.textContent = permission === "denied" ? words.denied : words.dismissed;
          return;
        }
        const fields = fieldsOf(await subscribe(form.dataset.pushKey));
        for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
        form.submit();
      } catch {
        note.textContent = words.failed;
      } finally {
        button.disabled = false;
      }
    });
  }

  // A browser gives an address for one key only. A subscription with another key is of no use any more.
  async function subscribe(key) {
    const applicationServerKey = bytesOf(key);
    await navigator.serviceWorker.register("/service-worker.js");
    const { pushManager } = await navigator.serviceWorker.ready;
    const before = await pushManager.getSubscription();
    const oldKey = before?.options.applicationServerKey;
    if (before && oldKey && !isSame(new Uint8Array(oldKey), applicationServerKey)) await before.unsubscribe();
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
    const device = fieldsOf(subscription);
    await move(device).catch(() => {});
    const store = await caches.open(DEVICE_STORE);
    await store.put(DEVICE, new Response(JSON.stringify({ ...device, key })));
    return subscription;
  }

  // The worker may have missed that the browser has got a new address.
  async function move(device) {
    const store = await caches.open(DEVICE_STORE);
    const stored = await (await store.match(DEVICE))?.json();
    if (!stored || stored.endpoint === device.endpoint) return;
    const { endpoint: from_endpoint, p256dh: from_p256dh, auth: from_auth } = stored;
    await post(`${DEVICE}/move`, { ...device, from_endpoint, from_p256dh, from_auth });
    await store.put(DEVICE, new Response(JSON.stringify({ ...stored, ...device })));
  }

  if (panel && isAble) {
    const words = JSON.parse(panel.dataset.words);
    const note = document.getElementById("tell-device-note");
    const list = panel.querySelector("ul");
    const allButton = panel.querySelector("[data-stop-all]");
    const folded = panel.closest("details");
    const say = (text) => {
      note.textContent = text;
    };
    const attempt = (work) => work().catch(() => say(words.lost));

    const show = async () => {
      const subscription = await current();
      if (!subscription) {
        panel.hidden = true;
        return;
      }
      const device = fieldsOf(subscription);
      await move(device);
      const answer = await post(panel.dataset.address, device);
      const { subscriptions } = await answer.json();
      const isOne = subscriptions.length === 1;
      list.replaceChildren(
        ...subscriptions.map(({ lines, leave }) => itemOf(lines, isOne ? stopAll : () => post(leave, {}))),
      );
      allButton.hidden = isOne;
      panel.hidden = subscriptions.length === 0;
    };
    const itemOf = (lines, stop) => {
      const item = document.createElement("li");
      const button = Object.assign(document.createElement("button"), { type: "button" });
      button.textContent = panel.dataset.stop;
      // The caption alone does not say what stops.
      button.setAttribute("aria-label", `${panel.dataset.stop}: ${lines[0]}`);
      button.addEventListener("click", () =>
        attempt(async () => {
          await stop();
          await show();
          stopped();
        }),
      );
      const act = document.createElement("p");
      act.className = "go";
      act.append(button);
      item.append(lines.join(" · "), act);
      return item;
    };
    const stopped = () => {
      say(panel.hidden ? words.stopped : words.stoppedOne);
      if (panel.hidden) document.querySelector("[data-asked]")?.remove();
      // The button with the focus is gone.
      note.focus();
    };
    const stopAll = async () => {
      const subscription = await current();
      if (subscription) {
        await post(`${DEVICE}/leave`, fieldsOf(subscription));
        await subscription.unsubscribe();
      }
      await caches.delete(DEVICE_STORE);
    };
    allButton.addEventListener("click", () =>
      attempt(async () => {
        await stopAll();
        panel.hidden = true;
        stopped();
      }),
    );
    const begin = () => attempt(show);
    if (!folded || folded.open) begin();
    else folded.addEventListener("toggle", begin, { once: true });
  }
}
