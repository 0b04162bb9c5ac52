// What this browser keeps for a person: drafts, locked with a key that only that person's own pages carry.
const DAYS_KEPT = 7;
const ENCODING = "AES-GCM";

const openDatabase = () => new Promise((resolve, reject) => {
  const opening = indexedDB.open("mentorprogram", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("drafts", { keyPath: ["owner", "form"] });
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error);
});

const withStore = async (mode, act) => {
  const database = await openDatabase();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction("drafts", mode);
      const request = act(transaction.objectStore("drafts"));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
};

// One person's drafts. A draft: owner, form, page, action, sending, savedAt; locked inside it the words (wordsOf).
// waiting: sent as soon as there is network. refused: the status the server answered with instead of saving.
class Drafts {
  constructor(owner, key) {
    this.owner = owner;
    this.key = crypto.subtle.importKey(
      "raw", Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0)), ENCODING, false, ["encrypt", "decrypt"]);
  }

  // Binds the words to their place: a draft cannot be moved to another person or form.
  bound(draft) {
    return new TextEncoder().encode(`${draft.owner} ${draft.form}`);
  }

  async put(draft, words) {
    const kept = { ...draft, owner: this.owner, savedAt: Date.now() };
    kept.iv = crypto.getRandomValues(new Uint8Array(12));
    kept.words = await crypto.subtle.encrypt(
      { name: ENCODING, iv: kept.iv, additionalData: this.bound(kept) },
      await this.key, new TextEncoder().encode(JSON.stringify(words)));
    await withStore("readwrite", (store) => store.put(kept));
    return kept;
  }

  // The words, or null where the key is not the one they were locked with.
  async read(draft) {
    try {
      const opened = await crypto.subtle.decrypt(
        { name: ENCODING, iv: draft.iv, additionalData: this.bound(draft) }, await this.key, draft.words);
      return JSON.parse(new TextDecoder().decode(opened));
    } catch {
      return null;
    }
  }

  // All of this person's; what is older than a week goes, whoever wrote it.
  async all() {
    const oldest = Date.now() - DAYS_KEPT * 24 * 60 * 60 * 1000;
    const kept = await withStore("readonly", (store) => store.getAll());
    for (const draft of kept.filter((draft) => draft.savedAt < oldest)) await this.forget(draft);
    return kept.filter((draft) => draft.owner === this.owner && draft.savedAt >= oldest);
  }

  async of(form) {
    return (await this.all()).find((draft) => draft.form === form);
  }

  forget(draft) {
    return withStore("readwrite", (store) => store.delete([draft.owner, draft.form]));
  }
}
