// A screen that nobody touches is locked; its person is told a minute before, and what they wrote is kept.
const WARNING = 60 * 1000, TELL_SERVER = 5 * 60 * 1000;
let touchedAt = Date.now(), toldAt = Date.now(), warning = null;

const touched = () => {
  touchedAt = Date.now();
  localStorage.setItem("touchedAt", touchedAt); // other tabs of the same browser
  warning?.remove();
  warning = null;
  if (touchedAt - toldAt < TELL_SERVER) return;
  toldAt = touchedAt;
  whoIsHere().catch(orNothing());
};

const LOCK_WANTED = "lockWanted"; // whose session is to be locked as soon as the server can be told

const tellServerToLock = async () => {
  const now = await whoIsHere(); // a fresh token: somebody may have signed in anew in another tab
  if (now) {
    const body = new URLSearchParams({ handling: "laas", csrfmiddlewaretoken: now.token });
    await ask("/laas/", { method: "POST", body, redirect: "manual" });
  }
  localStorage.removeItem(LOCK_WANTED);
};

const lockNow = async () => {
  localStorage.setItem(LOCK_WANTED, here.owner);
  if (drafts) await keepAll();
  await tellServerToLock().catch(orNothing());
  location.replace(`/laas/?${new URLSearchParams({ next: location.pathname + location.search })}`);
};

const lookAtClock = (lockAfter) => {
  const idle = Date.now() - Math.max(touchedAt, Number(localStorage.getItem("touchedAt")));
  if (idle >= lockAfter) return lockNow();
  if (idle >= lockAfter - WARNING && !warning) document.body.append(warning = sentence("locking"));
};

const watch = (lockAfter) => {
  if (localStorage.getItem(LOCK_WANTED) === here.owner) return lockNow();
  for (const sign of ["pointerdown", "keydown", "scroll"]) {
    addEventListener(sign, touched, { capture: true, passive: true });
  }
  localStorage.setItem("touchedAt", touchedAt);
  setInterval(lookAtClock, 5000, lockAfter);
  document.addEventListener("visibilitychange", () => document.hidden || lookAtClock(lockAfter));
};
