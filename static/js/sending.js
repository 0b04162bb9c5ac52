// Sends a form in the background. The page does, and so does the service worker when the network is back.
const SAVED = "saved", SIGNED_OUT = "signed out", REFUSED = "refused", BROKEN = "broken";

class NoNetwork extends Error {}

const ask = async (address, options) => {
  try {
    return await fetch(address, options);
  } catch {
    throw new NoNetwork();
  }
};

const orNothing = (nothing) => (error) => {
  if (error instanceof NoNetwork) return nothing;
  throw error;
};

const sendForm = async (draft, fields, token) => {
  const body = new URLSearchParams(fields.map(([name, value]) => [name, value]));
  body.set("csrfmiddlewaretoken", token);
  const response = await ask(draft.action, {
    method: "POST", body, headers: { "Mentorprogram-Sending": `${draft.owner}.${draft.sending}` },
  });
  const told = (response.headers.get("Content-Type") ?? "").startsWith("application/json");
  if (told) return { outcome: response.ok ? SAVED : SIGNED_OUT, leadsTo: (await response.json()).til };
  return { outcome: response.status >= 500 ? BROKEN : REFUSED, status: response.status, page: await response.text() };
};

// Who is signed in now, with the key to their drafts and a fresh token; null when nobody is, or the screen is locked.
const whoIsHere = async () => {
  const response = await ask("/utkast/", { redirect: "manual" });
  return response.ok ? response.json() : null;
};

// Everything of this person's that waits, each once: tabs and the service worker take turns.
const sendWaiting = (owner) => navigator.locks.request("mentorprogram-sending", async () => {
  const here = await whoIsHere();
  if (!here || (owner && here.owner !== owner)) return [];
  const drafts = new Drafts(here.owner, here.key);
  const done = [];
  for (const draft of (await drafts.all()).filter((draft) => draft.waiting)) {
    const words = await drafts.read(draft);
    if (!words) continue;
    const answer = await sendForm(draft, words.fields, here.token);
    if (answer.outcome === SIGNED_OUT || answer.outcome === BROKEN) break;
    if (answer.outcome === SAVED) await drafts.forget(draft);
    else await drafts.put({ ...draft, waiting: false, refused: answer.status }, words);
    done.push({ ...answer, draft });
  }
  return done;
});
