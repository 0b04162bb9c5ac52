// What waits for the network: sent when it is back, and told of; asked about before its person signs out.
const sayRefused = async ({ draft, status }) => {
  const words = await drafts.read(draft);
  if (!words) return;
  const gone = [403, 404, 405].includes(status);
  const said = sentence(gone ? "gone" : "refused", { heading: words.heading, page: draft.page });
  const list = said.querySelector("dl");
  for (const [, value, label] of gone ? words.fields.filter(([, value, label]) => label && value) : []) {
    const [term, text] = [document.createElement("dt"), document.createElement("dd")];
    [term.textContent, text.textContent] = [label, value];
    list.append(term, text);
  }
  said.querySelector("[data-do=drop]")?.addEventListener("click", async () => {
    await drafts.forget(draft);
    said.remove();
  });
  sayOnTop(said);
};

const sendWhatWaits = async () => {
  const mine = await drafts.all();
  const waiting = mine.filter((draft) => draft.waiting);
  if (!waiting.length) return;
  const done = await sendWaiting(here.owner).catch(orNothing([]));
  const refused = done.filter(({ outcome }) => outcome !== SAVED);
  // The server has its own word ready for what was saved; a form that is being written in is not swept away.
  if (done.length > refused.length && !timers.size && !refused.length) return location.reload();
  for (const answer of done.filter(({ outcome }) => outcome === SAVED)) {
    sayOnTop(sentence("sent", { page: answer.leadsTo }));
  }
  for (const answer of refused) await sayRefused(answer);
  if (!done.length) {
    document.querySelector("#notices [data-waiting]")?.remove();
    sayOnTop(sentence("queue", { number: waiting.length }));
  }
};

const sayOldRefusals = async () => {
  for (const draft of (await drafts.all()).filter((draft) => draft.refused)) {
    await sayRefused({ draft, status: draft.refused });
  }
};

const askBeforeSigningOut = async (form) => {
  await sendWaiting(here.owner).catch(orNothing([]));
  const left = await drafts.all();
  if (!left.length) return leave(form);
  const dialog = sentence("leaving", { number: left.length });
  const list = dialog.querySelector("ul");
  for (const draft of left) {
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: draft.page, className: "ds-link" });
    link.textContent = (await drafts.read(draft))?.heading ?? draft.page;
    item.append(link, `, ${clock(draft.savedAt)}`);
    list.append(item);
  }
  dialog.querySelector("[data-do=stay]").addEventListener("click", () => dialog.close());
  dialog.querySelector("[data-do=leave]").addEventListener("click", async () => {
    for (const draft of left) await drafts.forget(draft);
    leave(form);
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
};

const leave = async (form) => {
  const worker = await navigator.serviceWorker?.getRegistration();
  worker?.active?.postMessage("forget");
  form.submit();
};

const signingOut = (event) => {
  if (!drafts || !event.target.action.endsWith("/logg-ut/")) return;
  event.preventDefault();
  askBeforeSigningOut(event.target);
};
