/** Two linear models fitted by gradient descent (Adam, full batch): which option is right, and yes or no. */

export interface ChoiceCase {
  readonly options: readonly (readonly number[])[];
  readonly right: readonly boolean[];
}

export interface YesNoCase {
  readonly features: readonly number[];
  readonly yes: boolean;
}

const STEPS = 500;
const PENALTY = 1e-4;

/** Softmax over the options; the loss is minus the logarithm of the probability of all right ones together. */
export function fitChoice(cases: readonly ChoiceCase[], width: number): readonly number[] {
  return descend(width, (weights, gradient) => {
    for (const { options, right } of cases) {
      const scores = options.map((option) => product(option, weights));
      const highest = Math.max(...scores);
      const powers = scores.map((score) => Math.exp(score - highest));
      const total = powers.reduce((sum, power) => sum + power, 0);
      const held = powers.reduce((sum, power, index) => sum + (right[index] ? power : 0), 0);
      for (const [index, option] of options.entries()) {
        const power = powers[index] ?? 0;
        const slope = (power / total - (right[index] ? power / held : 0)) / cases.length;
        for (let at = 0; at < width; at += 1) gradient[at] = (gradient[at] ?? 0) + slope * (option[at] ?? 0);
      }
    }
  });
}

/** Logistic regression. */
export function fitYesNo(cases: readonly YesNoCase[], width: number): { weights: readonly number[]; bias: number } {
  const fitted = descend(width + 1, (weights, gradient) => {
    for (const { features, yes } of cases) {
      const row = [...features, 1];
      const slope = (1 / (1 + Math.exp(-product(row, weights))) - Number(yes)) / cases.length;
      for (let at = 0; at <= width; at += 1) gradient[at] = (gradient[at] ?? 0) + slope * (row[at] ?? 0);
    }
  });
  return { weights: fitted.slice(0, width), bias: fitted[width] ?? 0 };
}

function descend(width: number, addGradient: (weights: number[], gradient: number[]) => void): number[] {
  const weights = new Array<number>(width).fill(0);
  const mean = new Array<number>(width).fill(0);
  const square = new Array<number>(width).fill(0);
  for (let step = 1; step <= STEPS; step += 1) {
    const gradient = weights.map((weight) => 2 * PENALTY * weight);
    addGradient(weights, gradient);
    const rate = 0.1 * (1 - step / (STEPS + 1));
    for (const [at, slope] of gradient.entries()) {
      mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * slope;
      square[at] = 0.999 * (square[at] ?? 0) + 0.001 * slope * slope;
      const direction = (mean[at] ?? 0) / (1 - 0.9 ** step);
      const scale = Math.sqrt((square[at] ?? 0) / (1 - 0.999 ** step)) + 1e-9;
      weights[at] = (weights[at] ?? 0) - (rate * direction) / scale;
    }
  }
  return weights;
}

function product(left: readonly number[], right: readonly number[]): number {
  let sum = 0;
  for (const [index, value] of left.entries()) sum += value * (right[index] ?? 0);
  return sum;
}
