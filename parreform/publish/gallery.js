"use strict";
(() => {
  const form = document.getElementById("filter");
  const choices = { province: document.getElementById("province"), index: document.getElementById("index") };
  const count = document.getElementById("count");
  const nothing = document.getElementById("nothing");
  const sections = [...document.querySelectorAll("main > section")];

  function show() {
    let shown = 0, all = 0;
    for (const section of sections) {
      const here = !choices.province.value || section.dataset.province === choices.province.value;
      let any = 0;
      for (const item of section.querySelectorAll("[data-index]")) {
        const wanted = here && (!choices.index.value || item.dataset.index === choices.index.value);
        item.hidden = !wanted;
        any += wanted;
        all += 1;
      }
      section.hidden = !any;
      shown += any;
    }
    nothing.hidden = shown > 0;
    count.textContent = `${shown} / ${all} ${count.dataset.words}`;
  }

  // The choice stands in the address, so that it can be kept as a bookmark and handed on.
  function read() {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const [name, select] of Object.entries(choices)) {
      const value = asked.get(name) ?? "";
      select.value = [...select.options].some((o) => o.value === value) ? value : "";
    }
    show();
  }

  function write() {
    const said = new URLSearchParams();
    for (const [name, select] of Object.entries(choices)) if (select.value) said.set(name, select.value);
    history.replaceState(null, "", "#" + said);
    show();
  }

  form.hidden = false;
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", read);
  read();
})();
