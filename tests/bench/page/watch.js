// Notes when a person could see what is measured. Times are ms since the page was asked for; each is taken after the
// frame that shows it.
(() => {
  const seen = { usable: null, online: null, sent: null, tapped: null, kept: null };
  globalThis.seen = seen;
  const text = (selector) => document.querySelector(selector)?.textContent ?? "";
  const shows = {
    usable: () => document.querySelector("article.card [role=group] button") !== null && text("h1") !== "",
    sent: () => seen.online !== null && text(".head [role=status]").startsWith("All you share is sent"),
    kept: () => seen.tapped !== null && text("article.card .kept.here") === "Kept on this phone",
  };
  const underWay = new Set();
  const look = () => {
    for (const [name, isShown] of Object.entries(shows)) {
      if (seen[name] !== null || underWay.has(name) || !isShown()) continue;
      underWay.add(name);
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          seen[name] = performance.now();
          underWay.delete(name);
        };
        channel.port2.postMessage(null);
      });
    }
  };
  addEventListener("online", () => {
    seen.online = performance.now();
  });
  addEventListener(
    "click",
    (event) => {
      if (event.target.closest("article.card [role=group]") === null) return;
      seen.kept = null;
      seen.tapped = event.timeStamp;
    },
    { capture: true },
  );
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
})();
