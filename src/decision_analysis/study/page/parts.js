// Parts of the panel: elements, numbers as they are written, lines of sliders and of scores.

const NARROW = 20; // letters that any field has room for

function make(tag, settings = {}, ...children) {
  const { text, ...attributes } = settings;
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

const byId = (id) => document.getElementById(id);

function grouped(x, digits) {
  return x.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const percent = (share) => `${grouped(100 * share, 1)}%`;
const value4 = (x) => grouped(x, 4).replace(/^-(0\.0+)$/, "$1");

const plain = (x) => String(Number(x.toPrecision(6)));

// says a text where it is another one than before, so that screen readers speak of changes alone
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// a name that may be broken behind its underscores and the like
function breaking(name) {
  const parts = name.split(/(?<=[_/.:])(?=\p{L})/u);
  return parts.flatMap((part, place) => (place ? [make("wbr"), part] : [part]));
}

// One line of a slider, a number and a note below; `moved` is called with what was asked for.
function line(id, name, unit, about, moved) {
  const label = make("label", { for: id }, ...breaking(name));
  const slider = make("input", { type: "range", id, min: 0, "aria-describedby": `${id}-note` });
  const number = make("input", {
    type: "number",
    step: "any",
    "aria-label": unit ? `${name}, in ${unit}` : name,
    "aria-describedby": `${id}-note`,
  });
  const note = make("p", { id: `${id}-note`, class: "note" });
  const head = make("div", { class: "head" }, label, make("span", { class: "number" }, number));
  if (unit) head.lastChild.append(make("span", { class: "unit", text: unit, "aria-hidden": "true" }));
  if (about) label.title = about;
  slider.addEventListener("input", () => moved.slide(Number(slider.value)));
  number.addEventListener("input", () => {
    const x = number.value === "" ? NaN : Number(number.value);
    if (Number.isFinite(x)) moved.type(x);
  });
  // what was typed beyond the ends becomes the end, and nothing becomes what was there
  number.addEventListener("change", () => moved.done());
  return { row: make("div", { class: "line" }, head, slider, note), slider, number, note };
}

// what is said of a name, and the name where a field may be too narrow for it
function described(name, about) {
  const said = [name.length > NARROW ? name : "", about].filter((text) => text !== "").join(": ");
  return said && said.replace(/\.?$/, ".");
}

function limitText(data, { criterion, least, limit }) {
  const { name, unit } = data.criteria[criterion];
  return `${name} ${least ? "at least" : "at most"} ${plain(limit)}${unit ? ` ${unit}` : ""}`;
}

// where an alternative is the best
function regionText({ from, to, above, below }) {
  const [a, b] = [from, to].map((x) => plain(Number(x.toPrecision(4))));
  if (above && below) return `best between ${a} and ${b}`;
  return above ? `best above ${a}` : `best below ${b}`;
}

// A line of the scores: rank, bar with a mark where it was, value and what changed.
function scoreRow(data, found, start, row) {
  const [score, before] = [found.scores[row], start.scores[row]];
  const [rank, was] = [found.ranks[row], start.ranks[row]];
  const bar = make("div", { class: "bar" }, make("i"), make("b"));
  bar.firstChild.style.width = `${Math.min(Math.max(100 * score, 0), 100)}%`;
  bar.lastChild.style.left = `${Math.min(Math.max(100 * before, 0), 100)}%`;
  const moved = score - before;
  const made = make(
    "tr",
    { class: `${rank === 1 ? "first" : ""} ${rank === null ? "out" : ""}` },
    make("td", { class: "n", text: rank === null ? "out" : rank }, ...rankChange(rank, was)),
    make("th", { scope: "row" }, ...breaking(data.alternatives[row]), bar),
    make("td", { class: "n", text: value4(score) }),
    make("td", { class: "n", text: Math.abs(moved) < 5e-5 ? "" : `${moved > 0 ? "+" : ""}${value4(moved)}` })
  );
  if (rank === null) {
    const why = `limit: ${found.broken[row].map((limit) => limitText(data, limit)).join("; ")}`;
    made.cells[1].append(make("span", { class: "why", text: why }));
  }
  return made;
}

function rankChange(rank, was) {
  if (rank === was) return [];
  const way = rank === null || (was !== null && rank > was) ? "▼" : "▲";
  return [make("span", { class: "was", text: `${way} was ${was === null ? "out" : was}` })];
}
