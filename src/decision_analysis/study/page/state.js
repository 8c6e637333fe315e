// The state of the panel - whose weights, which weights, which judgements - as the fragment of a
// link: #panel=1~mark~who~weights~judgements. Whatever is not exactly that is no state.

const PARTS = 1000000; // weights that were moved are whole millionths
const LONGEST = 200000; // characters of a fragment that is read at all
const NUMBER = /^-?\d{1,17}(\.\d{1,20})?(e[+-]\d{1,3})?$/;

function unmoved(data) {
  return { who: data.decides, parts: null, cells: new Map() };
}

function isUnmoved(data, state) {
  return state.who === data.decides && state.parts === null && state.cells.size === 0;
}

function written(data, state) {
  const parts = state.parts === null ? "" : state.parts.map((p) => p.toString(36)).join(".");
  const cells = [...state.cells].sort((a, b) => a[0] - b[0]).map(([at, x]) => `${at}x${x}`);
  return ["#panel=1", data.mark, state.who, parts, cells.join("_")].join("~");
}

// the state that a fragment says, or null
function read(data, fragment) {
  if (fragment.length > LONGEST) return null;
  const said = fragment.split("~");
  if (said.length !== 5 || said[0] !== "#panel=1" || said[1] !== data.mark) return null;
  const who = whole(said[2], 10, data.people.length - 1);
  const parts = said[3] === "" ? null : said[3].split(".").map((part) => whole(part, 36, PARTS));
  const cells = said[4] === "" ? [] : said[4].split("_").map((entry) => cell(data, entry));
  if (who === null || cells.includes(null)) return null;
  if (new Set(cells.map(([at]) => at)).size !== cells.length) return null;
  if (parts !== null) {
    if (parts.length !== data.criteria.length || parts.includes(null)) return null;
    if (!parts.some((part) => part > 0)) return null;
  }
  return { who, parts, cells: new Map(cells) };
}

// a whole number from 0 to the most, written as we write it; else null
function whole(text, base, most) {
  if (!/^[0-9a-z]{1,8}$/.test(text)) return null;
  const number = parseInt(text, base);
  return number.toString(base) === text && number <= most ? number : null;
}

// the place of a judgement and its number, which is within its range; else null
function cell(data, text) {
  const [place, number, more] = text.split("x");
  const at = whole(place, 10, data.base.length - 1);
  if (at === null || number === undefined || more !== undefined) return null;
  if (!NUMBER.test(number) || data.low[at] === data.high[at]) return null;
  const x = Number(number);
  return String(x) === number && x >= data.low[at] && x <= data.high[at] ? [at, x] : null;
}
