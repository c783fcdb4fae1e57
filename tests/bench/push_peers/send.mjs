// web-push: so many messages with so many in flight over kept connections; prints the processor's seconds it took.
import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import webpush from "web-push";

const { authority, contact, count, inFlight, keys, payload, subscriptions } = JSON.parse(readFileSync(0, "utf8"));
const agent = new Agent({ ca: readFileSync(authority), keepAlive: true, maxSockets: inFlight });
const options = { agent, TTL: 3600, vapidDetails: { subject: contact, ...keys } };

async function send(many) {
  let next = 0;
  const worker = async () => {
    while (next < many) await webpush.sendNotification(subscriptions[next++ % subscriptions.length], payload, options);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}

await send(100);
const began = process.cpuUsage();
await send(count);
const { user, system } = process.cpuUsage(began);
console.log((user + system) / 1e6);
agent.destroy();
