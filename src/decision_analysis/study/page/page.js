// What the page does without the panel: tables sorted and searched, text copied, all opened for paper.

// copies a text; where the browser does not let us, it is selected in a field to be copied by hand
async function copied(text, field, said) {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = "Copied.";
  } catch (refused) {
    field.hidden = false;
    field.focus();
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch (unknown) {
      done = false;
    }
    said.textContent = done ? "Copied." : "Press Ctrl+C (or ⌘C) to copy the selected text.";
  }
}

function sortable(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    head.querySelector("button").addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows].map((row, place) => ({ row, place, key: keyOf(row, column) }));
      rows.sort((a, b) => compared(a.key, b.key, down) || a.place - b.place);
      body.append(...rows.map(({ row }) => row));
    });
  });
}

// a number where the cell has one, else its text; what is missing is last in both directions
function keyOf(row, column) {
  const { dataset, textContent } = row.cells[column];
  return dataset.v === undefined ? textContent.trim() : Number(dataset.v);
}

function compared(a, b, down) {
  if (a === "" || b === "") return (a === "") - (b === "");
  const order =
    typeof a === "number" && typeof b === "number"
      ? a - b
      : String(a).localeCompare(String(b), "en", { numeric: true });
  return down ? -order : order;
}

function searched(field, table, said) {
  const rows = [...table.tBodies[0].rows].map((row) => [row, row.textContent.toLowerCase()]);
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !text.includes(wanted);
      shown += row.hidden ? 0 : 1;
    }
    said.textContent = wanted === "" ? "" : `${shown} of ${rows.length} numbers`;
  });
  // a link to a number shows it, whatever was searched for
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target !== null && target.hidden && table.contains(target)) {
      field.value = "";
      field.dispatchEvent(new Event("input"));
      target.scrollIntoView({ block: "center" });
    }
  });
}

for (const table of document.querySelectorAll("table.sortable")) sortable(table);
for (const field of document.querySelectorAll("input[data-search]")) {
  field.closest("p").hidden = false;
  searched(
    field,
    document.getElementById(field.dataset.search),
    document.getElementById(field.getAttribute("aria-describedby"))
  );
}
for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", () => {
    copied(field.value, field, document.getElementById(button.dataset.said));
  });
}

// the contents are open where they stand beside the page
const beside = window.matchMedia("(min-width: 75rem)");
const contents = document.querySelector("nav details");
contents.open = beside.matches;
beside.addEventListener("change", () => {
  contents.open = beside.matches;
});

// paper shows what is folded up; afterwards it is as before
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const one of folded) one.open = true;
});
window.addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
});
