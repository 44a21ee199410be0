
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const cards = all(".card");
  const marks = new Map(cards.map((card) => [card.id.slice(1), []]));
  for (const mark of all(".mark")) marks.get(mark.dataset.finding).push(mark);
  const levels = all("button.level");
  const search = one("#search"), rule = one("#rule"), concept = one("#concept");
  const quiet = one("#quiet"), fold = one("#fold");
  const text = new Map(cards.map((card) => [card, card.textContent.toLowerCase()]));
  let current = null;

  const visible = () => cards.filter((card) => !card.hidden);

  function apply() {
    const on = new Set(levels.filter((b) => b.ariaPressed === "true").map((b) => b.dataset.severity));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      const fits = on.has(card.dataset.severity)
        && (!rule.value || card.dataset.rule === rule.value)
        && (!concept.value || card.dataset.concept === concept.value)
        && (!card.dataset.quiet || (quiet && quiet.checked))
        && words.every((word) => text.get(card).includes(word));
      card.hidden = !fits;
      shown += fits;
      for (const mark of marks.get(card.id.slice(1))) mark.classList.toggle("off", !fits);
    }
    for (const row of all(".row")) {
      row.classList.toggle("empty", !row.querySelector(".card:not([hidden])"));
    }
    document.body.classList.toggle("folded", fold.checked);
    for (const draft of all(".draft")) draft.hidden = fold.checked && !draft.querySelector(".card:not([hidden])");
    one("#shown").textContent = `${shown.toLocaleString("en")} of ${cards.length.toLocaleString("en")} shown`;
    one("#none").hidden = shown > 0 || cards.length === 0;
    if (current && current.hidden) choose(null);
    label();
  }

  function label() {
    const open = visible().some((card) => !card.open);
    one("#unfold").textContent = open ? "Open cards" : "Close cards";
    one("#unfold").disabled = !visible().length;
  }

  function toward(target, block) {
    let frames = 5; // drafts on the way take their real height only when they come into view
    const go = () => {
      target.scrollIntoView({ block });
      frames -= 1;
      if (frames) requestAnimationFrame(go);
    };
    go();
  }

  function choose(card, { scroll = true } = {}) {
    for (const old of all(".current")) old.classList.remove("current");
    current = card;
    if (!card) return;
    card.classList.add("current");
    const here = marks.get(card.id.slice(1));
    for (const mark of here) mark.classList.add("current");
    card.querySelector("summary").focus({ preventScroll: true });
    if (scroll) toward(here[0] || card, "center");
  }

  function step(by) {
    const list = visible();
    if (!list.length) return;
    let at = list.indexOf(current);
    if (at < 0) at = by > 0 ? -1 : 0;
    choose(list[(at + by + list.length) % list.length]);
  }

  function toggleLevel(name) {
    const button = levels.find((each) => each.dataset.severity === name);
    button.ariaPressed = button.ariaPressed === "true" ? "false" : "true";
    apply();
  }

  function openAll() {
    const open = visible().some((card) => !card.open);
    for (const card of visible()) card.open = open;
    label();
  }

  function reset() {
    search.value = rule.value = concept.value = "";
    fold.checked = false;
    if (quiet) quiet.checked = false;
    for (const button of levels) button.ariaPressed = "true";
    apply();
  }

  function reveal(hash) {
    const card = /^#[fm]\d+$/.test(hash) && document.getElementById("f" + hash.slice(2));
    const rules = /^#rule-/.test(hash) && document.getElementById(hash.slice(1));
    const draft = /^#file-/.test(hash) && document.getElementById(hash.slice(1));
    if (rules) rules.open = true;
    if (draft) toward(draft, "start");
    if (!card) return;
    if (card.hidden) reset();
    if (card.hidden && quiet) { quiet.checked = true; apply(); }
    if (hash[1] === "f") card.open = true;
    choose(card, { scroll: hash[1] === "m" });
    if (hash[1] === "f") toward(card, "nearest");
  }

  for (const button of levels) button.addEventListener("click", () => toggleLevel(button.dataset.severity));
  search.addEventListener("input", apply);
  for (const field of [rule, concept, quiet, fold]) if (field) field.addEventListener("change", apply);
  one("#filters").addEventListener("submit", (event) => event.preventDefault());
  one("#unfold").addEventListener("click", openAll);
  one("#keys").addEventListener("click", () => one("#help").showModal());
  let waiting = false; // thousands of cards that open at once are one change
  document.addEventListener("toggle", () => {
    if (!waiting) requestAnimationFrame(() => { waiting = false; label(); });
    waiting = true;
  }, true);
  document.addEventListener("click", (event) => {
    const only = event.target.closest(".only");
    if (only) { concept.value = only.dataset.concept; apply(); }
    const mark = event.target.closest(".mark");
    if (mark) event.preventDefault(); // its card stands beside it
    const link = event.target.closest('a[href^="#"]:not(.off)');
    if (link) reveal(link.getAttribute("href"));
    const summary = event.target.closest(".card > summary");
    if (summary) choose(summary.parentElement, { scroll: false });
  });
  for (const card of cards) {
    for (const [event, near] of [["mouseenter", true], ["mouseleave", false]]) {
      card.addEventListener(event, () => {
        for (const mark of marks.get(card.id.slice(1))) mark.classList.toggle("near", near);
      });
    }
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || one("#help").open) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "Escape") { event.target.blur(); reset(); return; }
    if (typing) return;
    const act = {
      j: () => step(1), k: () => step(-1), "/": () => search.focus(), "?": () => one("#help").showModal(),
      e: () => toggleLevel("error"), w: () => toggleLevel("warning"), i: () => toggleLevel("info"),
      f: () => { fold.checked = !fold.checked; apply(); }, x: openAll,
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  window.addEventListener("beforeprint", () => { for (const card of visible()) card.open = true; });
  window.addEventListener("hashchange", () => reveal(location.hash));
  apply();
  if (location.hash) reveal(location.hash);
})();
