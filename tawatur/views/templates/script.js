"use strict";
(() => {
  const root = document.documentElement;
  const $ = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const data = JSON.parse($("#data").textContent);
  const english = $("#en");
  const words = () => data.words[english.checked ? "en" : "ar"];

  // Sections become tabs. A fragment may name a section or anything inside one.
  const sections = all("main > section");
  root.classList.add("tabs");
  function show(id) {
    const target = (id && document.getElementById(id)) || sections[0];
    const section = target.closest("main > section") || sections[0];
    sections.forEach((s) => s.classList.toggle("on", s === section));
    all("nav a").forEach((a) => {
      if (a.hash === "#" + section.id) a.setAttribute("aria-current", "page");
      else a.removeAttribute("aria-current");
    });
    if (target === section) return window.scrollTo(0, 0);
    for (let d = target.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
    const own = target.matches("li") && $("details", target);
    if (own) own.open = true;
    // Rows out of sight have an estimated height until they are drawn, so the first jump may fall short.
    const jump = () => target.scrollIntoView({ block: own ? "start" : "center", behavior: "instant" });
    jump();
    requestAnimationFrame(() => { jump(); setTimeout(jump, 120); });
    (own ? $("summary", own) : target).focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", () => show(location.hash.slice(1)));

  // Pointing at marked words, or tapping them, shows their claims.
  const pop = $("#pop"), inside = $("#pop .in");
  let timer = 0, opener = null;
  function glow(numbers) {
    all(".hot").forEach((m) => m.classList.remove("hot"));
    for (const n of numbers) {
      all(`mark[data-c~="${n}"], #b${n}`).forEach((m) => m.classList.add("hot"));
    }
  }
  function place(box) {
    // Below the words if the card fits there, else on the side with more room, never over the words themselves.
    pop.style.maxHeight = "";
    const wide = root.clientWidth, width = pop.offsetWidth, height = pop.offsetHeight;
    const below = innerHeight - box.bottom - 16, above = box.top - $("header").offsetHeight - 16;
    const room = Math.max(140, height <= below || below >= above ? below : above);
    const shown = Math.min(height, room);
    pop.style.maxHeight = room + "px";
    const top = height <= below || below >= above ? box.bottom + 8 : box.top - shown - 8;
    pop.style.top = Math.min(Math.max(8, top), innerHeight - shown - 8) + "px";
    pop.style.left = Math.min(Math.max(8, box.right - width), Math.max(8, wide - width - 8)) + "px";
  }
  function open(source, numbers, pinned) {
    clearTimeout(timer);
    inside.replaceChildren();
    for (const n of numbers) {
      const card = $(`#c${n} .card`).cloneNode(true);
      const back = $(".back", card);
      if (back) {
        back.href = "#c" + n;
        back.className = "label-open";
      }
      inside.append($(`#c${n} .ev`).cloneNode(true), card);
    }
    pop.hidden = false;
    pop.classList.toggle("pinned", pinned);
    pop.scrollTop = 0;
    const boxes = source.getClientRects();
    place(boxes[boxes.length - 1] || source.getBoundingClientRect());
    glow(numbers);
    opener = source;
    if (pinned) $(".close", pop).focus({ preventScroll: true });
  }
  function close(back) {
    if (pop.hidden) return;
    pop.hidden = true;
    glow([]);
    if (back && opener) opener.focus({ preventScroll: true });
  }
  const pinned = () => !pop.hidden && pop.classList.contains("pinned");
  const claimsOf = (element) => {
    const number = element.closest(".n");
    if (number) return [number.hash.slice(2)];
    const mark = element.closest("mark[data-c]");
    return mark ? mark.dataset.c.split(" ") : [];
  };
  const sheet = $("#reports");
  sheet.addEventListener("mouseover", (event) => {
    const numbers = claimsOf(event.target);
    if (!numbers.length || pinned()) return;
    clearTimeout(timer);
    const source = event.target.closest(".n, mark");
    timer = setTimeout(() => open(source, numbers, false), 180);
  });
  sheet.addEventListener("mouseout", (event) => {
    if (!claimsOf(event.target).length || pinned()) return;
    clearTimeout(timer);
    timer = setTimeout(close, 300);
  });
  pop.addEventListener("mouseenter", () => clearTimeout(timer));
  pop.addEventListener("mouseleave", () => { if (!pinned()) close(); });
  document.addEventListener("click", (event) => {
    const numbers = sheet.contains(event.target) ? claimsOf(event.target) : [];
    if (numbers.length) {
      event.preventDefault();
      open(event.target.closest(".n, mark"), numbers, true);
    } else if (event.target.closest("#pop .close")) {
      close(true);
    } else if (event.target.closest("#pop a") || !pop.contains(event.target)) {
      close();
    }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(true); });

  // Filters. Letters are folded as far as one word is spelt in several ways.
  const form = $(".filters");
  if (form) {
    const fold = (text) => text.normalize("NFKD").toLowerCase()
      .replace(/[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f]/g, "")
      .replace(/[\u0623\u0625\u0622\u0671]/g, "\u0627").replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647");
    const rows = all(".rows > li").map((item) => ({
      item, tokens: new Set(item.dataset.f.split(" ")), text: null,
    }));
    const textOf = (row) => (row.text ??= fold(
      row.item.textContent + " " + data.r[+/\br(\d+)/.exec(row.item.dataset.f)[1]]));
    const call = (name) => (english.checked ? name : data.ar[name] || name);
    const values = {
      t: () => data.types.map((name, i) => ["t" + i, words().type[name]]),
      p: () => data.p.map((name, i) => ["p" + i, (english.checked ? name : data.pl[name] || name) || words().claims.unknown]),
      a: () => data.a.map((name, i) => ["a" + i, call(name)]),
      s: () => data.s.map((name, i) => ["s" + i, call(name) || words().claims.own_voice]),
      r: () => data.r.map((name, i) => ["r" + i, name]).slice(1),
      n: () => Object.entries(words().polarity).map(([key, name]) => ["n" + key[0], name]),
      m: () => Object.entries(words().modality).map(([key, name]) => ["m" + key[0], name]),
    };
    const label = () => {
      const used = new Map();
      rows.forEach((row) => row.tokens.forEach((token) => used.set(token, (used.get(token) || 0) + 1)));
      for (const [key, list] of Object.entries(values)) {
        const select = form.elements[key], chosen = select.value;
        const options = list().filter(([token]) => used.has(token))
          .map(([token, name]) => new Option(`${name} (${used.get(token)})`, token));
        select.replaceChildren(new Option(words().claims.any, ""), ...options);
        select.value = chosen;
      }
    };
    const apply = () => {
      const wanted = Object.keys(values).map((key) => form.elements[key].value).filter(Boolean);
      const terms = fold(form.elements.q.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const fits = wanted.every((token) => row.tokens.has(token)) && terms.every((term) => textOf(row).includes(term));
        row.item.hidden = !fits;
        shown += fits;
      }
      $(".shown").textContent = words().claims.shown.replace("{shown}", shown).replace("{total}", rows.length);
      $(".nothing").hidden = shown > 0;
    };
    let waiting = 0;
    form.hidden = false;
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    english.addEventListener("change", () => { label(); apply(); });
    label();
    apply();
  }
  show(location.hash.slice(1));
})();
