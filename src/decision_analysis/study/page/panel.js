// The panel: whose weights, each weight and each judgement can be moved; what follows is shown at once.

const FIRST = 12; // alternatives that are shown before all are asked for
const STEPS = 200; // places of a judgement's slider

function panel(data, section) {
  const model = additiveModel(data);
  const start = model.answer(unmoved(data));
  let state = unmoved(data);
  let found = start;
  let alternative = start.best.length ? start.best[0] : 0;
  let anchor = null; // the weight that is being moved, and all weights before
  let all = false;
  let timer = 0;

  // --- whose weights
  const who = byId("panel-who");
  data.people.forEach((person, place) => who.append(new Option(person.name, place)));
  byId("panel-whose").hidden = data.people.length < 2;
  who.addEventListener("change", () => {
    anchor = null;
    state = { ...state, who: Number(who.value), parts: null };
    changed();
  });

  // --- weights: one is moved, and the others keep their ratios
  const weightLines = data.criteria.map((criterion, column) => {
    const made = line(`panel-w${column}`, criterion.name, "%", criterion.about, {
      slide: (step) => moveWeight(column, step / 1000),
      type: (x) => moveWeight(column, x / 100),
      done: () => show(true),
    });
    made.slider.max = 1000;
    made.number.min = 0;
    made.number.max = 100;
    made.slider.disabled = made.number.disabled = data.criteria.length < 2;
    byId("panel-weights").append(made.row);
    return made;
  });

  function moveWeight(column, share) {
    if (anchor === null || anchor.column !== column) {
      anchor = { column, shares: model.weights(state) };
    }
    const part = Math.round(PARTS * Math.min(Math.max(share, 0), 1));
    const own = data.people[state.who].weights;
    // where all others are 0, they share by the weights that they had at first, or equally
    const choices = [anchor.shares, own, own.map(() => 1)];
    const ratio = choices.find((shares) => shares.some((s, c) => c !== column && s > 0));
    const rest = ratio.reduce((sum, s, c) => sum + (c === column ? 0 : s), 0);
    const parts = ratio.map((s, c) =>
      c === column ? part : Math.round(((PARTS - part) * s) / rest)
    );
    state = { ...state, parts };
    changed();
  }

  // --- judgements of one alternative
  const which = byId("panel-which");
  data.alternatives.forEach((label, row) => which.append(new Option(label, row)));
  which.addEventListener("change", () => {
    alternative = Number(which.value);
    cellLines = lines();
    show(true);
  });

  function lines() {
    return data.criteria.map(({ name, unit, about }, column) => {
      const moving = (x) => moveCell(alternative * model.columns + column, x);
      return line(`panel-c${column}`, name, unit, about, {
        slide: (step) => moving(stepped(alternative * model.columns + column, step)),
        type: moving,
        done: () => show(true),
      });
    });
  }
  let cellLines = lines();

  // the performance at a step of the slider, in round numbers between the ends
  function stepped(place, step) {
    const [low, high] = [data.low[place], data.high[place]];
    if (step <= 0 || step >= STEPS) return step <= 0 ? low : high;
    const round = Number((low + ((high - low) * step) / STEPS).toFixed(decimals(high - low)));
    return round;
  }

  function decimals(width) {
    return Math.min(Math.max(2 - Math.floor(Math.log10(width)), 0), 12);
  }

  function moveCell(place, x) {
    anchor = null;
    const cells = new Map(state.cells);
    const within = Math.min(Math.max(x, data.low[place]), data.high[place]);
    if (within === data.base[place]) cells.delete(place);
    else cells.set(place, within);
    state = { ...state, cells };
    changed();
  }

  // --- what follows
  function changed() {
    found = model.answer(state);
    show(false);
    clearTimeout(timer);
    timer = setTimeout(keep, 150);
  }

  function show(settled) {
    who.value = state.who;
    which.value = alternative;
    showPerson();
    showBest();
    showScores();
    weightLines.forEach((made, column) => showWeight(made, column, settled));
    const shown = byId("panel-cells");
    if (shown.firstChild !== cellLines[0].row) shown.replaceChildren(...cellLines.map((l) => l.row));
    cellLines.forEach((made, column) => showCell(made, column, settled));
    showMoved();
  }

  const names = (rows) => rows.map((row) => data.alternatives[row]).join(" and ");

  function showPerson() {
    const { name, about, limits } = data.people[state.who];
    say(byId("panel-row"), described(data.alternatives[alternative], data.abouts[alternative]));
    const said = [described(name, about)];
    if (limits.length) said.push(`Limits: ${limits.map((limit) => limitText(data, limit)).join("; ")}.`);
    say(byId("panel-about"), said.join(" "));
  }

  function showBest() {
    const { best, next, scores } = found;
    const same = best.join() === start.best.join();
    section.classList.toggle("turned", !same);
    section.dataset.best = JSON.stringify(best);
    say(byId("panel-best"), best.length ? names(best) : "none keeps the limits");
    const before = names(start.best);
    const over =
      best.length > 1
        ? "equally good"
        : same
          ? "as before"
          : best.length && before
            ? `takes over from ${before}`
            : `before: ${before || "none"}`;
    say(byId("panel-over"), over);
    say(
      byId("panel-lead"),
      best.length && next !== null && best.length < 2
        ? `${value4(scores[best[0]] - scores[next])} ahead of ${data.alternatives[next]}`
        : ""
    );
  }

  function showScores() {
    const order = found.scores.map((_, row) => row);
    const place = (row) => (found.ranks[row] === null ? Infinity : found.ranks[row]);
    order.sort((a, b) => place(a) - place(b) || found.scores[b] - found.scores[a] || a - b);
    const shown = all ? order : order.slice(0, FIRST);
    byId("panel-scores").replaceChildren(...shown.map((row) => scoreRow(data, found, start, row)));
    section.dataset.scores = JSON.stringify(found.scores);
    section.dataset.ranks = JSON.stringify(found.ranks);
    section.dataset.weights = JSON.stringify(found.share);
    const more = byId("panel-all");
    more.hidden = order.length <= FIRST;
    say(more, all ? `Show the first ${FIRST}` : `Show all ${order.length}`);
  }

  // a number that is being typed is left alone until it is done
  function fill(input, text, settled) {
    if (settled || document.activeElement !== input) input.value = text;
  }

  function showWeight({ row, slider, number, note }, column, settled) {
    const [share, before] = [found.share[column], start.share[column]];
    slider.value = Math.round(1000 * share);
    slider.setAttribute("aria-valuetext", percent(share));
    fill(number, (100 * share).toFixed(1), settled);
    const moved = Math.abs(share - before) >= 5e-4;
    row.classList.toggle("moved", moved);
    const { below, above } = model.span(found, column);
    const said = [];
    if (moved) said.push(`was ${percent(before)}`);
    if (below) said.push(`${data.alternatives[below.rival]} best below ${percent(below.at)}`);
    if (above) said.push(`${data.alternatives[above.rival]} best above ${percent(above.at)}`);
    say(note, said.join(" · "));
  }

  function showCell({ row, slider, number, note }, column, settled) {
    const place = alternative * model.columns + column;
    const [low, base, high] = [data.low[place], data.base[place], data.high[place]];
    const x = model.performance(state, alternative, column);
    const { unit } = data.criteria[column];
    const fixed = low === high;
    slider.max = STEPS;
    slider.disabled = number.disabled = fixed;
    number.min = low;
    number.max = high;
    slider.value = fixed ? 0 : Math.round(((x - low) / (high - low)) * STEPS);
    slider.setAttribute("aria-valuetext", `${plain(x)}${unit ? ` ${unit}` : ""}`);
    fill(number, plain(x), settled);
    row.classList.toggle("moved", x !== base);
    const said = fixed ? ["no range given"] : [`${plain(low)} to ${plain(high)}`];
    if (x !== base) said.push(`was ${plain(base)}`);
    const best = model.region(found, state, alternative, column);
    if (best !== null) said.push(regionText(best));
    say(note, said.join(" · "));
  }

  // --- what was moved, each with a way back
  function showMoved() {
    const entries = [];
    if (state.who !== data.decides) {
      const text = `the weights of ${data.people[state.who].name}`;
      entries.push([text, () => ({ ...state, who: data.decides, parts: null })]);
    }
    if (state.parts !== null) entries.push(["weights by hand", () => ({ ...state, parts: null })]);
    for (const [place, x] of [...state.cells].sort((a, b) => a[0] - b[0])) {
      const row = Math.floor(place / model.columns);
      const { name } = data.criteria[place % model.columns];
      const text = `${data.alternatives[row]}, ${name}: ${plain(data.base[place])} → ${plain(x)}`;
      const without = () => new Map([...state.cells].filter(([at]) => at !== place));
      entries.push([text, () => ({ ...state, cells: without() })]);
    }
    byId("panel-moved").replaceChildren(...entries.map(movedItem));
    byId("panel-nothing").hidden = entries.length > 0;
    byId("panel-reset").disabled = entries.length === 0;
  }

  function movedItem([text, back]) {
    const undo = make("button", { type: "button", class: "small", text: "undo" });
    undo.setAttribute("aria-label", `undo: ${text}`);
    undo.addEventListener("click", () => restore(back()));
    return make("li", { text }, " ", undo);
  }

  function restore(wanted) {
    anchor = null;
    state = wanted;
    changed();
    show(true);
  }

  // --- the link
  const bare = () => location.href.split("#")[0];
  const link = () => bare() + written(data, state);

  function keep() {
    try {
      history.replaceState(null, "", isUnmoved(data, state) ? bare() : link());
    } catch (refused) {
      // some viewers let no page change its address; the button still gives the link
    }
  }

  function follow(fragment) {
    if (!fragment.startsWith("#panel=")) return;
    const wanted = read(data, fragment);
    say(byId("panel-said"), wanted ? "" : "The link is of another page or damaged: nothing was moved.");
    if (wanted === null) return;
    restore(wanted);
    section.scrollIntoView();
  }

  byId("panel-reset").addEventListener("click", () => {
    say(byId("panel-said"), "Everything is as before.");
    restore(unmoved(data));
    who.focus();
  });
  byId("panel-link").addEventListener("click", () => {
    const field = byId("panel-url");
    field.value = link();
    copied(field.value, field, byId("panel-said"));
  });
  byId("panel-all").addEventListener("click", () => {
    all = !all;
    showScores();
  });
  // the address that was asked for, as `keep` may have changed it since
  window.addEventListener("hashchange", (event) => follow(new URL(event.newURL).hash));
  section.hidden = false;
  show(true);
  follow(location.hash);
}

const given = byId("panel-data");
if (given !== null) panel(JSON.parse(given.textContent), byId("panel"));
