// What a browser adds to the report. Without it everything can be read: figures link to their notes at the end.
(() => {
  "use strict";
  const words = JSON.parse(document.getElementById("words").textContent);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  document.documentElement.classList.remove("plain");

  // ── contents: folded on a phone, the current chapter marked ──
  const contents = document.querySelector(".toc details");
  if (contents) {
    const wide = matchMedia("(min-width: 64rem)");
    const fit = () => { contents.open = wide.matches; };
    wide.addEventListener("change", fit);
    fit();
    const links = new Map(all(".toc a").map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
    const heads = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    let waiting = false;
    const mark = () => {
      waiting = false;
      const passed = heads.filter((h) => h.getBoundingClientRect().top < innerHeight / 3);
      const current = passed.length ? links.get(passed[passed.length - 1].id) : null;
      for (const a of links.values()) {
        if (a === current) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current");
      }
      if (current && wide.matches) {
        const box = contents.parentElement, at = current.getBoundingClientRect(), seen = box.getBoundingClientRect();
        if (at.top < seen.top || at.bottom > seen.bottom) box.scrollTop += at.top - seen.top - seen.height / 3;
      }
    };
    addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
    contents.addEventListener("click", (event) => { if (event.target.closest("a") && !wide.matches) contents.open = false; });
    mark();
  }

  // ── the note beside a figure ──
  const box = document.createElement("div");
  box.className = "popover";
  box.hidden = true;
  box.tabIndex = -1;
  box.setAttribute("role", "dialog");
  document.body.append(box);
  let opener = null;
  const shut = (back) => {
    if (box.hidden) return;
    box.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    if (back) opener.focus();
    opener = null;
  };
  const open = (link) => {
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!note) return false;
    shut(false);
    opener = link;
    link.setAttribute("aria-expanded", "true");
    const close = document.createElement("button");
    close.className = "close";
    close.textContent = "✕";
    close.setAttribute("aria-label", words.close);
    close.addEventListener("click", () => shut(true));
    box.replaceChildren(close, ...[...note.childNodes].map((node) => node.cloneNode(true)));
    box.setAttribute("aria-label", link.textContent);
    box.hidden = false;
    box.style.left = box.style.top = "";
    if (getComputedStyle(box).position === "absolute") {
      const at = link.getBoundingClientRect();
      const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 12);
      const below = at.bottom + box.offsetHeight + 8 < innerHeight;
      box.style.left = `${Math.max(12, left) + scrollX}px`;
      box.style.top = `${(below ? at.bottom + 8 : Math.max(at.top - box.offsetHeight - 8, 60)) + scrollY}px`;
    }
    box.focus({ preventScroll: true });
    return true;
  };
  for (const link of all("a.fig")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); link.click(); } });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.fig");
    if (link && link === opener) { event.preventDefault(); shut(true); return; }
    if (link && open(link)) { event.preventDefault(); return; }
    if (!box.contains(event.target)) shut(false);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(true); });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) shut(false);
  });
  // A link to a note, opened from outside, unfolds the list that it stands in.
  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target && target.closest("details:not([open])");
    if (folded) { folded.open = true; target.scrollIntoView(); }
    if (contents && target === contents.parentElement) contents.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();

  // ── tables that sort: numbers by value, totals stay at the end, what is missing comes last ──
  const total = /^(合计|总计|小计|全市|全省|全国)$/;
  const numeric = (text) => {
    const found = text.replace(/[,，\s]/g, "").replace(/[－−]/g, "-").match(/^[-+]?\d+(\.\d+)?/);
    return found ? Number(found[0]) : null;
  };
  for (const table of all("[data-sortable] table")) {
    const heads = all("thead tr:last-child > *", table);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = words.sort;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") === "descending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const rows = all("tbody tr", table);
        const said = (row) => (row.cells[column] ? row.cells[column].textContent.trim() : "");
        const last = (row) => total.test(row.cells[0].textContent.trim());
        const counts = rows.every((row) => !said(row) || /^[—-]+$/.test(said(row)) || numeric(said(row)) !== null);
        const compare = (a, b) => {
          if (last(a) !== last(b)) return last(a) ? 1 : -1;
          if (!counts) return said(a).localeCompare(said(b), "zh") * (up ? 1 : -1);
          const [x, y] = [numeric(said(a)), numeric(said(b))];
          if (x === null || y === null) return (x === null) - (y === null);
          return up ? x - y : y - x;
        };
        table.tBodies[0].append(...rows.sort(compare));
      });
    });
  }

  // ── search ──
  const form = document.querySelector(".search");
  const input = form.querySelector("input"), output = form.querySelector("output");
  const places = "p,li,td,th,figcaption,h1,h2,h3,h4,h5,h6";
  let found = [], at = -1, asked = "";
  const look = () => {
    asked = input.value.trim();
    found = [];
    at = -1;
    const sought = asked.toLowerCase();
    if (sought) {
      for (const place of all(`article :is(${places})`)) {
        const nodes = [], walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
        let text = "";
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          nodes.push([text.length, node]);
          text += node.data.toLowerCase();
        }
        const point = (offset, end) => {
          let pick = nodes[0];
          for (const pair of nodes) if (end ? pair[0] < offset : pair[0] <= offset) pick = pair;
          return [pick[1], Math.min(offset - pick[0], pick[1].length)];
        };
        for (let i = text.indexOf(sought); i >= 0; i = text.indexOf(sought, i + sought.length)) {
          const range = document.createRange();
          range.setStart(...point(i, false));
          range.setEnd(...point(i + sought.length, true));
          found.push(range);
        }
      }
    }
    if (window.Highlight && CSS.highlights) CSS.highlights.set("found", new Highlight(...found));
    output.textContent = asked ? (found.length ? String(found.length) : words.none) : "";
  };
  const step = (by) => {
    if (input.value.trim() !== asked) look();
    if (!found.length) return;
    at = (at + by + found.length) % found.length;
    if (window.Highlight && CSS.highlights) CSS.highlights.set("current", new Highlight(found[at]));
    const folded = found[at].startContainer.parentElement.closest("details:not([open])");
    if (folded) folded.open = true;
    found[at].startContainer.parentElement.scrollIntoView({ block: "center" });
    output.textContent = words.of.replace("{n}", at + 1).replace("{count}", found.length);
  };
  input.addEventListener("input", look);
  form.addEventListener("submit", (event) => { event.preventDefault(); step(1); });
  form.querySelector('[data-step="-1"]').addEventListener("click", () => step(at < 0 ? 0 : -1));

  // ── charts: drawn anew, and answering to the pointer, when they come into view ──
  const packed = document.getElementById("chart-program");
  if (packed && window.DecompressionStream && window.IntersectionObserver) {
    let ready = null;
    const program = () => (ready ||= (async () => {
      const bytes = Uint8Array.from(atob(packed.textContent), (c) => c.charCodeAt(0));
      const script = document.createElement("script");
      script.type = "module";
      const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
      script.textContent = `${await new Response(unpacked).text()}\ndispatchEvent(new Event("charts-ready"));`;
      const loaded = new Promise((done) => addEventListener("charts-ready", done, { once: true }));
      document.head.append(script);
      await loaded;
    })());
    const faces = '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';
    const draw = async (holder) => {
      const spec = JSON.parse(holder.querySelector("script").textContent);
      const picture = holder.querySelector("img");
      const place = document.createElement("div");
      place.setAttribute("role", "img");
      place.setAttribute("aria-label", picture.alt);
      spec.config = { ...spec.config, font: faces };
      if (holder.clientWidth < 480) spec.config.legend = { ...spec.config.legend, orient: "bottom" };
      if (typeof spec.width === "number") {
        spec.width = "container";
        spec.autosize = { type: "fit-x", contains: "padding" };
        const room = spec.usermeta && spec.usermeta.room, ends = room && spec.encoding.x.scale.domain;
        if (room && ends[0] === 0 && room.longest > 0) {
          const plot = holder.clientWidth - room.names;
          ends[1] = room.longest * plot / Math.max(plot - room.labels, plot / 3);
        }
      }
      place.style.cssText = `width:100%;min-height:${picture.offsetHeight}px;position:absolute;visibility:hidden`;
      holder.style.position = "relative";
      holder.append(place);
      try {
        await program();
        await window.vegaEmbed(place, spec, { actions: false, renderer: "svg", ast: true });
        place.style.cssText = "width:100%";
        picture.hidden = true;
      } catch (problem) {
        place.remove();
        console.warn(problem);
      }
    };
    const watch = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        watch.unobserve(entry.target);
        draw(entry.target);
      }
    }, { rootMargin: "200px" });
    all(".chart").forEach((holder) => watch.observe(holder));
  }
})();
