// Repeats a draw from what was published (docs/draws.md): written from that text, sharing nothing with the server.

const utf8 = new TextEncoder();
const digits = (bytes) => [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");
const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const byBytes = (one, other) => {
  for (let at = 0; at < Math.min(one.length, other.length); at++) if (one[at] !== other[at]) return one[at] - other[at];
  return one.length - other.length;
};

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

// The population's hash, from its lines [stratum, id].
export async function populationHash(lines) {
  const texts = lines.map(([stratum, id]) => utf8.encode(`${stratum}\t${id}\n`)).sort(byBytes);
  return digits(await sha256(joined(...texts)));
}

// Who is drawn, as lines [stratum, id] in the order of the draw. Throws where the seed is not the one committed to.
export async function drawn({ lines, count, seed_sha256, seed, root, value = "" }) {
  if (digits(await sha256(bytesOf(seed))) !== seed_sha256) throw new Error("the seed is not the one that was committed to");
  const population = bytesOf(await populationHash(lines));
  const key = await sha256(joined(bytesOf(seed), population, bytesOf(root), utf8.encode(value.trim())));
  const hash = (text) => sha256(joined(key, utf8.encode(text)));
  const placed = await Promise.all(lines.map(async ([stratum, id]) => ({
    line: [stratum, id],
    place: joined(await hash(`stratum ${stratum}`), await hash(`line ${stratum}\t${id}`)),
  })));
  placed.sort((one, other) => byBytes(one.place, other.place));
  const size = BigInt(lines.length);
  const start = size ? BigInt(`0x${digits(await hash("start"))}`) % size : 0n;
  return Array.from({ length: count }, (_, turn) => placed[Number((BigInt(turn) * size + start) / BigInt(count))].line);
}
