import { say } from "./say.js";

const ACTIONS = [{ action: "done", title: "Done" }, { action: "later", title: "Later" }];

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("push", (event) => event.waitUntil(show(event.data.json().notification)));

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(follow(event.action, event.notification));
});

addEventListener("notificationclose", (event) => event.waitUntil(say({ worker: "closed", of: event.notification.tag })));

addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(say({ worker: "changed", of: event.oldSubscription.endpoint }));
});

async function show({ title, body, tag, navigate }) {
  try {
    await registration.showNotification(title, { tag, body, data: navigate, actions: ACTIONS });
  } catch {
    return say({ worker: "refused", of: tag });
  }
  return say({ worker: "shown", of: tag });
}

async function follow(action, { tag, data }) {
  await say({ worker: "pressed", of: tag, action });
  if (action) return;
  const [open] = await clients.matchAll({ type: "window" });
  if (!open) return clients.openWindow(data);
  open.postMessage(tag);
  return open.focus();
}
