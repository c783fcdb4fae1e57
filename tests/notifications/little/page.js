import { say } from "./say.js";

const worker = () => navigator.serviceWorker.ready;

/** The subscription as it is sent to a server. */
window.subscribe = async (applicationServerKey) => {
  const { pushManager } = await worker();
  return (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })).toJSON();
};

const subscription = async () => (await worker()).pushManager.getSubscription();
window.subscribed = async () => (await subscription())?.endpoint ?? null;
window.signer = async () => [...new Uint8Array((await subscription()).options.applicationServerKey)];
window.unsubscribe = async () => (await subscription()).unsubscribe();

navigator.serviceWorker.addEventListener("message", (event) => say({ page: "told", of: event.data }));
await navigator.serviceWorker.register("worker.js", { type: "module" });
await worker();
document.documentElement.dataset.ready = "";
if (location.hash) await say({ page: "opened", of: location.hash.slice(1) });
