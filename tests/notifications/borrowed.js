// Chromium gets subscriptions from its vendor's service only. Here a page borrows one: `borrow` is the test's.
(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const text = (key) => (typeof key === "string" ? key : btoa(String.fromCharCode(...new Uint8Array(key.buffer ?? key))));

  class Borrowed {
    constructor(lent, key) {
      Object.assign(this, lent, { options: { applicationServerKey: bytes(key).buffer, userVisibleOnly: true } });
    }

    getKey(name) {
      return bytes(this.keys[name]).buffer;
    }

    toJSON() {
      const { endpoint, expirationTime, keys } = this;
      return { endpoint, expirationTime, keys };
    }

    async unsubscribe() {
      return borrow("giveBack", "");
    }
  }

  const made = (lent) => lent && new Borrowed(lent.subscription, lent.key);

  PushManager.prototype.getSubscription = async () => made(await borrow("look", ""));

  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    if ((await Notification.requestPermission()) === "granted") return made(await borrow("take", text(applicationServerKey)));
    throw new DOMException("Notifications may not be shown.", "NotAllowedError");
  };
})();
