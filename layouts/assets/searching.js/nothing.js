/* What to look for where nothing is found: the same words spelled as the pages spell them, or fewer of them. */

/* By how many letters two words differ; letters that changed places are one. */
function distance(one, other) {
  const rows = [[...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[one.length][other.length];
}

/* The word of the pages that is most like another and has its first letters; "" without one. */
async function spelled(index, word) {
  const [looked, allowed] = [20, word.length < 6 ? 1 : 2];
  const { results } = await index.search(word.slice(0, word.length < 6 ? 2 : 3), {}, false);
  const near = new Map();
  await Promise.all(results.slice(0, looked).map(async (one) => {
    const words = (await index.page(one.hash)).content.split(/\s+/);
    for (const { l } of one.places) {
      const other = words[l].toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
      if (other !== word) near.set(other, distance(word, other));
    }
  }));
  const best = [...near].sort(([a, m], [b, n]) => m - n || a.localeCompare(b))[0];
  return best && best[1] <= allowed ? best[0] : "";
}

/* Up to three other searches, each with the number of pages that it finds. */
async function nearQueries(index, asked, filters) {
  const most = 3;
  const results = async (text, any) => meant(index, (await index.search(text, any, false)).results);
  const words = [...new Set(asked.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? [])].slice(0, 8);
  const right = [];
  for (const word of words) right.push((await results(word, {})).length ? word : await spelled(index, word));
  const known = right.filter(Boolean);
  const tries = [known.join(" "), ...[...known].sort((a, b) => b.length - a.length)];
  const found = [];
  for (const text of new Set(tries)) {
    if (!text || text === asked.trim().toLowerCase()) continue;
    const number = (await results(text, filters)).length;
    if (number) found.push([text, number]);
    if (found.length === most) break;
  }
  return found;
}
