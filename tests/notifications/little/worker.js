import { say } from "./say.js";

const ACTIONS = [{ action: "done", title: "Done" }, { action: "later", title: "Later" }];

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("push", (event) => {
  const text = event.data.text();
  const [title, tag = title] = text.split("/");
  event.waitUntil(show(title, tag));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(follow(event.action, event.notification.tag));
});

addEventListener("notificationclose", (event) => event.waitUntil(say({ worker: "closed", of: event.notification.tag })));

async function show(title, tag) {
  try {
    await registration.showNotification(title, { tag, body: "Words.", actions: ACTIONS });
  } catch {
    return say({ worker: "refused", of: title });
  }
  return say({ worker: "shown", of: title });
}

async function follow(action, tag) {
  await say({ worker: "pressed", of: tag, action });
  if (action) return;
  const [open] = await clients.matchAll({ type: "window" });
  if (!open) return clients.openWindow(`/#${tag}`);
  open.postMessage(tag);
  return open.focus();
}
