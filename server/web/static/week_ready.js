// Has this browser tell its owner once a week that the week is ready. It asks only on a press: browsers block pages that
// ask by themselves. All sentences stand in the page; the script chooses the one that is true.
const WORKER = "/static/week_ready_worker.js";
const SCOPE = "/static/";
const PATIENCE_MS = 20_000;

// The page's policy takes no plain address for a script: this names the only one there is.
const policy = window.trustedTypes?.createPolicy("sw", {
  createScriptURL(url) {
    if (url !== WORKER) throw new TypeError("not the worker");
    return url;
  },
});

const form = document.getElementById("week-ready");
const button = form.querySelector("[data-ask]");
const { key, on, browser } = form.dataset;

function tell(state) {
  for (const sentence of form.querySelectorAll("[data-state]")) sentence.hidden = sentence.dataset.state !== state;
  button.hidden = ["here", "unsupported", "blocked"].includes(state);
  button.disabled = state === "asking";
}

async function stateHere() {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return "unsupported";
  if (Notification.permission === "denied") return "blocked";
  if (!on) return "off";
  if (!browser) return "lost";
  const registration = await navigator.serviceWorker.getRegistration(SCOPE);
  const subscription = await registration?.pushManager.getSubscription();
  return subscription && (await digest(subscription.endpoint)) === browser ? "here" : "elsewhere";
}

async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function ask() {
  tell("asking");
  const allowed = await Notification.requestPermission();
  if (allowed !== "granted") return allowed === "denied" ? "blocked" : "refused";
  // Subscribing can stay pending for ever.
  const subscription = await Promise.race([subscribe(), new Promise((done) => setTimeout(done, PATIENCE_MS, null))]);
  if (subscription === null) return "slow";
  const { endpoint, keys } = subscription.toJSON();
  for (const [name, value] of Object.entries({ endpoint, ...keys, vapid: key })) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  form.requestSubmit();
  return "asking";
}

async function subscribe() {
  const registration = await navigator.serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER, { scope: SCOPE });
  await active(registration);
  // One that is there may be of another key, or known to be gone.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function active(registration) {
  const worker = registration.installing ?? registration.waiting;
  if (registration.active || !worker) return undefined;
  return new Promise((done) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") done();
    });
  });
}

const failed = () => "failed";
button.addEventListener("click", () => ask().catch(failed).then(tell));
stateHere().catch(failed).then(tell);
