(() => {
  // Headings of the table become buttons; a second press turns the order round. Numbers begin with the largest.
  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const first = new Map([...body.rows].map((row, place) => [row, place]));
    const words = new Intl.Collator("en", { numeric: true });
    heads.forEach((head, column) => {
      if ("fixed" in head.dataset) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      const numbers = head.classList.contains("num");
      const by = (one, other) => {
        const [a, b] = [one.cells[column], other.cells[column]];
        return numbers ? a.dataset.v - b.dataset.v : words.compare(a.textContent, b.textContent);
      };
      button.addEventListener("click", () => {
        const was = head.getAttribute("aria-sort");
        const order = was ? (was === "ascending" ? "descending" : "ascending") : (numbers ? "descending" : "ascending");
        const sign = order === "ascending" ? 1 : -1;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", order);
        body.append(...[...body.rows].sort((one, other) => sign * by(one, other) || first.get(one) - first.get(other)));
        document.getElementById("said").textContent = `Sorted by ${button.textContent}, ${order}`;
      });
    });
  }
})();
