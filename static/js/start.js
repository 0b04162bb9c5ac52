// Begins when the page is there. Every page works without any of this.
const ownDevice = async () => {
  await navigator.serviceWorker?.register("/arbeider.js").catch(() => {});
  await navigator.serviceWorker?.ready;
  for (const link of [...document.querySelectorAll("a[data-keep]")].slice(0, 3)) {
    fetch(link.href, { headers: { Accept: "text/html" } }).catch(() => {}); // the service worker keeps what comes
  }
};

const notOwnDevice = async () => {
  const worker = await navigator.serviceWorker?.getRegistration();
  worker?.active?.postMessage("forget");
  await worker?.unregister();
};

if (here.owner) {
  if (here.lockAfter) watch(Number(here.lockAfter) * 1000);
  if ("ownDevice" in here) ownDevice();
  else notOwnDevice();
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  document.addEventListener("submit", signingOut);
}
if (drafts) {
  document.addEventListener("input", noticeChange);
  document.addEventListener("submit", submitted);
  addEventListener("online", sendWhatWaits);
  setInterval(() => document.hidden || sendWhatWaits(), 60 * 1000);
  keptForms().forEach(offer);
  sayOldRefusals().then(sendWhatWaits);
}
