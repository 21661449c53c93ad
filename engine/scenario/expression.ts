/** Arithmetic in presets: "= 1 - common", "= (parts - 1) / parts". Numbers, names, + - * / and brackets, no more. */

/** The value, or what is wrong in words. */
export type Evaluated =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly fault: string };

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z][A-Za-z0-9]*)|([-+*/()]))\s*/y;

/** Deeper than any preset goes; hostile files must not exhaust the stack. */
const DEEPEST = 32;

class Fault extends Error {}

/** Works out an expression with the values of names; a result that is no finite number is a fault. O(characters). */
export function evaluate(expression: string, values: ReadonlyMap<string, number>): Evaluated {
  try {
    const tokens = tokensOf(expression);
    let at = 0;
    let depth = 0;
    const sum = (): number => {
      let value = product();
      while (tokens[at] === '+' || tokens[at] === '-') value += tokens[at++] === '+' ? product() : -product();
      return value;
    };
    const product = (): number => {
      let value = factor();
      while (tokens[at] === '*' || tokens[at] === '/')
        value *= tokens[at++] === '*' ? factor() : 1 / factor();
      return value;
    };
    const factor = (): number => {
      const token = tokens[at++];
      if (token === undefined) throw new Fault('it ends too early');
      if (token === '-') return -nested(factor);
      if (token === '(') {
        const value = nested(sum);
        if (tokens[at++] !== ')') throw new Fault('a bracket is not closed');
        return value;
      }
      if (/^\d/.test(token)) return Number(token);
      const value = values.get(token);
      if (value === undefined)
        throw new Fault(`'${token}' is no parameter; there are: ${[...values.keys()].join(', ') || 'none'}`);
      return value;
    };
    const nested = (inner: () => number): number => {
      if (++depth > DEEPEST) throw new Fault('it goes too deep');
      const value = inner();
      depth--;
      return value;
    };
    const value = sum();
    if (at < tokens.length) throw new Fault(`'${tokens[at]}' is not expected there`);
    if (!Number.isFinite(value)) throw new Fault('it gives no finite number');
    // 1 - 0.3 is meant as 0.7
    return { ok: true, value: Number(value.toPrecision(15)) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.message };
    throw error;
  }
}

function tokensOf(expression: string): readonly string[] {
  const tokens: string[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < expression.length) {
    const from = pattern.lastIndex;
    const found = pattern.exec(expression);
    if (found === null) throw new Fault(`'${expression.slice(from).trim().slice(0, 10)}' cannot be read`);
    tokens.push((found[1] ?? found[2] ?? found[3])!);
  }
  return tokens;
}
