// Shows that the week is ready, and opens the caseload on a press. It keeps nothing and asks for nothing, and its scope
// holds no page: it can never stand between a page and the server.
const UNREADABLE = { title: "Throughline" };

function said(event) {
  try {
    return event.data.json().notification;
  } catch {
    return UNREADABLE;
  }
}

addEventListener("push", (event) => {
  // Something is shown for every push, readable or not: browsers end the subscription of a worker that stays silent.
  const { title, body, tag } = said(event);
  event.waitUntil(registration.showNotification(title, { body, tag }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  // A new tab: an open page may hold a form that is being filled in.
  event.waitUntil(clients.openWindow("/"));
});
