// What a page must withstand besides axe: read by conftest.py, run in the page, answers with sentences.
(() => {
  const named = (el) => `${el.outerHTML.replace(/\s+/g, " ").slice(0, 120)}`;
  const hidden = (style) => style.clipPath !== "none" || style.clip !== "auto" || style.visibility === "hidden";

  const holdsText = (el) => [...el.childNodes].some((node) => node.nodeType === 3 && node.data.trim());

  // Text that is cut off, or runs out of its box, with the letters as wide apart as a reader may ask for.
  const cutOff = () => [...document.querySelectorAll("body *")].filter((el) => {
    if (!el.checkVisibility() || !holdsText(el)) return false;
    const style = getComputedStyle(el);
    if (style.display.startsWith("inline") && style.display !== "inline-block" || hidden(style)) return false;
    if (el.closest("svg, textarea, select, .ds-sr-only, .ds-skip-link")) return false;
    return el.scrollWidth > el.clientWidth + 2 || el.scrollHeight > el.clientHeight + 8;
  }).map((el) => `cut off: ${named(el)}`);

  const looks = (el) => ["", "::before", "::after"].map((part) => {
    const style = getComputedStyle(el, part);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor, style.backgroundColor].join();
  }).join();

  // Where the keyboard is: everything that can be reached shows it, and nothing that stays put covers it.
  const lostFocus = () => {
    const found = [];
    const all = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']");
    for (const el of all) {
      if (!el.checkVisibility() || el.disabled) continue;
      const around = [el, el.parentElement];
      document.activeElement.blur();
      const before = around.map(looks).join();
      el.focus();
      if (document.activeElement !== el) { found.push(`takes no focus: ${named(el)}`); continue; }
      if (around.map(looks).join() === before) found.push(`no sign of focus: ${named(el)}`);
      const box = el.getClientRects()[0];
      const spots = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
      const seen = spots.some(([x, y]) => {
        const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return hit && (hit === el || el.contains(hit) || hit.contains(el) || hit.control === el);
      });
      if (!seen) found.push(`covered when focused: ${named(el)}`);
    }
    return found;
  };

  const page = document.documentElement;  // not innerWidth: on a phone that grows with what is too wide
  const tooWide = () => page.scrollWidth > page.clientWidth ? [`too wide: ${page.scrollWidth} of ${page.clientWidth}`] : [];

  const wideLetters = new CSSStyleSheet();
  wideLetters.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }`);
  const withWideLetters = (check) => {
    document.adoptedStyleSheets.push(wideLetters);
    const found = check();
    document.adoptedStyleSheets.pop();
    return found.map((line) => `with wide letters, ${line}`);
  };

  // Contrast follows from how a text looks and what it stands on. What axe does not judge, is left out here too.
  const isJudged = (el) => !hidden(getComputedStyle(el)) && !el.closest(":disabled, [aria-disabled=true], .ds-sr-only") && !el.closest("label")?.control?.disabled;

  // One text for each way that text looks, by a word for that look.
  const eachLook = () => {
    const under = new Map([[null, ""]]);
    const underOf = (el) => {
      if (!under.has(el)) {
        const { backgroundColor, backgroundImage, opacity } = getComputedStyle(el);
        const own = [backgroundColor, backgroundImage, opacity].join();
        under.set(el, underOf(el.parentElement) + (own === "rgba(0, 0, 0, 0),none,1" ? "" : `/${own}`));
      }
      return under.get(el);
    };
    const looks = new Map();
    for (const el of document.querySelectorAll("body *")) {
      if (!(holdsText(el) || el.matches("input, select, textarea")) || !el.checkVisibility() || !isJudged(el)) continue;
      const { color, fontSize, fontWeight, textShadow, textDecorationLine } = getComputedStyle(el);
      const around = getComputedStyle(el.parentElement).color;
      const look = [underOf(el), color, fontSize, fontWeight, textShadow, textDecorationLine, around].join();
      if (!looks.has(look)) looks.set(look, el);
    }
    return looks;
  };
  const textsThatLook = (wanted) => {
    const looks = eachLook();
    return wanted.map((look) => looks.get(look));
  };

  return { cutOff, eachLook, lostFocus, textsThatLook, tooWide, withWideLetters };
})()
