// What the other files ask of the page: who is here, a sentence to say, a form's words, another page in its place.
const here = document.currentScript.dataset; // owner, key, ownDevice, lockAfter
const drafts = here.owner && globalThis.crypto?.subtle ? new Drafts(here.owner, here.key) : null;

// A copy of one of the templates in components/drafts.html, with its open places filled.
const sentence = (name, values = {}) => {
  const said = document.getElementById(`say-${name}`).content.firstElementChild.cloneNode(true);
  for (const place of said.querySelectorAll("[data-value]")) place.textContent = values[place.dataset.value] ?? "";
  for (const link of said.querySelectorAll("a[data-link]")) link.href = values[link.dataset.link];
  return said;
};

const sayOnTop = (said) => document.getElementById("notices").append(said);

const clock = (moment) => new Intl.DateTimeFormat("nb", { weekday: "long", hour: "2-digit", minute: "2-digit" }).format(moment);

const labelOf = (form, name) => {
  const control = form.elements[name];
  return control?.matches?.("textarea, input[type=text]") ? control.labels[0]?.textContent.trim() ?? "" : "";
};

// A form's words: what page it stands on, and its fields as [name, value, label].
const wordsOf = (form, submitter) => {
  const pairs = [...new FormData(form)];
  if (submitter?.name) pairs.push([submitter.name, submitter.value]);
  const fields = pairs.filter(([name]) => name !== "csrfmiddlewaretoken");
  return {
    heading: document.querySelector("h1").textContent.trim(),
    fields: fields.map(([name, value]) => [name, value, labelOf(form, name)]),
  };
};

const canBeChecked = (control) => ["radio", "checkbox"].includes(control.type);

const fill = (form, fields) => {
  const left = new Map();
  for (const [name, value] of fields) left.set(name, [...(left.get(name) ?? []), value]);
  for (const control of form.elements) {
    if (!left.has(control.name) && !canBeChecked(control)) continue;
    if (canBeChecked(control)) control.checked = (left.get(control.name) ?? []).includes(control.value);
    else if (control.matches("input, textarea, select")) control.value = left.get(control.name).shift() ?? control.value;
  }
  for (const part of form.querySelectorAll("details")) {
    part.open ||= [...part.querySelectorAll("textarea, input[type=text]")].some((control) => control.value);
  }
};

// Answered with a page instead of a redirect: it takes the place of this one, as if the browser had sent the form.
const showPage = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  scrollTo(0, 0);
  document.querySelector("[autofocus]")?.focus();
};

const goTo = (address) => {
  const target = new URL(address, location.href);
  const samePage = target.pathname === location.pathname && target.search === location.search;
  location.assign(target);
  if (samePage && target.hash) location.reload();
};
