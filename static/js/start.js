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

// What the two wrote is deleted when a programme is closed: drafts of its pages go at the first visit after.
const dropClosed = async () => {
  const closed = [...document.querySelectorAll("[data-closed]")].map((part) => part.dataset.closed);
  const kept = closed.length ? await drafts.all() : [];
  const gone = kept.filter((draft) => closed.some((place) => draft.page.startsWith(place)));
  for (const draft of gone) await drafts.forget(draft);
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
  dropClosed().then(sayOldRefusals).then(sendWhatWaits);
}
