"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, within) => [...(within || document).querySelectorAll(selector)];
  const say = (text) => { const box = byId("said"); if (box) box.textContent = text; };
  const store = {
    get(key) { try { return localStorage.getItem("lawdiff." + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("lawdiff." + key, value); } catch { /* a file may have no storage */ } },
  };

  // What is off the screen has a guessed height until it is drawn, so a far place is reached in a few steps.
  // Of two that are on their way, the later counts, and the reader's own hand before both.
  let way = 0;
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(kind, () => { way += 1; }, { capture: true, passive: true });
  const inSteps = (left, step) => {
    const mine = ++way;
    const next = () => { if (mine !== way) return; step(); left -= 1; if (left) requestAnimationFrame(next); };
    next();
  };
  const reach = (place) => inSteps(6, () => place.scrollIntoView());

  // Folded text opens when a link leads into it.
  const unfold = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* a hash that is no encoding is taken as it stands */ }
    const goal = id && byId(id);
    if (!goal) return;
    for (let box = goal.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const row = goal.closest("p.e");
    const change = goal.closest(".c");
    if (!row || !change || !document.body.classList.contains("side")) { reach(goal); return; }
    columns(row.closest(".q") || change);
    reach(row.nextElementSibling);
  };
  addEventListener("hashchange", unfold);

  // The citation of a paragraph: its own where the page has one, else that of what it stands in and its designator.
  const cited = (side, address) => {
    const row = byId(`${side}:${address}`), head = byId(`c${side}:${address}`);
    if (row && row.dataset.c) return row.dataset.c;
    if (head) return head.querySelector(".cp").dataset.c;
    const cut = address.lastIndexOf("/");
    return cut < 0 ? "" : `${cited(side, address.slice(0, cut))}(${address.slice(cut + 1)})`;
  };
  // A file on one's own disk is named without its folders, which are nobody else's business and lead nobody there.
  const local = location.protocol === "file:";
  const page = local ? location.pathname.split("/").pop() : location.href.split("#")[0];
  const copy = (text, html, done, button) => {
    const byHand = () => {
      const area = document.createElement("textarea");
      area.value = text; area.className = "vh"; document.body.append(area); area.select();
      const worked = document.execCommand("copy"); area.remove(); button.focus({ preventScroll: true });
      if (worked) done(); else say(text);
    };
    if (!navigator.clipboard) byHand();
    else if (html && window.ClipboardItem) {
      const kinds = { "text/plain": new Blob([text], { type: "text/plain" }), "text/html": new Blob([html], { type: "text/html" }) };
      navigator.clipboard.write([new ClipboardItem(kinds)]).then(done, byHand);
    } else navigator.clipboard.writeText(text).then(done, byHand);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".cp, .ln");
    if (!button) return;
    if (button.matches(".cp")) {
      const text = button.dataset.c;
      copy(text, "", () => { button.textContent = "Copied"; say("Copied " + text); setTimeout(() => { button.textContent = "Copy citation"; }, 1500); }, button);
      return;
    }
    const id = button.dataset.to, name = cited(id[0], id.slice(2)), href = `${page}#${encodeURI(id)}`;
    const link = document.createElement("a");
    link.href = href; link.textContent = name || href;
    copy(name ? `${name} <${href}>` : href, local ? "" : link.outerHTML, () => { button.classList.add("done"); say("Copied " + (name || href)); setTimeout(() => button.classList.remove("done"), 1500); }, button);
  });
  // Each paragraph has such a button when it comes near the screen. A change is one stop of the Tab key, the arrows go
  // on from paragraph to paragraph: a stop a paragraph would be thousands.
  const beside = () => document.body.classList.contains("side");
  const group = (row) => row.closest(".c") || row.closest(".q") || row.closest(".u, .t");
  const inView = (button) => !button.closest("details:not([open])") && !button.closest(beside() ? ".x" : ".s");
  const links = (piece) => {
    for (const row of all("p[id], caption[id], :is(tr, thead, tbody)[id]", piece)) {
      if (row.closest("details:not([open])")) continue;
      const copies = beside() && row.classList.contains("x") ? [...row.nextElementSibling.children].reverse() : [row.matches("tr, thead, tbody") ? row.querySelector("th, td") : row];
      const place = copies.find((side) => side && side.textContent);
      if (!place || place.querySelector(":scope > .ln")) continue;
      const button = document.createElement("button"), name = cited(row.id[0], row.id.slice(2));
      button.className = "ln"; button.type = "button"; button.dataset.to = row.id; button.title = "Copy citation and link"; button.tabIndex = -1;
      button.setAttribute("aria-label", `Copy citation and link${name && `: ${name}`}`);
      place.classList.add("a");
      place.append(button);
    }
    for (const box of new Set(all(".ln", piece).map(group))) {
      const every = all(".ln", box).filter(inView);
      if (every.length && !every.some((button) => !button.tabIndex)) every[0].tabIndex = 0;
    }
  };
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const button = event.target.closest(".ln");
    if (!button || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    const every = all(".ln", group(button)).filter(inView);
    const next = every[every.indexOf(button) + step];
    event.preventDefault();
    if (!next) return;
    button.tabIndex = -1; next.tabIndex = 0; next.focus();
  });

  if (matchMedia("(max-width: 60rem)").matches) all(".tocbox").forEach((box) => { box.open = false; });

  const changes = all("#changes .c");
  const folded = all("#changes > .u");
  const inside = (box) => { const long = all(":scope > .q", box); return long.length ? [...all(":scope > header", box), ...long] : [box]; };
  // What is laid out together: a change, the text of a document, or the blocks of a long one (blocks.py).
  const pieces = changes.flatMap(inside);
  const bar = document.querySelector(".bar");
  if (bar) bar.hidden = false;
  // The bar stays on top and grows with its filters: what is scrolled to must come out below it.
  let under = 0;
  const measure = () => {
    const high = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
    if (high === under && document.documentElement.style.scrollPaddingTop) return;
    under = high;
    document.documentElement.style.scrollPaddingTop = `${under + 10}px`;  // no variable: all elements would inherit it, and be styled anew
  };
  if (bar) { measure(); new ResizeObserver(measure).observe(bar); }

  let query = "";
  const found = "highlights" in CSS ? new Highlight() : null;
  if (found) CSS.highlights.set("found", found);
  let marked = new Set();  // pieces, anew with each search and each view
  function mark(piece) {
    if (!found || query.length < 2 || marked.has(piece)) return;
    marked.add(piece);
    const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, text = node.data.toLowerCase();
      for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, Math.min(at + query.length, node.length));
        found.add(range);
      }
    }
  }
  // Side by side: each edited paragraph once more, its old words left and its new words right.
  // Made when a piece comes near the screen, so that a long comparison opens at once.
  function columns(piece) {
    if (piece.dataset.split) return;
    piece.dataset.split = "1";
    for (const row of all("p.e", piece)) {
      const pair = document.createElement("div");
      pair.className = "s";
      for (const [name, unwanted] of [["o", "ins"], ["k", "del"]]) {
        const copy = row.cloneNode(true);
        copy.removeAttribute("id");
        all(".ln", copy).forEach((button) => button.remove());
        copy.classList.add(name);
        all(unwanted, copy).forEach((part) => part.remove());
        const left = row.classList.contains("f");  // a line that leads to where its words went stands in the old text alone
        if (left && name === "k") copy.replaceChildren();
        if (!left && name === "o") all(".l", copy).forEach((part) => part.remove());
        all("b > i:empty", copy).forEach((part) => part.remove());
        for (const head of all("b.r", copy)) {  // of a heading that one side lacks, nothing is left but its number
          const number = head.querySelector("i");
          if (head.textContent.trim() === (number ? number.textContent.trim() : "")) head.classList.remove("r");
        }
        pair.append(copy);
      }
      row.after(pair);
      row.classList.add("x");
      if (row.parentElement.matches(".w")) row.parentElement.classList.add("two");
    }
  }
  // A piece is dressed when it comes near the screen: its columns, its buttons, and the marks of what is searched for.
  const seen = new Set();
  const dress = (piece) => {
    if (beside() && piece.closest(".c")) columns(piece);
    links(piece);
    mark(piece);
  };
  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) { seen.delete(target); continue; }
      seen.add(target);
      dress(target);
    }
  }, { rootMargin: "1200px 0px" });
  document.addEventListener("toggle", ({ target }) => {
    for (const piece of seen) if (piece.contains(target) || target.contains(piece)) dress(piece);
  }, true);
  const view = (name) => {
    // What is being read stays where it is while the text around it changes its height.
    const read = pieces.find((piece) => piece.getBoundingClientRect().bottom > under);
    const was = read ? read.getBoundingClientRect().top : 0;
    document.body.classList.toggle("side", name === "side");
    document.body.classList.toggle("inline", name !== "side");
    byId("side").setAttribute("aria-pressed", String(name === "side"));
    byId("inline").setAttribute("aria-pressed", String(name !== "side"));
    marked = new Set();
    seen.forEach(dress);
    if (!read || was > innerHeight) return;
    if (name === "side") columns(read);
    inSteps(20, () => scrollBy(0, read.getBoundingClientRect().top - was));
  };
  if (byId("side")) {
    for (const name of ["side", "inline"]) byId(name).addEventListener("click", () => { view(name); store.set("view", name); });
    view(store.get("view") || (document.body.classList.contains("side") ? "side" : "inline"));
  }

  // Filters: within a group any of the ticked, between groups all.
  const boxes = all(".filters input");
  const find = byId("find");
  const words = new Map();
  const textOf = (element) => {
    if (!words.has(element)) {
      const copy = element.querySelector(".s") ? element.cloneNode(true) : null;
      if (copy) all(".s", copy).forEach((part) => part.remove());
      words.set(element, (copy || element).textContent.toLowerCase());
    }
    return words.get(element);
  };
  const holds = (change, box) => {
    const value = box.value;
    switch (box.dataset.g) {
      case "r": return change.dataset.r === value;
      case "s": return change.dataset.s === value;
      case "f": return (change.dataset.f || "").split(" ").includes(value);
      case "t": return all(".note", change).some((note) => note.dataset.t.split("|").includes(value));
      default: return all(".note", change).some((note) => note.dataset.a === value);
    }
  };
  // The words are read while nothing else happens, so that the first search need not wait for them.
  const unread = find ? [...changes, ...folded] : [];
  const idle = window.requestIdleCallback || ((work) => setTimeout(work, 50));
  const read = (left) => {
    while (unread.length && (!left || left.timeRemaining() > 4)) textOf(unread.pop());
    if (unread.length) idle(read);
  };
  idle(read);
  let shown = changes;
  let position = -1;
  const apply = () => {
    const ticked = Map.groupBy ? Map.groupBy(boxes.filter((box) => box.checked), (box) => box.dataset.g) : new Map();
    if (!Map.groupBy) for (const box of boxes) if (box.checked) ticked.set(box.dataset.g, [...(ticked.get(box.dataset.g) || []), box]);
    query = (find ? find.value : "").trim().toLowerCase();
    shown = changes.filter((change) => {
      const wanted = [...ticked.values()].every((group) => group.some((box) => holds(change, box))) && (!query || textOf(change).includes(query));
      change.hidden = !wanted;
      return wanted;
    });
    const narrowed = ticked.size > 0;
    for (const box of folded) {
      const hit = query && textOf(box).includes(query);
      box.hidden = narrowed || Boolean(query && !hit);
      if (hit && !box.open) { box.open = true; box.dataset.opened = "1"; }
      if (!query && box.dataset.opened) { box.open = false; delete box.dataset.opened; }
    }
    all("#changes > .path").forEach((line) => { line.hidden = narrowed || Boolean(query); });
    position = -1;
    tell();
    if (found) found.clear();
    marked = new Set();
    seen.forEach(mark);
  };
  const tell = () => {
    const where = byId("where");
    if (!where) return;
    const many = `${changes.length} change${changes.length === 1 ? "" : "s"}`;
    const of = shown.length === changes.length ? many : `${shown.length} of ${many}`;
    where.textContent = position >= 0 ? `${position + 1} of ${shown.length}` : of;
  };
  let waiting = 0;
  if (find) find.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => { apply(); say(byId("where").textContent); }, 150); });
  boxes.forEach((box) => box.addEventListener("change", () => { apply(); say(byId("where").textContent); }));
  if (byId("clear")) byId("clear").addEventListener("click", () => { boxes.forEach((box) => { box.checked = false; }); find.value = ""; apply(); });

  // What did not change is folded; all of it is opened at once, or folded again, to read through or to print.
  const unfolder = byId("unfold");
  if (unfolder) unfolder.addEventListener("click", () => {
    const open = unfolder.getAttribute("aria-pressed") !== "true";
    unfolder.setAttribute("aria-pressed", String(open));
    all("#changes .u").forEach((box) => { box.open = open; delete box.dataset.opened; });
  });

  const go = (step) => {
    if (!shown.length) return;
    if (position < 0) {
      const below = shown.findIndex((change) => change.getBoundingClientRect().bottom > under + 20);
      position = step > 0 ? Math.max(below, 0) : Math.max(below - 1, 0);
      if (step > 0 && shown[position].getBoundingClientRect().top < under + 20 && position < shown.length - 1) position += 1;
    } else {
      position = (position + step + shown.length) % shown.length;
    }
    all(".c.now").forEach((change) => change.classList.remove("now"));
    const goal = shown[position];
    goal.classList.add("now");
    reach(goal);
    goal.querySelector("h3 a").focus({ preventScroll: true });
    all(".toc a[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    const link = all(".toc a").find((entry) => entry.getAttribute("href") === "#" + goal.id);
    if (link) {
      link.setAttribute("aria-current", "true");
      for (let box = link.closest("details"); box && !box.matches(".tocbox"); box = box.parentElement.closest("details")) box.open = true;
      const list = link.closest(".tocbox"), there = link.getBoundingClientRect(), seen = list.getBoundingClientRect();
      if (there.top < seen.top || there.bottom > seen.bottom) list.scrollTop += there.top - seen.top - seen.height / 3;
    }
    tell();
  };
  if (byId("next")) byId("next").addEventListener("click", () => go(1));
  if (byId("prev")) byId("prev").addEventListener("click", () => go(-1));
  // Keys of one letter can be turned off: speech input may type them by mistake (WCAG 2.2, 2.1.4).
  const keys = byId("keys");
  if (keys) {
    keys.checked = store.get("keys") !== "off";
    keys.addEventListener("change", () => store.set("keys", keys.checked ? "on" : "off"));
  }
  document.addEventListener("keydown", (event) => {
    if (!keys || !keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "/" && find) { find.focus(); event.preventDefault(); }
  });
  // A strip of versions: the arrows go from tile to tile.
  document.addEventListener("keydown", (event) => {
    const tile = event.target.closest("a.tile");
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!tile || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    let row = tile.closest("tr"), column = tile.closest("td").cellIndex;
    for (;;) {
      column += step[0];
      if (step[1]) row = step[1] > 0 ? row.nextElementSibling : row.previousElementSibling;
      const place = row && row.cells[column];
      if (!place) return;
      const next = place.querySelector("a.tile");
      if (next) { next.focus(); event.preventDefault(); return; }
    }
  });
  for (const piece of [...pieces, ...folded.flatMap(inside), ...all(".t").flatMap(inside)]) near.observe(piece);
  unfold();
})();
