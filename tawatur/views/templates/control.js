(() => {
  // The day slider of the map: redraws the discs, and moves a line over every timeline.
  const source = document.getElementById("control-data");
  const form = document.querySelector("#control .slide");
  if (!source || !form) return;
  const data = JSON.parse(source.textContent);
  const input = form.querySelector("input"), output = form.querySelector("output");
  const map = document.querySelector("#control .map svg");
  const discs = [...map.querySelectorAll("g[data-place]")];
  const svg = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const slice = (x, y, r, from, share, paint) => {
    if (share >= 0.999) return svg("circle", { cx: x, cy: y, r, fill: paint });
    const a = 2 * Math.PI * from - Math.PI / 2, b = a + 2 * Math.PI * share;
    const point = (t) => `${(x + r * Math.cos(t)).toFixed(1)},${(y + r * Math.sin(t)).toFixed(1)}`;
    return svg("path", { d: `M${x},${y}L${point(a)}A${r},${r} 0 ${share > 0.5 ? 1 : 0} 1 ${point(b)}Z`, fill: paint });
  };
  function draw(at) {
    for (const disc of discs) {
      const place = data.places[disc.dataset.place], row = place.rows[at];
      const x = +disc.dataset.x, y = +disc.dataset.y, count = data.holders.length;
      const contested = row[count], unknown = row[count + 1], r = 6 + 8 * (1 - unknown / 100);
      const title = svg("title", {});
      const said = data.holders.map((name, i) => [name, row[i]]).filter((pair) => pair[1] > 0);
      title.textContent = `${place.name}: ${said.map((p) => p.join(" ") + " %").join(", ")}, contested ${contested} %, unknown ${unknown} %`;
      const parts = [title, svg("circle", { cx: x, cy: y, r, fill: data.other.unknown, stroke: "#333" })];
      let turn = 0;
      row.slice(0, count).forEach((percent, i) => {
        if (percent) parts.push(slice(x, y, r, turn, percent / 100, data.fills[i]));
        turn += percent / 100;
      });
      if (contested >= 30) {
        parts.push(svg("circle", { cx: x, cy: y, r: r + 3.5, fill: "none", stroke: "#111", "stroke-width": 1.6, "stroke-dasharray": "4 2.5" }));
      }
      disc.replaceChildren(...parts);
    }
    const day = data.days[at];
    output.textContent = day;
    input.setAttribute("aria-valuetext", day);
    map.querySelector(".day").textContent = day;
    for (const article of document.querySelectorAll("#control .held")) {
      const figure = article.querySelector("svg"), plot = figure.querySelector(".plot");
      let mark = figure.querySelector(".now");
      if (!mark) {
        mark = svg("line", { class: "now", stroke: "#000", "stroke-width": 1.5 });
        figure.append(mark);
      }
      const box = plot.dataset, passed = (new Date(day) - new Date(article.dataset.first)) / 864e5;
      const x = +box.x + (+box.w * (passed + 0.5)) / +box.n;
      const inside = passed >= 0 && passed < +box.n;
      for (const [key, value] of [["x1", x], ["x2", x], ["y1", +box.y - 4], ["y2", +box.y + +box.h + 4]]) mark.setAttribute(key, value);
      mark.setAttribute("visibility", inside ? "visible" : "hidden");
    }
  }
  const start = Math.max(0, data.days.indexOf(output.textContent));
  input.value = start;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => draw(+input.value));
  for (const button of form.querySelectorAll(".step")) {
    button.addEventListener("click", () => {
      input.value = +input.value + +button.dataset.step;
      draw(+input.value);
    });
  }
  draw(start);
})();
