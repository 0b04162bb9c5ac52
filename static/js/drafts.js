// Nothing typed is lost: each form's words are kept here until the server has saved them.
const isKept = (form) =>
  drafts && form.method === "post" && form.closest("main") && form.dataset.draft !== "no" &&
  form.querySelector("textarea, select, input:not([type=hidden])") &&
  !form.querySelector("input[type=password], input[type=file]");

const keptForms = () => [...document.querySelectorAll("main form")].filter(isKept);
const keyOf = (form) => `${location.pathname}#${form.id || keptForms().indexOf(form)}`;

const same = (some, others) => {
  const told = ({ fields }) => JSON.stringify(fields.filter(([name]) => !name.endsWith("version")).map(([name, value]) => [name, value]));
  return told(some) === told(others);
};

const timers = new Map();

// A form that is sent again unchanged is the same sending; a changed one is another.
const keep = async (form, words, more = {}) => {
  clearTimeout(timers.get(form));
  timers.delete(form);
  const before = await drafts.of(keyOf(form));
  const unchanged = before && same((await drafts.read(before)) ?? { fields: [] }, words);
  const draft = { form: keyOf(form), page: location.pathname, action: form.action };
  return drafts.put({ ...draft, sending: unchanged ? before.sending : crypto.randomUUID(), ...more }, words);
};

const keepAll = () => Promise.all([...timers.keys()].map((form) => keep(form, wordsOf(form))));

const noticeChange = (event) => {
  const form = event.target.form;
  if (!form || !isKept(form)) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => keep(form, wordsOf(form)), 400));
};

const besideButton = (form, said) => {
  form.querySelector(".draft-note")?.remove();
  said.classList.add("draft-note");
  const buttons = [...form.querySelectorAll(".knapper")].at(-1);
  if (buttons) buttons.before(said);
  else form.append(said);
  said.scrollIntoView({ block: "center" });
};

const offer = async (form) => {
  const draft = await drafts.of(keyOf(form));
  const words = draft && await drafts.read(draft);
  if (!words || same(words, wordsOf(form))) return;
  const said = sentence(draft.waiting ? "waiting-here" : "offer", { when: clock(draft.savedAt) });
  said.querySelector("[data-do=fetch]").addEventListener("click", () => {
    fill(form, words.fields);
    said.replaceWith(sentence("fetched"));
    form.querySelector("textarea, input:not([type=hidden])")?.focus();
  });
  said.querySelector("[data-do=drop]").addEventListener("click", async () => {
    await drafts.forget(draft);
    said.remove();
  });
  form.prepend(said);
};

const notSent = async (form, words) => {
  const waiting = "sendLater" in form.dataset;
  await keep(form, words, { waiting });
  besideButton(form, sentence(waiting ? "waiting" : "kept"));
  const worker = waiting && (await navigator.serviceWorker?.getRegistration());
  await worker?.sync?.register("sending").catch(() => {});
};

const toSignIn = async (form, words, leadsTo) => {
  await keep(form, words, { waiting: "sendLater" in form.dataset });
  const door = new URL(leadsTo, location.href);
  if (door.search) door.search = new URLSearchParams({ next: location.pathname });
  location.assign(door);
};

// The page's own token, or a fresh one where somebody has signed in since the page was opened.
const sendWithToken = async (draft, fields, form) => {
  const answer = await sendForm(draft, fields, form.elements.csrfmiddlewaretoken.value);
  if (answer.status !== 403) return answer;
  const now = await whoIsHere();
  if (now?.owner !== here.owner) return { outcome: SIGNED_OUT, leadsTo: "/" };
  return sendForm(draft, fields, now.token);
};

const send = async (form, submitter) => {
  const words = wordsOf(form, submitter);
  let answer;
  try {
    answer = await sendWithToken(await keep(form, words), words.fields, form);
  } catch (error) {
    orNothing()(error);
    return notSent(form, words);
  }
  if (answer.outcome === SAVED) {
    await drafts.forget({ owner: here.owner, form: keyOf(form) });
    return goTo(answer.leadsTo);
  }
  if (answer.outcome === SIGNED_OUT) return toSignIn(form, words, answer.leadsTo);
  if (answer.outcome === BROKEN) return notSent(form, words);
  return showPage(answer.page);
};

const submitted = async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !isKept(form)) return;
  event.preventDefault();
  const button = event.submitter ?? form.querySelector("button[type=submit]");
  if (button?.ariaBusy === "true") return;
  if (button) button.ariaBusy = "true";
  await send(form, event.submitter);
  if (button) button.ariaBusy = null;
};
