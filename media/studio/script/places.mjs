// Where things stand in a TOML text, so that a fault can be given with its line.

/** A function from a path such as `film.act[3].pose` to the line it stands on; a part that is not written leads to what holds it. */
export function placesOf(text) {
  const lines = new Map([['', 1]]);
  const counts = new Map();
  let table = '';
  let array = null;
  let quote = null;
  text.split('\n').forEach((row, index) => {
    const wasQuoted = quote !== null;
    quote = quoteAfter(row, quote);
    if (wasQuoted) return;
    const note = (path) => lines.set(path, index + 1);
    const header = /^\s*(\[\[?)\s*([\w.-]+)\s*\]/.exec(row);
    const key = /^\s*([\w-]+)\s*=\s*(.*)$/.exec(row);
    if (array && /^\s*\{/.test(row)) note(`${array.path}[${array.next++}]`);
    else if (array && /^\s*\]/.test(row)) array = null;
    else if (header) {
      table = header[1] === '[[' ? numbered(counts, header[2]) : header[2];
      array = null;
      note(table);
    } else if (key) {
      const path = table ? `${table}.${key[1]}` : key[1];
      note(path);
      if (/^\[\s*(#.*)?$/.test(key[2])) array = { path, next: 0 };
    }
  });
  return (path) => {
    let known = path;
    while (!lines.has(known)) known = known.replace(/(\.[^.[]+|\[\d+\]|^[^.[]+)$/, '');
    return lines.get(known);
  };
}

function numbered(counts, name) {
  const index = counts.get(name) ?? 0;
  counts.set(name, index + 1);
  return `${name}[${index}]`;
}

/** The multi-line quotation that is open after a row, or null. */
function quoteAfter(row, open) {
  let quote = open;
  for (const [mark] of row.matchAll(/"""|'''/g)) {
    if (quote === null) quote = mark;
    else if (quote === mark) quote = null;
  }
  return quote;
}
