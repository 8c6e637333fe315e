// The additive model of a study: weights, values on the anchored scales, scores, limits and ranks.
// Equal to decision_analysis.mcda.additive_value with value.linear on the same numbers.

const NOISE = 1e-12; // share of the largest number below which two are equal, as in Python

function additiveModel(data) {
  const columns = data.criteria.length;
  const rows = data.alternatives.length;

  // v(x) = (x - worst) / (best - worst); what misses an end by rounding is at the end
  function value(column, x) {
    const { low, high, max } = data.criteria[column];
    const [worst, best] = max ? [low, high] : [high, low];
    return (Math.min(Math.max(x, low), high) - worst) / (best - worst);
  }

  function performance(state, row, column) {
    const place = row * columns + column;
    return state.cells.has(place) ? state.cells.get(place) : data.base[place];
  }

  // weights in any unit, rescaled to sum to 1
  function shares(parts) {
    const total = parts.reduce((sum, part) => sum + part, 0);
    return parts.map((part) => part / total);
  }

  function weights(state) {
    return shares(state.parts === null ? data.people[state.who].weights : state.parts);
  }

  // which alternatives keep a limit; a miss by rounding is none
  function keeping(state, { criterion, least, limit }) {
    const column = data.alternatives.map((_, row) => performance(state, row, criterion));
    const noise = NOISE * Math.max(Math.abs(limit), ...column.map(Math.abs));
    return column.map((x) => (least ? x >= limit - noise : x <= limit + noise));
  }

  // competition ranks of those that are in: neighbours within the noise tie; null for the others
  function ranked(scores, broken) {
    const order = scores.map((_, row) => row).filter((row) => broken[row].length === 0);
    order.sort((a, b) => scores[b] - scores[a] || a - b);
    const noise = NOISE * Math.max(0, ...order.map((row) => Math.abs(scores[row])));
    const ranks = scores.map(() => null);
    order.forEach((row, place) => {
      const before = order[place - 1];
      const ties = place > 0 && scores[before] - scores[row] <= noise;
      ranks[row] = ties ? ranks[before] : place + 1;
    });
    return ranks;
  }

  // everything that follows from whose weights, which weights and which judgements
  function answer(state) {
    const share = weights(state);
    const values = data.alternatives.map((_, row) =>
      share.map((_, column) => value(column, performance(state, row, column)))
    );
    const scores = values.map((row) => row.reduce((sum, v, c) => sum + share[c] * v, 0));
    const broken = data.alternatives.map(() => []);
    for (const limit of data.people[state.who].limits) {
      keeping(state, limit).forEach((kept, row) => kept || broken[row].push(limit));
    }
    const ranks = ranked(scores, broken);
    const best = ranks.flatMap((rank, row) => (rank === 1 ? [row] : []));
    const others = ranks.flatMap((rank, row) => (rank !== null && row !== best[0] ? [row] : []));
    const next = others.length
      ? others.reduce((a, b) => (scores[b] > scores[a] ? b : a))
      : null;
    return { share, values, scores, broken, ranks, best, next };
  }

  // Between which performances an alternative is the best, all else as it is, as its lead is linear in
  // v(x) and limits are kept on one side of them; null where it is nowhere or everywhere so.
  function region(found, state, row, column) {
    const weight = found.share[column];
    const rivals = found.ranks.flatMap((rank, r) => (rank !== null && r !== row ? [r] : []));
    const elsewhere = found.broken[row].some(({ criterion }) => criterion !== column);
    if (elsewhere || !rivals.length || weight === 0) return null;
    const most = Math.max(...rivals.map((rival) => found.scores[rival]));
    const { low, high, max } = data.criteria[column];
    // the value at which it scores as much as the best of the others, and where that is
    const level = found.values[row][column] + (most - found.scores[row]) / weight;
    const at = max ? low + level * (high - low) : high - level * (high - low);
    const ends = [data.low[row * columns + column], data.high[row * columns + column]];
    let [from, to] = max ? [Math.max(ends[0], at), ends[1]] : [ends[0], Math.min(ends[1], at)];
    for (const { criterion, least, limit } of data.people[state.who].limits) {
      if (criterion === column && least) from = Math.max(from, limit);
      if (criterion === column && !least) to = Math.min(to, limit);
    }
    const whole = from === ends[0] && to === ends[1];
    return from < to && !whole ? { from, to, above: from > ends[0], below: to < ends[1] } : null;
  }

  // Within which weights of a criterion the best stays so, the others keeping their ratios: each
  // lead is linear in the weight. An end is null where nobody takes over.
  function span(found, column) {
    const ends = { below: null, above: null };
    const weight = found.share[column];
    if (found.best.length !== 1 || weight >= 1) return ends;
    const first = found.best[0];
    found.ranks.forEach((rank, rival) => {
      if (rank === null || rival === first) return;
      const here = found.values[first][column] - found.values[rival][column];
      const lead = found.scores[first] - found.scores[rival];
      // the lead where the weight is 0; it is `here` where it is 1
      const none = (lead - weight * here) / (1 - weight);
      if (none === here) return;
      const at = none / (none - here);
      if (!(at >= 0 && at <= 1)) return;
      if (at > weight && (ends.above === null || at < ends.above.at)) ends.above = { at, rival };
      if (at < weight && (ends.below === null || at > ends.below.at)) ends.below = { at, rival };
    });
    return ends;
  }

  return { answer, performance, weights, region, span, rows, columns };
}
